/** Platform status codes: mapped to the platform-neutral state; the most restrictive field wins; unknown codes are shown. */
import { canonicalState, canonicalStep, effectiveStatus, stateNamed, statusMap } from "@switchyard/orders";
import { type EventOf, happenedAt } from "../event/event.ts";
import type { OrderState } from "../state/state.ts";
import { note, own, type Run } from "../step/run.ts";
import { alertOnce } from "./once.ts";
import { statusSince } from "./status.ts";

export interface PlatformNews {
  asserts: string | null;
  /** The platform jumped: a conflict that breakers count. */
  isConflict: boolean;
}

export function readPlatform(run: Run, order: OrderState, event: EventOf<"platform_status">): PlatformNews {
  const statuses = own(run, order, "statuses");
  for (const [field, code] of Object.entries(event.statuses)) statuses[`${event.platform}.${field}`] = code;
  const said = Object.entries(statuses).flatMap(([name, code]) => {
    const at = name.indexOf(".");
    return name.slice(0, at) === event.platform ? [statusMap(event.platform, name.slice(at + 1), code)] : [];
  });
  const effective = effectiveStatus(said);
  for (const part of effective.unknown) {
    if (event.statuses[part.field] !== undefined)
      alertOnce(run, "status", `${part.platform}.${part.field}=${part.code}`, event.order);
  }
  const canonical = effective.unknown.length > 0 ? "Unknown" : effective.state?.id;
  const from = order.canonical ?? null;
  if (canonical === undefined || canonical === from) {
    note(run, "noted", { what: "platform_unchanged", canonical: canonical ?? null });
    return { asserts: null, isConflict: false };
  }
  const step = from === null ? "listed" : canonicalStep(from, canonical, happenedAt(event) >= statusSince(order));
  if (step === "late") {
    note(run, "late", { canonical, from });
    return { asserts: null, isConflict: false };
  }
  order.canonical = canonical;
  run.effects.push({
    type: "platform_state",
    origin: null,
    order: event.order,
    from,
    canonical,
    blocks: effective.blocksOutbound,
  });
  if (step === "jump") note(run, "state_conflict", { to: canonical, from, code: "jump" });
  return { asserts: ours(run, order, canonicalState(canonical)?.orderState ?? null), isConflict: step === "jump" };
}

/** Whether what it says by itself amounts to a cancelled order. */
export function cancels({ platform, statuses }: EventOf<"platform_status">): boolean {
  const said = Object.entries(statuses).map(([field, code]) => statusMap(platform, field, code));
  return canonicalState(effectiveStatus(said).state?.id ?? "")?.orderState === "Cancelled";
}

/** Platforms know few steps: one that we have passed already is no news. */
function ours(run: Run, order: OrderState, state: string | null): string | null {
  if (state === null) return null;
  const { machine } = run.prepared;
  const [here, there] = [stateNamed(machine, order.status), stateNamed(machine, state)];
  if (there?.stage === undefined || here?.stage === undefined) return state === order.status ? null : state;
  return there.stage > here.stage ? state : null;
}
