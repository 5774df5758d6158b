import type { Logic } from "@switchyard/logic";
import { evaluate } from "@switchyard/logic";
import type { ProgramEntry } from "../program.ts";

/** What a run of an entry did: nodes that acted, in order; ports that were taken; rows that were hit. */
export interface Run {
  acts: string[];
  ports: Set<string>;
  rows: Record<string, string[]>;
}

type Evaluate = (logic: Logic, data: unknown) => unknown;
const truthy = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));

/** Runs the steps of an entry as the documentation of Program says, on json-logic-js unless told otherwise. */
export function runEntry(entry: ProgramEntry, facts: Record<string, unknown>, by: Evaluate = evaluate): Run {
  const gate: Record<string, boolean> = {};
  const data = { ...facts, gate };
  const run: Run = { acts: [], ports: new Set(), rows: {} };
  const take = (node: string, port: string, taken: boolean): void => {
    gate[`${node}:${port}`] = taken;
    if (taken) run.ports.add(`${node}:${port}`);
  };
  for (const step of entry.steps) {
    const holds = truthy(by(step.when, data));
    if (step.type === "gate") {
      if (step.port === null) gate[step.gate] = holds;
      else take(step.node, step.port, holds);
    } else if (step.type === "act") {
      if (holds) run.acts.push(step.node);
    } else {
      const all = holds ? step.rows.filter((row) => truthy(by(row.when, data))).map((row) => row.id) : [];
      const hit = step.hit === "first" ? all.slice(0, 1) : all;
      take(step.node, "matched", hit.length > 0);
      take(step.node, "otherwise", holds && hit.length === 0);
      if (hit.length > 0) {
        run.acts.push(step.node);
        run.rows[step.node] = hit;
      }
    }
  }
  return run;
}
