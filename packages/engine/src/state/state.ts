/** The values behind the keys. Plain JSON, compact: what is empty is absent. A value is never changed, only replaced. */
import type { Order } from "@switchyard/orders";
import type { FreezeScope, Origin, PauseTarget, Scalar } from "../effect/effect.ts";
import type { EngineEvent } from "../event/event.ts";
import type { StateKey } from "./key.ts";

/** A promise with a deadline. `open` until it is kept, breached or cancelled; a breached one stays, to be resolved late. */
export interface WatchState {
  status: "open" | "breached";
  deadline: number;
  /** From its start to its deadline, in milliseconds: a short number takes no room of its own. */
  lasts: number;
  version: number;
  /** Its timer is due one millisecond after the deadline: only "over D" breaches. */
  strict?: true;
  /** While open: what the starting event said; the path that it leads to reads it as `event.*`. */
  data?: Record<string, unknown>;
}

export interface ApprovalState {
  level: number;
  levels: number;
  version: number;
  due?: number;
  data?: Record<string, unknown>;
  /** The brand's approval chain as it was then, where that is who is asked. */
  chain?: string[][];
}

export interface OrderState {
  kind: "order";
  /** Null while events have come for an order that has not. */
  order: Order | null;
  status: string;
  /** Absent: since the order was received. */
  statusAt?: number | undefined;
  /** While it waits (*Held*, *RefundRequested*): where it was, and goes on. */
  before?: string | undefined;
  cancelled?: true | undefined;
  /** State → when it was reached last. */
  reached?: Record<string, number> | undefined;
  /** Set by flows, by hand, or brought by an event; over the source's own value. */
  fields?: Record<string, Scalar> | undefined;
  /** `destination`, `field:<name>`, `tag:<name>` → who set it by hand. */
  locks?: Record<string, string> | undefined;
  destination?: string | undefined;
  routedBy?: Origin | undefined;
  /** Line → where routes with a condition on lines have sent it. */
  lineTo?: Record<string, string> | undefined;
  /** Tag → the flow node that put it there (`flow/node`), or `hand`. */
  tags?: Record<string, string> | undefined;
  lines?: { sku: string; qty: number; by: string }[] | undefined;
  /** Who holds it → why. */
  holds?: Record<string, string> | undefined;
  /** Scope and name of each freeze that is on it. */
  frozen?: string[] | undefined;
  /** Whose freeze its nodes ask for: a brand, customer or lot that it may have been changed away from since. */
  asks?: Asked[] | undefined;
  /**
   * Flow → nodes that acted when its intake was last looked at. Reconsideration acts on the difference. One record for all
   * orders that went the same ways: never changed.
   */
  active?: Record<string, string[]> | undefined;
  /** Flow → version, for the order's whole life. */
  versions?: Record<string, number> | undefined;
  watches?: Record<string, WatchState> | undefined;
  approvals?: Record<string, ApprovalState> | undefined;
  /** Merge (`flow/node`) → the open batch it is in. */
  batches?: Record<string, string> | undefined;
  /** Destinations under which it is listed, to hear when they are paused or open again. */
  given?: string[] | undefined;
  /** The order of another source that it may be once more. `waits`: nothing is decided of it until a person lets it go. */
  twin?: { order: string; waits?: true } | undefined;
  /** Merges (`flow/node`) that it stands aside from while it is held, frozen, in a state of those that wait, or lacks their key. */
  aside?: string[] | undefined;
  reserved?: { sku: string; qty: number }[] | undefined;
  /** Waiting for the order itself, for a missing step, or in the manual pool. */
  parked?: ParkedEvent[] | undefined;
  /** `platform.field` → last code seen. */
  statuses?: Record<string, string | number> | undefined;
  /** When each of them was said. */
  statusesAt?: Record<string, number> | undefined;
  /** What the platform's codes amount to. */
  canonical?: string | undefined;
  /** When the source said what `order` holds. Absent: when it was received. */
  contentAt?: number | undefined;
  /** Newest courier node. `province`: where the parcel is, by the newest that said so; no rule reads it. */
  courier?: { at: number; action: string; province?: string } | undefined;
  /** Lots that were scanned into it, beside those that its lines name. */
  lots?: LotLink[] | undefined;
  /** When it is to be looked at again. */
  look?: number | undefined;
  /** Events done lately: a second copy does nothing. The shell's inbox remembers them for ever. */
  seen?: Seen | undefined;
}

/** Ids of events, oldest first. Most orders have one: it stands without a list. */
export type Seen = string | string[];

export interface ParkedEvent {
  why: "no_order" | "transition" | "pool" | "budget";
  /** The gate (`target/name`) that keeps it, or the state that is missing. */
  by?: string;
  event: EngineEvent;
}

/** Long lists are kept in leaves of at most 256, so that adding one copies little. */
export type Leaves<T> = T[][];

/** Of each member its order, pieces and due date, one after the other: a list of its own for each would be much to keep. */
export type MemberList = (string | number | null)[];

export interface BatchState {
  kind: "batch";
  head: BatchHead;
  /** From the first member's instant to the latest's, in milliseconds. */
  span: number;
  count: number;
  qty: number;
  /** The earliest due date of its members. */
  due: number | null;
  members: MemberList;
  /** Lists that were full, which come before `members`. */
  full?: MemberList[] | undefined;
}

/** What a batch is from when it opens: kept once, however many join. */
export interface BatchHead {
  /** The text of its key: its members name it by this. */
  key: string;
  flow: string;
  version: number;
  node: string;
  /** Distinguishes the batches that a key has had. */
  id: string;
  opened: number;
  closes: number;
}

/** A window aggregate of one group: sums per stretch of time; the items themselves lie in a key per stretch. */
export interface CounterState {
  kind: "counter";
  /** Of each stretch, ascending, its number and its sum (of ones, for a count): flat, because it is copied with every step. */
  stretches: number[];
  /** The sum of all of them. */
  total: number;
  /** Instants beside the stretches, ascending, as long as they are few; for sums each is followed by its amount. */
  items?: number[];
  /** For `distinct`: value → when it was seen last. */
  values?: Record<string, number>;
  /** When the count was last begun anew: what happened before counts no more, however late it comes. */
  since?: number;
}
/** Instants of one stretch, ascending; for sums each is followed by its amount. */
export interface StretchState {
  kind: "stretch";
  /** Its number: keys are used again, round by round, and what another stretch left there says nothing. */
  stretch: number;
  items: Leaves<number>;
}

export interface GateState {
  kind: "gate";
  target: PauseTarget;
  name: string;
  /** Who paused it (`flow/node`, a breaker, `hand`) → why. Open when empty. */
  paused: Record<string, string>;
  /** Orders whose events wait, in order of arrival; an order stands once for each event. */
  pool?: Leaves<string>;
}

export interface BreakerState {
  kind: "breaker";
  open: boolean;
  version: number;
  group: string[];
  /** Since when the measure is past the threshold (open: recovered), without a break. */
  since?: number;
  due?: number;
  value: number | null;
  /** When that value was observed, where it is one and no count. */
  observed?: number;
  /** Facts that name its channel or wave. */
  names: Record<string, unknown>;
  seen?: Seen;
}

export interface StockState {
  kind: "stock";
  available: number;
  reserved: number;
  /** When it was counted. */
  counted?: number;
  seen?: Seen;
}
export interface CreditState {
  kind: "credit";
  remaining: number;
  /** When that was so. */
  said?: number;
}
/** One scan: the lot that went in, who scanned it where and when, and how much of it. */
export interface LotLink {
  lot: string;
  at: number;
  by: string;
  step?: string;
  qty?: number;
  ref?: string;
}
export interface Asked {
  scope: FreezeScope;
  name: string;
}
/** Whether a brand, a customer or a lot is frozen; of a lot also its place in the chain. */
export interface FreezeState {
  kind: "freeze";
  scope: FreezeScope;
  name: string;
  /** Who asks for it (`order`, `hand`, or the lot `batch/<lot>` that it is made of) → why. Frozen while not empty. */
  by: Record<string, string>;
  /** Orders of a lot, so that its freeze can name them. */
  members?: Leaves<string>;
  /** What a lot is made of, as it was scanned. */
  up?: LotLink[];
  /** Lots that it went into: each has the scan as its `up`. */
  down?: Leaves<string>;
}
/** A page of the orders that stand in a destination. */
export interface GivenState {
  kind: "given";
  orders: Leaves<string>;
}
/** Orders that wait for an article, the oldest first. */
export interface ShortState {
  kind: "short";
  orders: Leaves<ShortOrder>;
  /** Pieces on offer to orders that were asked and have not had their turn; absent: none. */
  offered?: number;
}
/** The node that holds it, and how many pieces it lacks. */
export interface ShortOrder {
  order: string;
  flow: string;
  version: number;
  node: string;
  qty: number;
}
/** What is remembered of something that is not an order: texts alerted once, events seen. */
export interface SubjectState {
  kind: "subject";
  seen?: Seen;
  due?: number;
}

export type StateValue =
  | OrderState | BatchState | CounterState | StretchState | GateState | BreakerState | StockState | CreditState
  | FreezeState | GivenState | ShortState | SubjectState; // biome-ignore format: a word list
export type ValueKind = StateValue["kind"];
export type ValueOf<K extends ValueKind> = Extract<StateValue, { kind: K }>;

/** What a step may look at: the keys that `keysFor` named, as they were before it. */
export interface StateView {
  get(key: StateKey): StateValue | undefined;
}
