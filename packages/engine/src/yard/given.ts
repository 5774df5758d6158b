/**
 * Whom a destination (a wave, a workshop) was given: the open orders that stand in it, so that they hear when it is paused and
 * when it opens again. Kept only where some flow asks for it: fact `destination.paused`. A destination's orders lie in pages by
 * their ids, so that giving it one more copies a page, however many it has.
 */
import { normaliseField } from "@switchyard/orders";
import type { EngineEvent, EventOf } from "../event/event.ts";
import { isOpen } from "../order/open.ts";
import { bucketOf } from "../prepare/bucket.ts";
import { joinKey, type StateKey } from "../state/key.ts";
import { addLeaf, withoutLeaf } from "../state/leaves.ts";
import type { OrderState } from "../state/state.ts";
import { messageId, note, type Run, read, write } from "../step/run.ts";
import { pausedGate } from "./gate.ts";

const PAGES = 256;
const NOWHERE: readonly string[] = [];

const pageKey = (destination: string, page: number): StateKey => ({
  kind: "channel",
  key: joinKey("given", destination, String(page)),
});

/** Where the order is listed while it stands in the destination. */
export const givenKey = (destination: string, order: string): StateKey => pageKey(destination, bucketOf(order) % PAGES);

export const givenKeys = (destination: string): StateKey[] =>
  Array.from({ length: PAGES }, (_, page) => pageKey(destination, page));

/** Fields that name one beside the order's own destination: who runs the floor says so. */
const PLACE_FIELDS = ["wave", "workshop"] as const;

/** Whether who sets the field names a destination. */
export const isPlace = (field: string): boolean =>
  PLACE_FIELDS.some((name) => field === name || field === `custom.${name}`);

/** The destinations that an order stands in. */
export function placesOf({
  destination,
  fields,
  order,
}: Pick<OrderState, "destination" | "fields" | "order">): readonly string[] {
  const custom = order?.custom;
  if (destination === undefined && fields === undefined && custom === undefined) return NOWHERE;
  const said: unknown[] = [destination];
  for (const name of PLACE_FIELDS) said.push(fields?.[name] ?? fields?.[`custom.${name}`] ?? custom?.[name]);
  return namesIn(said);
}

/** Those that an event may put its order into. */
export function placesSaid(event: EngineEvent): readonly string[] {
  const fields = event.type === "set_by_hand" ? event.fields : event.type === "state_asserted" ? event.data : undefined;
  const said = Object.entries(fields ?? {}).map(([name, value]) =>
    isPlace(name) ? normaliseField(name, value) : null,
  );
  return namesIn(event.type === "set_by_hand" ? [event.destination, ...said] : said);
}

const namesIn = (said: readonly unknown[]): string[] => [
  ...new Set(said.filter((name): name is string => typeof name === "string" && name !== "")),
];

/** Fact `destination.paused`; null where it stands in none. */
export function isDestinationPaused(run: Run, order: OrderState): boolean | null {
  const places = placesOf(order);
  return places.length === 0 ? null : places.some((name) => pausedGate(run, "wave", name) !== null);
}

/**
 * At the end of an order's step: it is listed where it stands now, and nowhere else. What came to stand in a paused one is told so at
 * once; not by what it does when it is told, so that two flows cannot send it to and fro for ever.
 */
export function keepGiven(run: Run): void {
  const { order, orderKey } = run;
  if (order === null || orderKey === null) return;
  const before = order.given ?? NOWHERE;
  const now = run.prepared.tellsDestinations && order.order !== null && isOpen(run, order) ? placesOf(order) : NOWHERE;
  if (before.length > 0 || now.length > 0) moveGiven(run, order, orderKey, before, now);
}

function moveGiven(
  run: Run,
  order: OrderState,
  orderKey: StateKey,
  before: readonly string[],
  now: readonly string[],
): void {
  if (before.length === now.length && before.every((name) => now.includes(name))) return;
  for (const name of before) if (!now.includes(name)) takeOut(run, givenKey(name, orderKey.key), orderKey.key);
  for (const name of now) if (!before.includes(name)) putIn(run, givenKey(name, orderKey.key), orderKey.key);
  order.given = now.length === 0 ? undefined : [...now];
  run.dirty = true;
  if (run.event.type === "gate_told") return;
  const name = now.find((one) => !before.includes(one) && pausedGate(run, "wave", one) !== null);
  if (name !== undefined)
    run.sends.push({ how: "send", event: toldOf(run, orderKey.key, { target: "wave", name, on: true }) });
}

const toldOf = (run: Run, order: string, about: Pick<EventOf<"gate_told">, "target" | "name" | "on">): EngineEvent => ({
  type: "gate_told",
  id: messageId(run),
  at: run.at,
  order,
  ...about,
});

function putIn(run: Run, key: StateKey, order: string) {
  write(run, key, { kind: "given", orders: addLeaf(read(run, key, "given")?.orders ?? [], order) });
}

function takeOut(run: Run, key: StateKey, order: string) {
  const known = read(run, key, "given");
  if (known === undefined) return;
  const orders = withoutLeaf(known.orders, (one) => one === order);
  write(run, key, orders.length === 0 ? null : { kind: "given", orders });
}

/** As many orders as one step tells, and those of the page that it is at. */
const AT_ONCE = 1000;

/** Its orders lie in a lower lock class: each gets a message of its own; of very many, what is left is told by the next step. */
export function tellGiven(run: Run, event: EventOf<"gate_told">): void {
  const { target, name, on, page = 0 } = event;
  const keys = givenKeys(name);
  let count = 0;
  let at = page;
  for (; at < keys.length && count < AT_ONCE; at++)
    for (const order of read(run, keys[at] as StateKey, "given")?.orders.flat() ?? []) {
      count += 1;
      run.sends.push({ how: "later", event: toldOf(run, order, { target, name, on }) });
    }
  if (at < keys.length)
    run.sends.push({
      how: "later",
      event: { type: "gate_told", id: messageId(run), at: run.at, target, name, on, page: at },
    });
  note(run, "noted", { what: on ? "destination_paused" : "destination_opened", name, count }, null);
}
