/** Freezes: of an order, a lot (生产批次), a brand or a customer. Each asker counts; the last one to let go lifts it. */
import type { NodeOf } from "@switchyard/flow";
import type { FreezeScope } from "../effect/effect.ts";
import type { EngineEvent, EventOf } from "../event/event.ts";
import { joinKey, type StateKey } from "../state/key.ts";
import { addLeaf, findLeaf, withoutLeaf } from "../state/leaves.ts";
import type { Asked, FreezeState, OrderState } from "../state/state.ts";
import { broughtBy } from "../step/facts.ts";
import { idle, messageId, note, type Run, read, write } from "../step/run.ts";
import { emit, type Turn } from "../step/scope.ts";
import { standAside } from "./merge.ts";

export const freezeKey = (scope: FreezeScope, name: string): StateKey => ({
  kind: "channel",
  key: joinKey("freeze", scope, name),
});

/** What a freeze of that scope is about, for this order or event. */
export function frozenNames(scope: FreezeScope, event: EngineEvent, order: OrderState | null): string[] {
  const content = order?.order ?? null;
  const found: unknown[] = [];
  if (scope === "brand") found.push(content?.brand, broughtBy(event, "brand"));
  if (scope === "customer") found.push(content?.customer_id, broughtBy(event, "customer_id"));
  if (scope === "batch") found.push(...lotsOf(order), broughtBy(event, "batch_no"));
  return [...new Set(found.filter((name): name is string => typeof name === "string" && name !== ""))];
}

/** Those that its lines name, and those that were scanned into it. */
export function lotsOf(order: OrderState | null): readonly string[] {
  const lines = order?.order?.lines ?? NONE;
  const scanned = order?.lots?.map(({ lot }) => lot) ?? NONE;
  for (const line of lines) {
    if (typeof line.batch_no !== "string") continue;
    const named = lines.map(({ batch_no: lot }) => lot).filter((lot) => typeof lot === "string");
    return [...new Set([...named, ...scanned])];
  }
  return scanned.length > 1 ? [...new Set(scanned)] : scanned;
}
const NONE: readonly never[] = [];

export function freeze(turn: Turn, { scope, reason }: NodeOf<"freeze">) {
  const { run, order: id } = turn.scope;
  const { origin } = turn.node;
  const order = id === null ? null : run.order;
  if (scope === "order") {
    if (order === null || id === null) return note(run, "noted", { what: "nothing_to_freeze", scope });
    if (addFreeze(run, order, `order/${id}`))
      emit(turn, { type: "freeze", origin, order: id, scope, name: id, reason });
    return;
  }
  const names = frozenNames(scope, run.event, order);
  if (names.length === 0) {
    idle(run, turn.node.name);
    return note(run, "noted", { what: "nothing_to_freeze", scope });
  }
  for (const name of names) {
    const before = ask(run, scope, name, id ?? "event", reason);
    if (order !== null) noteAsked(run, order, { scope, name });
    if (before.isNew) emit(turn, { type: "freeze", origin, order: id, ...before.orders, scope, name, reason });
  }
}

export function unfreeze(turn: Turn, { scope }: NodeOf<"unfreeze">) {
  const { run, order: id } = turn.scope;
  const { origin } = turn.node;
  const order = id === null ? null : run.order;
  if (scope === "order") {
    if (order === null || id === null) return;
    if (liftFreeze(run, order, `order/${id}`)) emit(turn, { type: "unfreeze", origin, order: id, scope, name: id });
    return;
  }
  const asked = order?.asks?.flatMap((one) => (one.scope === scope ? [one.name] : [])) ?? NONE;
  for (const name of new Set([...frozenNames(scope, run.event, order), ...asked])) {
    const lifted = letGo(run, scope, name, id ?? "event");
    if (lifted !== null) emit(turn, { type: "unfreeze", origin, order: id, ...lifted, scope, name });
  }
  if (order === null || asked.length === 0) return;
  const left = order.asks?.filter((one) => one.scope !== scope) ?? [];
  order.asks = left.length === 0 ? undefined : left;
  run.dirty = true;
}

function noteAsked(run: Run, order: OrderState, asked: Asked) {
  if (order.asks?.some(({ scope, name }) => scope === asked.scope && name === asked.name) === true) return;
  order.asks = [...(order.asks ?? []), asked];
  run.dirty = true;
}

/** A person switches a freeze on or off; off lets go for everybody who asked. */
export function switchFreeze(run: Run, event: EventOf<"freeze_switched">) {
  const { scope, name, on } = event;
  const said = { origin: null, order: null, subject: name };
  const reason = event.reason ?? "";
  if (on) {
    const before = ask(run, scope, name, "hand", reason);
    if (before.isNew) run.effects.push({ type: "freeze", ...said, ...before.orders, scope, name, reason });
    return before.isNew ? undefined : note(run, "noted", { what: "frozen_already", scope, name }, null);
  }
  const lifted = letGo(run, scope, name, null);
  if (lifted !== null) run.effects.push({ type: "unfreeze", ...said, ...lifted, scope, name });
  else note(run, "noted", { what: "not_frozen", scope, name }, null);
}

type Orders = { orders?: string[] };

/** A lot that another one went into is frozen with it, and let go with it, as far as nobody else asks for it. */
export function freezeThrough(run: Run, { lot, from, on, reason }: Through) {
  const said = { origin: null, order: null, subject: lot, scope: "batch" as const, name: lot };
  const by = joinKey("batch", from);
  if (on) {
    const before = ask(run, "batch", lot, by, reason);
    if (before.isNew) run.effects.push({ type: "freeze", ...said, ...before.orders, reason });
    return before.isNew ? undefined : note(run, "noted", { what: "frozen_already", scope: "batch", name: lot }, null);
  }
  const lifted = letGo(run, "batch", lot, by);
  if (lifted !== null) run.effects.push({ type: "unfreeze", ...said, ...lifted });
  else note(run, "noted", { what: "not_frozen", scope: "batch", name: lot }, null);
}
interface Through {
  lot: string;
  /** The lot that it is made of. */
  from: string;
  on: boolean;
  reason: string;
}

function ask(
  run: Run,
  scope: FreezeScope,
  name: string,
  by: string,
  reason: string,
): { isNew: boolean; orders: Orders } {
  const key = freezeKey(scope, name);
  const known = read(run, key, "freeze");
  const isNew = known === undefined || Object.keys(known.by).length === 0;
  write(run, key, { ...known, kind: "freeze", scope, name, by: { ...known?.by, [by]: reason } });
  return { isNew, orders: isNew ? tellMembers(run, known, true, reason) : {} };
}

/** null: it was not frozen, or others still ask for it. */
function letGo(run: Run, scope: FreezeScope, name: string, by: string | null): Orders | null {
  const key = freezeKey(scope, name);
  const known = read(run, key, "freeze");
  if (known === undefined || Object.keys(known.by).length === 0 || (by !== null && known.by[by] === undefined))
    return null;
  const left = { ...known.by };
  if (by !== null) delete left[by];
  const isLifted = by === null || Object.keys(left).length === 0;
  const next: FreezeState = { ...known, by: isLifted ? {} : left };
  write(run, key, saysNothing(next) ? null : next);
  return isLifted ? tellMembers(run, known, false, "") : null;
}

/** Nobody asks for it, nothing belongs to it: it is as good as not there. */
export const saysNothing = ({ by, members, up, down }: FreezeState): boolean =>
  members === undefined && up === undefined && down === undefined && Object.keys(by).length === 0;

/** Members lie in a lower lock class, and lots below are not this step's to change: each gets a message of its own. */
function tellMembers(run: Run, state: FreezeState | undefined, on: boolean, reason: string): Orders {
  const orders = state?.members?.flat() ?? [];
  for (const lot of state?.down?.flat() ?? []) {
    const from = state?.name ?? "";
    run.sends.push({
      how: "later",
      event: { type: "lot_told", id: messageId(run), at: run.at, lot, from, on, reason },
    });
  }
  for (const order of orders) {
    const { scope, name } = state ?? { scope: "batch", name: "" };
    run.sends.push({
      how: "later",
      event: { type: "freeze_told", id: messageId(run), at: run.at, order, scope, name, on, reason },
    });
  }
  return orders.length === 0 ? {} : { orders };
}

/** An order of a lot is listed under it, and is frozen with it at once if the lot is. */
export function joinLots(run: Run, order: OrderState, id: string) {
  for (const lot of lotsOf(order)) {
    const key = freezeKey("batch", lot);
    const known = read(run, key, "freeze") ?? { kind: "freeze", scope: "batch", name: lot, by: {} };
    if (findLeaf(known.members ?? [], (member) => member === id) === undefined) {
      write(run, key, { ...known, members: addLeaf(known.members ?? [], id) });
    }
    const reasons = Object.values(known.by);
    if (reasons.length === 0 || !addFreeze(run, order, joinKey("batch", lot))) continue;
    run.effects.push({ type: "freeze", origin: null, order: id, scope: "batch", name: lot, reason: reasons[0] ?? "" });
  }
}

export function leaveLots(run: Run, order: OrderState, id: string) {
  for (const lot of lotsOf(order)) {
    const key = freezeKey("batch", lot);
    const known = read(run, key, "freeze");
    if (known?.members === undefined) continue;
    leaveLot(run, known, id);
  }
}

/** The order is not listed under the lot any more. */
export function leaveLot(run: Run, known: FreezeState, id: string) {
  const members = withoutLeaf(known.members ?? [], (member) => member === id);
  const { members: _all, ...rest } = known;
  const next = members.length > 0 ? { ...rest, members } : rest;
  write(run, freezeKey("batch", known.name), saysNothing(next) ? null : next);
}

/** The lots that it was frozen with are no longer its own. */
export function thawLots(run: Run, order: OrderState) {
  const left = order.frozen?.filter((name) => !name.startsWith("batch/")) ?? [];
  if (left.length === (order.frozen?.length ?? 0)) return;
  if (left.length === 0) order.frozen = undefined;
  else order.frozen = left;
  run.dirty = true;
}

export function hearFreeze(run: Run, order: OrderState, event: EventOf<"freeze_told">) {
  const name = joinKey(event.scope, event.name);
  if (event.on) addFreeze(run, order, name);
  else liftFreeze(run, order, name);
}

function addFreeze(run: Run, order: OrderState, name: string): boolean {
  if (order.frozen?.includes(name) === true) return false;
  order.frozen = [...(order.frozen ?? []), name];
  run.dirty = true;
  standAside(run, order);
  return true;
}

export function liftFreeze(run: Run, order: OrderState, name: string): boolean {
  if (order.frozen?.includes(name) !== true) return false;
  const left = order.frozen.filter((one) => one !== name);
  if (left.length === 0) order.frozen = undefined;
  else order.frozen = left;
  run.dirty = true;
  return true;
}
