/** The real engine on a made-up order: a finding that it does not bear out is not a finding. */
import {
  type Decision,
  type Effect,
  type JournalRecord,
  MemoryState,
  type PreparedPrograms,
  prepare,
  step,
} from "@switchyard/engine";
import type { Program } from "@switchyard/flow";
import { readOrder, type WorkspaceSettings } from "@switchyard/orders";
import type { Sample } from "./order/sample.ts";
import { prepareInParts } from "./prepare-in-parts.ts";

export interface Run {
  decision: Decision | null;
  effects: readonly Effect[];
  records: readonly JournalRecord[];
}

export class Confirmer {
  readonly #programs: readonly Program[];
  readonly #settings: WorkspaceSettings;
  #prepared: PreparedPrograms | null = null;
  #last: { sample: Sample; run: Run } | null = null;
  runs = 0;

  constructor(programs: readonly Program[], settings: WorkspaceSettings) {
    this.#programs = programs;
    this.#settings = settings;
  }

  /** Gets the programs ready, a helping at a time. */
  *prepare(): Generator<void, void> {
    this.#prepared ??= yield* prepareInParts(this.#programs, this.#settings);
  }

  /** Reads the order anew as intake does, and runs it after the orders that came before. */
  run(sample: Sample): Run {
    if (this.#last?.sample === sample) return this.#last.run;
    this.#prepared ??= prepare(this.#programs, this.#settings);
    const state = new MemoryState();
    for (let number = sample.before; number > 0; number -= 1) {
      const at = sample.at - number * 1000;
      const input = { ...sample.input, external_id: `${sample.order.external_id}-${number}` };
      this.#step(state, input, { at, receivedAt: at, id: `${sample.order.id}-${number}` });
    }
    const run = this.#step(state, sample.input, {
      at: sample.at,
      receivedAt: sample.order.received_at,
      id: sample.order.id,
    });
    this.#last = { sample, run };
    this.runs += 1;
    return run;
  }

  #step(
    state: MemoryState,
    input: unknown,
    { at, receivedAt, id }: { at: number; receivedAt: number; id: string },
  ): Run {
    const read = readOrder(input, { settings: this.#settings, receivedAt, id });
    if (!read.ok || this.#prepared === null) return { decision: null, effects: [], records: [] };
    const result = step(this.#prepared, { type: "order_received", id: `${id}@${at}`, at, order: read.order }, state);
    state.write(result.writes);
    return { decision: result.decisions[0] ?? null, effects: result.effects, records: result.records };
  }
}

/** The ports by which an order left a node, or null where it did not reach it. */
export function portsTaken(run: Run, flow: string, node: string): readonly string[] | null {
  const found = run.decision?.trace.filter((one) => one.flow === flow && one.node === node) ?? [];
  return found.length === 0 ? null : found.flatMap((one) => one.ports);
}
