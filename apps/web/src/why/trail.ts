/** The path of an explanation as marks on a canvas. */
import type { ExplainedStep, ExplainedValue } from "@switchyard/engine";
import type { Format } from "../words/format.ts";

/** One value that a node saw, already in words. */
export interface Seen {
  fact: string;
  value: string | null;
}

export interface TrailStep {
  /** Position on the path, from 1. */
  step: number;
  ports: readonly string[];
  seen: readonly Seen[];
}

export interface Trail {
  nodes: ReadonlyMap<string, TrailStep>;
  edges: ReadonlyMap<string, number>;
}

/** A value in words; null when the order did not have it. */
export const seenText = (seen: ExplainedValue, format: Format): string | null =>
  seen.value === null || seen.value === undefined ? null : format.text(seen.text);

export function trailOf(steps: readonly ExplainedStep[], format: Format): Trail {
  const nodes = new Map<string, TrailStep>();
  const edges = new Map<string, number>();
  steps.forEach((step, index) => {
    const seen = step.saw.map((value) => ({ fact: format.text(value.label), value: seenText(value, format) }));
    nodes.set(step.node, { step: index + 1, ports: step.ports.map((port) => port.id), seen });
  });
  steps.forEach((step, index) => {
    // A line carries the number of the step it leads out of: the path reads 1, 2, 3 along the lines.
    for (const edge of step.edges) edges.set(edge, index + 1);
  });
  return { nodes, edges };
}
