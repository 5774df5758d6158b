/** 批次链: lots that went into lots, and into orders, as they were scanned. A freeze runs down the chain, lot by lot. */
import type { EventOf } from "../event/event.ts";
import { happenedAt } from "../event/event.ts";
import { joinKey } from "../state/key.ts";
import { addLeaf, findLeaf, withoutLeaf } from "../state/leaves.ts";
import type { FreezeState, LotLink, OrderState } from "../state/state.ts";
import { note, type Run, read, write } from "../step/run.ts";
import { freezeKey, freezeThrough, joinLots, leaveLot, liftFreeze, lotsOf, saysNothing } from "./freeze.ts";

/** The same lot at another step is another scan of it. */
const isSame = (one: LotLink, event: EventOf<"lot_linked">) => one.lot === event.lot && one.step === event.step;

function linkOf(event: EventOf<"lot_linked">): LotLink {
  const { lot, by, step, qty, ref } = event;
  return {
    ...{ lot, at: happenedAt(event), by },
    ...(step !== undefined && { step }),
    ...(qty !== undefined && { qty }),
    ...(ref !== undefined && { ref }),
  };
}

/** A lot went into another lot. A frozen one freezes what is made of it at once. */
export function linkLots(run: Run, event: EventOf<"lot_linked">) {
  const { lot, into, on } = event;
  if (into === undefined || into === lot) return note(run, "noted", { what: "nothing_to_link", lot }, null);
  const upper = lotNamed(run, lot);
  const lower = lotNamed(run, into);
  if (on) {
    if (lower.up?.some((link) => isSame(link, event)))
      return note(run, "noted", { what: "linked_already", lot, into }, null);
    write(run, freezeKey("batch", into), { ...lower, up: [...(lower.up ?? []), linkOf(event)] });
    if (findLeaf(upper.down ?? [], (name) => name === into) === undefined)
      write(run, freezeKey("batch", lot), { ...upper, down: addLeaf(upper.down ?? [], into) });
  } else {
    if (!lower.up?.some((link) => link.lot === lot)) return note(run, "noted", { what: "not_linked", lot, into }, null);
    const { up, ...rest } = lower;
    const left = up?.filter((link) => link.lot !== lot) ?? [];
    keep(run, left.length > 0 ? { ...rest, up: left } : rest);
    const { down, ...others } = upper;
    const below = withoutLeaf(down ?? [], (name) => name === into);
    keep(run, below.length > 0 ? { ...others, down: below } : others);
  }
  const [reason] = Object.values(upper.by);
  if (reason !== undefined) freezeThrough(run, { lot: into, from: lot, on, reason });
}

/** A lot went into an order: it is listed under the lot, and frozen with it. */
export function linkOrder(run: Run, order: OrderState, event: EventOf<"lot_linked">) {
  const { lot, on } = event;
  const id = run.orderKey?.key ?? "";
  const known = order.lots ?? [];
  if (on) {
    if (known.some((link) => isSame(link, event))) return note(run, "noted", { what: "linked_already", lot });
    order.lots = [...known, linkOf(event)];
    run.dirty = true;
    if (order.cancelled !== true) joinLots(run, order, id);
    return;
  }
  if (!known.some((link) => link.lot === lot)) return note(run, "noted", { what: "not_linked", lot });
  const left = known.filter((link) => link.lot !== lot);
  order.lots = left.length > 0 ? left : undefined;
  run.dirty = true;
  // A line of the order may name it too.
  if (lotsOf(order).includes(lot)) return;
  const state = read(run, freezeKey("batch", lot), "freeze");
  if (state !== undefined) leaveLot(run, state, id);
  if (liftFreeze(run, order, joinKey("batch", lot)))
    run.effects.push({ type: "unfreeze", origin: null, order: id, scope: "batch", name: lot });
}

const lotNamed = (run: Run, name: string): FreezeState =>
  read(run, freezeKey("batch", name), "freeze") ?? { kind: "freeze", scope: "batch", name, by: {} };

const keep = (run: Run, state: FreezeState) =>
  write(run, freezeKey("batch", state.name), saysNothing(state) ? null : state);
