/** Effects are plain data: what the shell must do or show. The core never does anything itself. */
import type { StepQuietHours } from "@switchyard/flow";
import type { StateKey } from "../state/key.ts";

export interface Origin {
  flow: string;
  version: number;
  node: string;
}

export type Scalar = string | number | boolean;
export type PauseTarget = "channel" | "workshop" | "wave" | "sku";
export type FreezeScope = "order" | "brand" | "batch" | "customer";

/** Who or what an effect is about. `orders` is set where one effect concerns a whole batch. */
interface About {
  /** The flow's node; null for what the core does of itself (state machine, late evidence, replay). */
  origin: Origin | null;
  order: string | null;
  orders?: string[];
  /** What the event was about when it was not an order: a wave, an article, a workshop. */
  subject?: string;
  /** What the event itself said, for texts and templates. */
  data?: Record<string, unknown>;
}

/** `overridden` names the effect of the same exclusive family that won; `locked` the person who set the value by hand. */
interface Exclusive {
  overridden?: Origin;
  locked?: string;
}

export type Effect =
  | (About & Exclusive & { type: "route"; destination: string; lines?: number[] })
  | (About & Exclusive & { type: "set_field"; field: string; value: Scalar })
  | (About & { type: "tag"; tag: string; locked?: string })
  | (About & { type: "untag"; tag: string; locked?: string })
  | (About & { type: "add_line"; sku: string; qty: number; name?: string })
  | (About & { type: "hold"; reason: string; sku?: string; available?: number | null })
  | (About & { type: "release" })
  | (About & { type: "freeze"; scope: FreezeScope; name: string; reason: string })
  | (About & { type: "unfreeze"; scope: FreezeScope; name: string })
  | (About & { type: "reserve"; sku: string; qty: number })
  | (About & { type: "unreserve"; sku: string; qty: number })
  | (About & { type: "pause"; target: PauseTarget; name: string; reason: string })
  | (About & { type: "resume"; target: PauseTarget; name: string; by: string | null })
  | (About & { type: "pool"; target: PauseTarget; name: string; event: string })
  | (About & { type: "replay"; target: PauseTarget; name: string; count: number })
  | (About & {
      type: "alert";
      to: string[];
      channel: string;
      level: number;
      text: string;
      code?: string;
      quietHours?: StepQuietHours;
    })
  | (About & { type: "task"; to: string[]; title: string })
  | (About & {
      type: "notify";
      to: string;
      channel: string;
      template: string;
      quietHours?: StepQuietHours;
    })
  | (About & { type: "webhook"; endpoint: string; event: string })
  | (About & { type: "batch_joined"; batch: string; qty: number; due_at: number | null; closes_at: number })
  | (About & { type: "batch_left"; batch: string })
  | (About & { type: "batch_closed"; batch: string; qty: number; due_at: number | null; reason: BatchEnd })
  | (About & { type: "batch_void"; batch: string })
  | (About & { type: "approval_asked"; title: string; approvers: string[]; level: number; levels: number })
  | (About & {
      type: "approval_ended";
      outcome: "approved" | "rejected" | "timed_out" | "cancelled";
      by: string | null;
    })
  | (About & { type: "state"; from: string; to: string; evidence: string })
  | (About & { type: "platform_state"; from: string | null; canonical: string; blocks: boolean })
  | (About & { type: "reject"; to: string; code: string; missing?: string })
  | (About & { type: "intercept"; to: string; code: string })
  | (About & { type: "park"; event: string; code: string; missing?: string })
  /** What could not be used is kept and shown, never dropped: an unknown event, an order that cannot be read. */
  | (About & { type: "quarantine"; event: string; code: string; detail: string })
  | (About & { type: "resolve"; watch: string; reason: "late_evidence" })
  | (About & { type: "breaker_opened"; measure: string; name: string; value: number; threshold: number })
  | (About & { type: "breaker_closed"; measure: string; name: string; by: "recovery" | "hand" });
export type EffectType = Effect["type"];
export type BatchEnd = "window" | "orders" | "qty" | "hand" | "begun";

/** One node that an event reached: the ports it left by, and the value of every fact it looked at. */
export interface TraceStep {
  flow: string;
  version: number;
  node: string;
  kind: string;
  /** Ports taken; empty for an action. */
  ports: string[];
  /** Fact → value seen (null: missing). */
  saw: Record<string, unknown>;
}

/** What was decided about one order by one event. `destination` null and `outcome` undecided: no rule matched. */
export interface Decision {
  order: string;
  at: number;
  outcome: "decided" | "undecided" | "parked";
  destination: string | null;
  flows: { flow: string; version: number }[];
  nodes: string[];
  effects: Effect[];
  trace: TraceStep[];
  /** Facts that conditions wanted and the order did not have: data quality. */
  missing: string[];
  /** Why it was parked, or left alone. */
  reason?: string;
}

/** What the journal keeps beside effects: nothing to do, but it happened. Every event leaves at least one line somewhere. */
export type RecordCode =
  | "accepted" | "updated" | "cancelled" | "duplicate" | "late" | "waiting" | "unknown_event" | "unknown_state"
  | "bad_data" | "failed" | "over_budget" | "stale_timer" | "gone" | "state_conflict" | "published" | "noted"
  | "watch_started" | "watch_restarted" | "watch_kept" | "watch_breached" | "watch_cancelled" | "batch_opened"
  | "batch_excluded" | "reconsidered" | "locked" | "unlocked" | "unpooled"; // biome-ignore format: a word list
export interface JournalRecord {
  code: RecordCode;
  order: string | null;
  data: Record<string, unknown>;
}

/** A timer belongs to a key and has a name there; setting it again moves it. `due` null takes it away. */
export interface TimerWrite {
  key: StateKey;
  timer: string;
  due: number | null;
}

/** A new value of a key; null removes it. `until`: after this instant the value says nothing any more and may be purged. */
export interface StateWrite<V> {
  key: StateKey;
  value: V | null;
  until?: number;
}
