/** What happens in a seed's days: orders and their lives, told with instants on a coarse grid so that edges are hit. */
import type { EngineEvent } from "../../event/event.ts";
import { orderOf } from "../yard.ts";
import type { Random } from "./random.ts";

export const START = Date.UTC(2026, 0, 19, 16, 0, 0);
export const GRID = 1_800_000;
const DAY = 86_400_000;
const BRANDS = ["B1", "B2"];
export const CHANNELS = ["douyin", "taobao"];
export const DESTINATIONS = ["rapid", "normal", "hand"];
const CHAIN = ["Assigned", "Picked", "Checked", "Packed", "HandedOver"];

type Bare<E> = E extends EngineEvent ? Omit<E, "at" | "occurredAt"> : never;
type Nameless<E> = E extends EngineEvent ? Omit<E, "id" | "at" | "occurredAt"> : never;
export interface Told {
  happened: number;
  event: Bare<EngineEvent>;
}

const date = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

export function script(random: Random, orders: number): Told[] {
  const told: Told[] = [];
  let count = 0;
  const tell = (happened: number, event: Nameless<EngineEvent>): void => {
    count += 1;
    told.push({ happened, event: { ...event, id: `e${count}` } as Bare<EngineEvent> });
  };
  const steps = (most: number) => random.below(most + 1) * GRID;
  for (const sku of ["S1", "S2"]) tell(START, { type: "stock_changed", sku, available: 3 + random.below(6) });
  for (let n = 0; n < orders; n++) {
    const id = `O${n}`;
    const at = START + steps(60);
    const content = () =>
      orderOf(id, {
        received_at: at,
        brand: random.pick(BRANDS),
        channel: random.pick(CHANNELS),
        // Some come without, as some come without a brand.
        ...(random.chance(0.2)
          ? {}
          : { due_date: date(at + random.below(5) * DAY), due_at: at + random.below(5) * DAY }),
        lines: [
          { line_no: 1, qty: 1 + random.below(2), sku: random.pick(["S1", "S2"]), batch_no: random.pick(["L1", "L2"]) },
        ],
      });
    const { brand, ...nameless } = content();
    // Some come without, and hear of it later.
    const first = random.chance(0.1) || brand === undefined ? nameless : { ...nameless, brand };
    tell(at, { type: "order_received", order: first });
    life(random, id, at, first, { tell, steps, content });
  }
  const upset = 1 + random.below(3);
  for (let n = 0; n < upset; n++) world(random, START + steps(70), tell, steps);
  return told.sort((a, b) => a.happened - b.happened);
}

type Tell = (happened: number, event: Nameless<EngineEvent>) => void;
interface Tools {
  tell: Tell;
  steps: (most: number) => number;
  content: () => ReturnType<typeof orderOf>;
}

function life(
  random: Random,
  id: string,
  at: number,
  first: ReturnType<typeof orderOf>,
  { tell, steps, content }: Tools,
): void {
  let now = at;
  const chain = random.below(CHAIN.length + 1);
  for (const to of CHAIN.slice(0, chain)) {
    now += steps(5);
    if (random.chance(0.1)) continue;
    tell(now, { type: "state_asserted", order: id, to, evidence: { kind: "scan" } });
  }
  if (chain === CHAIN.length)
    for (let n = random.below(4); n >= 0; n--)
      tell(now + n * steps(8), {
        type: "courier_node",
        order: id,
        action: random.pick(["picked_up", "in_transit", "in_transit"]),
      });
  if (random.chance(0.5))
    tell(at + steps(20), {
      type: "state_asserted",
      order: id,
      to: random.pick(["Packed", "Signed", "Nowhere", "Checked", "HandedOver"]),
      evidence: { kind: random.pick(["hand", "courier"]) },
    });
  if (random.chance(0.4))
    tell(at + steps(24), {
      type: "order_updated",
      order: { ...first, note: `n${random.below(3)}` },
      changed: ["note"],
    });
  if (random.chance(0.25))
    tell(at + steps(24), { type: "order_updated", order: { ...content(), received_at: at }, changed: ["brand"] });
  if (random.chance(0.2)) tell(at + steps(20), { type: "order_cancelled", order: id });
  if (random.chance(0.2)) tell(at + steps(20), { type: "set_by_hand", order: id, destination: "hand", by: "ann" });
  if (random.chance(0.2))
    tell(at + steps(20), {
      type: "set_by_hand",
      order: id,
      fields: { grade: "hand" },
      tags: { red: random.chance(0.5) },
      by: "ann",
    });
  for (let n = random.below(3); n > 0; n--)
    tell(at + steps(30), {
      type: "approval_decided",
      order: id,
      approval: "change/ask",
      decision: random.pick(["approved", "approved", "rejected"]),
      by: "boss",
    });
  if (random.chance(0.2)) {
    const [to, kind] = random.pick([["Cancelled", "platform"], ["Refunded", "hand"]] as const); // biome-ignore format: a choice
    tell(at + steps(24), { type: "state_asserted", order: id, to, evidence: { kind } });
  }
  if (random.chance(0.1)) tell(at + steps(20), { type: "held_by_hand", order: id, by: "ann" });
  if (random.chance(0.15)) tell(at + steps(20), { type: "hold_released", order: id, by: "ann" });
}

function world(random: Random, at: number, tell: Tell, steps: (most: number) => number): void {
  const name = random.pick(CHANNELS);
  switch (random.below(6)) {
    case 0:
      tell(at, { type: "paused_by_hand", target: "channel", name, by: "ann" });
      return;
    case 3: {
      const target = { target: random.pick(["wave", "workshop"] as const), name: random.pick(DESTINATIONS), by: "ann" };
      tell(at, { type: "paused_by_hand", ...target });
      if (random.chance(0.5)) tell(at + steps(10), { type: "resumed", ...target });
      return;
    }
    case 1:
      tell(at, { type: "after_sale", kind: "complaint", subject: "L1", data: { batch_no: "L1" } });
      if (random.chance(0.7))
        tell(at + steps(10), { type: "after_sale", kind: "exchange", subject: "L1", data: { batch_no: "L1" } });
      return;
    case 2: {
      // Counted twice, so that one may overtake the other.
      const sku = random.pick(["S1", "S2"]);
      tell(at, { type: "stock_changed", sku, available: random.below(12) });
      tell(at + steps(3), { type: "stock_changed", sku, available: random.below(12) });
      return;
    }
    case 4:
      tell(at, { type: "credit_changed", customer: "C1", remaining: random.below(9) });
      tell(at + GRID + steps(2), { type: "credit_changed", customer: "C1", remaining: random.below(9) });
      return;
    default:
      tell(at, { type: "batch_closed_by_hand", batch: `merge/join/${random.pick(BRANDS)}`, by: "ann" });
  }
}
