/** Every version of an order, and every change that somebody asked for: both are read from its journal, nothing is kept twice. */
import { type Effect, type OrderState, standingOrder } from "@switchyard/engine";
import type { Order } from "@switchyard/orders";
import type { JournalEntry } from "@switchyard/store";
import { effectsIn } from "../executor/decision-text.ts";
import type { FieldChange } from "../executor/order-changes.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { impactOf } from "./change-impact.ts";
import { actorNames } from "./journal-act.ts";
import { placeOf } from "./waiting-orders.ts";

/** The measure by which a change is asked for; its value is how far it goes: 1 the date, 2 the bill of materials, 3 the contract. */
export const CHANGE_REQUESTED = "ChangeRequested";

interface OrderVersion {
  version: number;
  seq: number;
  at: number;
  /** The event that made it. */
  type: string;
  actor: string;
  order: Order;
}
export interface RequestedChange {
  /** Of the entry with which it ended; until then, with which it was asked for. */
  seq: number;
  asked_at: number;
  asked_by: string;
  /** What the request said: reason, note, and new values by name. */
  said: Record<string, unknown>;
  level: number;
  approvals: { by: string; at: number; decision: "approved" | "rejected" }[];
  outcome: "waiting" | Extract<Effect, { type: "approval_ended" }>["outcome"];
  ended_at: number | null;
  /** The order as it stood when it was asked for. */
  before: Order;
}
interface OrderHistory {
  versions: OrderVersion[];
  changes: RequestedChange[];
}

/** As people read it: who by name, and what each change does. Throws `order_not_found`. */
export async function orderHistory(ctx: Context, id: string) {
  const entries = await ctx.store.read.journal.timeline(ctx.workspace.id, id);
  const { versions, changes } = readHistory(entries, (name) => placeOf(ctx, name));
  if (versions.length === 0) throw new Refusal("order_not_found");
  const names = await actorNames(ctx);
  const who = (name: string) => ({ id: name, name: names.get(name) ?? name });
  const word = (value: unknown) => (typeof value === "string" ? value : "");
  return {
    versions: versions.map(({ actor, ...version }) => ({ ...version, who: who(actor) })),
    changes: changes.map((change) => ({
      ...{ seq: change.seq, asked_at: change.asked_at, asked_by: who(change.asked_by), level: change.level },
      ...{ reason: word(change.said.reason), note: word(change.said.note) },
      approvals: change.approvals.map(({ by, at, decision }) => ({ who: who(by), at, decision })),
      ...{ outcome: change.outcome, ended_at: change.ended_at },
      impact: impactOf(change, ctx.workspace.settings),
    })),
  };
}

interface Said {
  order?: Order | string;
  changes?: FieldChange[];
  measure?: string;
  value?: number;
  data?: Record<string, unknown>;
  approval?: string;
  decision?: "approved" | "rejected";
  by?: string;
}
type Place = (name: string) => { flow: string; node: string };

function readHistory(entries: readonly JournalEntry[], placeNamed: Place): OrderHistory {
  const history: OrderHistory = { versions: [], changes: [] };
  let source: Order | null = null;
  let fields: OrderState["fields"];
  let request: (Said & { at: number; actor: string; seq: number }) | null = null;
  const open = new Map<string, RequestedChange>();
  const standing = () => (source === null ? null : standingOrder({ kind: "order", order: source, fields, status: "" }));
  for (const { seq, at, type, actor, data } of entries) {
    const effects = effectsIn(type, data);
    if (effects === null) {
      const said = JSON.parse(data) as Said;
      const first: Order | null =
        source === null && type === "order_received" && typeof said.order === "object" ? said.order : null;
      if (first !== null) source = first;
      let isNew = first !== null;
      for (const { field, new: now } of said.changes ?? []) {
        if (field === "fields") fields = (now ?? undefined) as OrderState["fields"];
        else if (field.startsWith("order.") && source !== null)
          source = { ...source, [field.slice("order.".length)]: now ?? undefined };
        else continue;
        isNew = true;
      }
      const order = isNew ? standing() : null;
      if (order !== null) {
        const { status: _, ...content } = order;
        history.versions.push({ version: history.versions.length + 1, seq, at, type, actor, order: content as Order });
      }
      if (type === "measure_observed" && said.measure === CHANGE_REQUESTED) request = { ...said, at, actor, seq };
      if (type === "approval_decided" && said.decision !== undefined) {
        const { flow, node } = placeNamed(said.approval ?? "");
        const { by = actor, decision } = said;
        open.get(`${flow}\n${node}`)?.approvals.push({ by, at, decision });
      }
      continue;
    }
    for (const effect of effects) {
      if (effect.origin === null) continue;
      const key = `${effect.origin.flow}\n${effect.origin.node}`;
      if (effect.type === "approval_asked" && effect.level === 1 && request !== null && !open.has(key)) {
        const before = standing();
        if (before === null) continue;
        const { by, ...more } = request.data ?? {};
        const change: RequestedChange = {
          ...{ seq, asked_at: request.at, asked_by: typeof by === "string" ? by : request.actor, said: more },
          ...{ level: request.value ?? 1, approvals: [], outcome: "waiting", ended_at: null, before },
        };
        open.set(key, change);
        history.changes.push(change);
        request = null;
      }
      const ended = effect.type === "approval_ended" ? open.get(key) : undefined;
      if (effect.type !== "approval_ended" || ended === undefined) continue;
      Object.assign(ended, { outcome: effect.outcome, ended_at: at, seq });
      open.delete(key);
    }
  }
  return history;
}
