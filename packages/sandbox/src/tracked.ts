/** An order that a run is busy with, and what each side keeps of it. */
import type { Decision, EngineEvent, OrderState } from "@switchyard/engine";
import type { Order } from "@switchyard/orders";
import { type TextKey, textKey } from "./decision-hash.ts";
import type { Told } from "./standing.ts";

/** With the key of its id, of which hashes are made, and what the first side keeps of it: an open order is counted in objects. */
export interface Tracked extends Readonly<TextKey>, Kept {
  readonly id: string;
  /** As it was last told; null while only news of it came. */
  order: Order | null;
  /** When it came in. */
  readonly at: number;
  /** Events to come; null: nobody knows. */
  following: number | null;
  /** What the other sides keep, in their order; null where one runs alone. */
  readonly beside: readonly Kept[] | null;
  /** A step may have finished with it, and nobody has looked since. */
  isTouched: boolean;
  hasLeft: boolean;
}

export interface Kept {
  /** The state's own value; undefined while there is none. */
  state: OrderState | undefined;
  destination: string | null;
  /** When it was sent there, as a local date. */
  day: string;
  outcome: Decision["outcome"] | "none";
  /** Null: nothing was told of it, or nobody compares. */
  told: Told | null;
  /** Open batches that it is in. */
  batches: number;
  /** Where its marks lie; -1: it has none. */
  marks: number;
}

export type OrdersUnderWay = Map<string, Tracked>;

/** Written out: a record that is spread into another keeps its fields apart from it. */
export function trackedOf(id: string, order: Order | null, at: number, sides: number): Tracked {
  const { a, b } = textKey(id);
  const beside = sides === 1 ? null : Array.from({ length: sides - 1 }, nothingKept);
  return {
    a, b, id, order, at, following: null, beside, isTouched: false, hasLeft: false,
    state: undefined, destination: null, day: "", outcome: "none", told: null, batches: 0, marks: -1,
  }; // biome-ignore format: a record
}

const nothingKept = (): Kept => ({
  state: undefined,
  destination: null,
  day: "",
  outcome: "none",
  told: null,
  batches: 0,
  marks: -1,
});

/** The order that an event is about; null for the world around. */
export function orderOf(event: EngineEvent): string | null {
  if (event.type === "order_received" || event.type === "order_updated") return textOf(event.order?.id);
  if (event.type === "timer_due") return event.key.kind === "order" ? event.key.key : null;
  return "order" in event ? textOf(event.order) : null;
}
const textOf = (id: unknown): string | null => (typeof id === "string" ? id : null);
