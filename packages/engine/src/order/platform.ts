/** Platform status codes: mapped to the platform-neutral state; the most restrictive field wins; unknown codes are shown. */
import {
  type CanonicalStep,
  canonicalState,
  canonicalStep,
  effectiveStatus,
  type StatusMeaning,
  stateNamed,
  statusMap,
} from "@switchyard/orders";
import { type EventOf, happenedAt } from "../event/event.ts";
import type { OrderState } from "../state/state.ts";
import { note, own, type Run } from "../step/run.ts";
import { alertOnce } from "./once.ts";
import { goBack, statusSince } from "./status.ts";

export interface PlatformNews {
  asserts: string | null;
  /** The platform jumped: a conflict that breakers count. */
  isConflict: boolean;
  /** The state in which the order goes on, now that what it waited for is settled. */
  back: string | null;
}

export function readPlatform(run: Run, order: OrderState, event: EventOf<"platform_status">): PlatformNews {
  const known = meanings(event.platform, order.statuses ?? {});
  if (!keepCodes(run, order, event)) {
    note(run, "late", { canonical: order.canonical ?? null, from: order.canonical ?? null });
    return { asserts: null, isConflict: false, back: null };
  }
  const statuses = order.statuses ?? {};
  const effective = effectiveStatus(meanings(event.platform, statuses));
  for (const part of effective.unknown) {
    if (event.statuses[part.field] !== undefined)
      alertOnce(run, "status", `${part.platform}.${part.field}=${part.code}`, event.order);
  }
  const canonical = effective.unknown.length > 0 ? "Unknown" : effective.state?.id;
  const from = order.canonical ?? null;
  if (canonical === undefined || canonical === from) {
    note(run, "noted", { what: "platform_unchanged", canonical: canonical ?? null });
    return { asserts: null, isConflict: false, back: null };
  }
  const isNewer = happenedAt(event) >= statusSince(order);
  const step = from === null ? "listed" : stepOf(from, canonical, isNewer, known);
  if (step === "late") {
    note(run, "late", { canonical, from });
    return { asserts: null, isConflict: false, back: null };
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
  const back = effective.blocksOutbound ? null : goBack(run, order, happenedAt(event));
  const asserts = ours(run, order, canonicalState(canonical)?.orderState ?? null);
  return { asserts, isConflict: step === "jump", back };
}

/** Of each field the newest code stays, in whatever order they come; of two of one instant the later that came. False: all are older. */
function keepCodes(run: Run, order: OrderState, event: EventOf<"platform_status">): boolean {
  const happened = happenedAt(event);
  const news = Object.entries(event.statuses)
    .map(([field, code]) => ({ name: `${event.platform}.${field}`, code }))
    .filter(({ name }) => happened >= (order.statusesAt?.[name] ?? happened));
  for (const { name, code } of news) {
    own(run, order, "statuses")[name] = code;
    own(run, order, "statusesAt")[name] = happened;
  }
  return news.length > 0;
}

function meanings(platform: string, statuses: NonNullable<OrderState["statuses"]>): StatusMeaning[] {
  return Object.entries(statuses).flatMap(([name, code]) => {
    const at = name.indexOf(".");
    return name.slice(0, at) === platform ? [statusMap(platform, name.slice(at + 1), code)] : [];
  });
}

/**
 * An after-sale case lies over the order's own state. When it is closed without a refund, that state shows again, and follows what it
 * was beneath the case; an older word does not close it.
 */
function stepOf(from: string, to: string, isNewer: boolean, known: readonly StatusMeaning[]): CanonicalStep {
  if (canonicalState(from)?.group !== "aftersale" || canonicalState(to)?.group === "aftersale" || to === "Unknown")
    return canonicalStep(from, to, isNewer);
  if (!isNewer) return "late";
  const beneath = known.filter((one) => one.known && one.canonical.group !== "aftersale");
  const base = effectiveStatus(beneath).state?.id ?? to;
  return base === to ? "listed" : canonicalStep(base, to, true);
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
