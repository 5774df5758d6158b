/** Effects are plain data: what the shell must do or record. The core never does anything itself. */

export interface Origin {
  flow: string;
  version: number;
  node: string;
}

/** `overridden` is set when an earlier effect of the same exclusive family won; it names that effect's origin. */
export type Effect =
  | { type: "route"; origin: Origin; order: string; destination: string; overridden?: Origin }
  | { type: "tag"; origin: Origin; order: string; tag: string }
  | { type: "alert"; origin: Origin; order: string; to: string[]; channel: string; level: number; text: string };

/** One node that an event reached: the port it left by, and the value of every fact it looked at. */
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
}
