/** One step's working paper: what it read, what it will write. Nothing of it outlives the step. */
import type { Facts } from "@switchyard/orders";
import type { Decision, Effect, JournalRecord, RecordCode, StateWrite, TimerWrite } from "../effect/effect.ts";
import type { Message, StepResult } from "../effect/result.ts";
import type { EngineEvent } from "../event/event.ts";
import type { PreparedPrograms } from "../prepare/prepare.ts";
import type { PreparedFlow } from "../prepare/prepare-flow.ts";
import { copyOrder } from "../state/copy-order.ts";
import type { StateKey } from "../state/key.ts";
import type { OrderState, Seen, StateValue, StateView, ValueKind, ValueOf } from "../state/state.ts";

export interface Run {
  prepared: PreparedPrograms;
  event: EngineEvent;
  at: number;
  view: StateView;
  effects: Effect[];
  writes: StateWrite<StateValue>[];
  timers: TimerWrite[];
  sends: Message[];
  decisions: Decision[];
  records: JournalRecord[];
  /** The order that the event is about, as it will be written; null where there is none. */
  order: OrderState | null;
  orderKey: StateKey | null;
  /** Parts of `order` that are already this step's own copies. */
  owned: Part[] | null;
  dirty: boolean;
  /** Numbers the messages of this step, so that their ids are the same in every run. */
  messages: number;
  acts: number;
  /** Ports that fire after the event's own flows: watches kept or breached, batches closed, approvals decided. */
  ports: PortRun[];
  /** Batches that came to a limit: closed when the event's flows are through, if none of them kept the order back. */
  full: StateKey[] | null;
  /** Places that had nothing to begin with yet: looked at again, they act as if for the first time. */
  idle: readonly string[] | null;
}

/** A port that fires later than the event that reached its node. */
export interface PortRun {
  flow: PreparedFlow;
  node: string;
  port: string;
  /** Members, for a batch; null for the order of this step, or for none. */
  orders: string[] | null;
  subject: string | null;
  /** What is read as `event.*`. */
  data: Record<string, unknown>;
  /** Its own, which it may write to; null: the facts of the order. */
  facts: Facts | null;
}

export function startRun(prepared: PreparedPrograms, event: EngineEvent, view: StateView): Run {
  return {
    prepared, event, view, at: event.at, effects: [], writes: [], timers: [], sends: [], decisions: [], records: [],
    order: null, orderKey: null, owned: null, dirty: false, messages: 0, acts: 0, ports: [], full: null, idle: null,
  }; // biome-ignore format: a record
}

export function finishRun(run: Run): StepResult {
  if (run.dirty && run.orderKey !== null && run.order !== null)
    run.writes = added(run.writes, { key: run.orderKey, value: run.order });
  const { effects, writes, timers, sends, decisions, records } = run;
  return { effects, writes, timers, sends, decisions, records };
}

/** Most lists of a step hold one or two; an array that grows by pushing takes room for seventeen. */
export function added<T>(list: T[], item: T): T[] {
  if (list.length === 0) return [item];
  if (list.length === 1) return [list[0] as T, item];
  list.push(item);
  return list;
}

/** The value of a key of a known kind, with this step's own writes seen. */
export function read<K extends ValueKind>(run: Run, key: StateKey, kind: K): ValueOf<K> | undefined {
  for (let i = run.writes.length - 1; i >= 0; i--) {
    const write = run.writes[i];
    if (write !== undefined && write.key.kind === key.kind && write.key.key === key.key) {
      return write.value === null ? undefined : ofKind(write.value, kind);
    }
  }
  const value = run.view.get(key);
  return value === undefined ? undefined : ofKind(value, kind);
}

/** A value of another kind under the key is as good as none: state that this core did not write. */
function ofKind<K extends ValueKind>(value: StateValue, kind: K): ValueOf<K> | undefined {
  return value.kind === kind ? (value as ValueOf<K>) : undefined;
}

export function write(run: Run, key: StateKey, value: StateValue | null, until?: number): void {
  for (const known of run.writes) {
    if (known.key.kind !== key.kind || known.key.key !== key.key) continue;
    known.value = value;
    if (until !== undefined) known.until = until;
    return;
  }
  run.writes = added(run.writes, until === undefined ? { key, value } : { key, value, until });
}

export const orderKeyOf = (id: string): StateKey => ({ kind: "order", key: id });

/** Takes the order up for this step: a shallow copy, so that the view's value is never changed. */
export function openOrder(run: Run, id: string): OrderState | null {
  const key = orderKeyOf(id);
  const known = read(run, key, "order");
  run.orderKey = key;
  run.order = known === undefined ? null : copyOrder(known);
  run.owned = null;
  return run.order;
}

type Part =
  | "reached"
  | "lineTo"
  | "fields"
  | "locks"
  | "tags"
  | "holds"
  | "active"
  | "versions"
  | "watches"
  | "approvals"
  | "batches"
  | "statuses"
  | "statusesAt";
type PartOf<P extends Part> = NonNullable<OrderState[P]>;

/** A part of the order that this step may change: copied once. */
export function own<P extends Part>(run: Run, order: OrderState, part: P): PartOf<P> {
  run.dirty = true;
  const known = order[part];
  if (known !== undefined && run.owned?.includes(part)) return known as PartOf<P>;
  const copy = { ...known } as PartOf<P>;
  setPart(order, part, copy);
  if (run.owned === null) run.owned = [part];
  else run.owned.push(part);
  return copy;
}

/** The one cast of parts: `left` holds a choice of the part's own entries. */
function setPart(order: OrderState, part: Part, left: Record<string, unknown> | undefined): void {
  (order as unknown as Record<Part, unknown>)[part] = left;
}

/** Another value in place of a part, which this step does not own: it may be shared. */
export function replace<P extends Part>(run: Run, order: OrderState, part: P, value: OrderState[P]): void {
  run.dirty = true;
  setPart(order, part, value);
  if (run.owned?.includes(part)) run.owned = run.owned.filter((one) => one !== part);
}

/** Takes one entry out of a part; an empty part is taken away altogether. */
export function drop(run: Run, order: OrderState, part: Part, name: string): void {
  if (order[part]?.[name] === undefined) return;
  const known: Record<string, unknown> = own(run, order, part);
  const left: Record<string, unknown> = {};
  let count = 0;
  for (const other of Object.keys(known)) {
    if (other === name) continue;
    left[other] = known[other];
    count += 1;
  }
  setPart(order, part, count === 0 ? undefined : left);
}

export function note(run: Run, code: RecordCode, data: Record<string, unknown> = {}, order?: string | null): void {
  const about = order === undefined ? (run.orderKey?.key ?? null) : order;
  run.records = added(run.records, { code, order: about, data });
}

/** The node found nothing to begin with: it is no node that acted, so that a second look may find it anew. */
export function idle(run: Run, place: string): void {
  run.idle = [...(run.idle ?? []), place];
}

/** The flow goes on from a port, after what the event itself does. */
export function lead(run: Run, port: PortRun): void {
  run.ports = added(run.ports, port);
}

export function timer(run: Run, key: StateKey, name: string, due: number | null): void {
  for (const known of run.timers) {
    if (known.timer !== name || known.key.kind !== key.kind || known.key.key !== key.key) continue;
    known.due = due;
    return;
  }
  run.timers = added(run.timers, { key, timer: name, due });
}

/** An id that follows from the event's own, so that a second copy of the event makes the same messages. */
export function messageId(run: Run): string {
  run.messages += 1;
  return `${run.event.id}>${run.messages}`;
}

const SEEN = 64;
/** Whether the event was done already; remembers it otherwise. Returns the list to keep, or null for a copy. */
export function remember(seen: Seen | undefined, id: string): Seen | null {
  if (seen === undefined) return id;
  if (typeof seen === "string" ? seen === id : seen.includes(id)) return null;
  if (typeof seen === "string") return [seen, id];
  return seen.length < SEEN ? [...seen, id] : [...seen.slice(1), id];
}
