/** What moved in one moment of a run, as marks on the canvas. */
import type { ExplainedStep, Moment } from "@switchyard/engine";
import type { FlowDocument } from "@switchyard/flow";
import type { Trail } from "../../why/trail.ts";
import { trailOf } from "../../why/trail.ts";
import type { Format } from "../../words/format.ts";

/** The port by which a batch goes on when nobody's order brought it there. */
const CLOSED = "closed";

/** Several orders may have moved in one moment: their paths lie over each other, each node once. */
export function momentTrail(
  { explanations, nodes }: Pick<Moment, "explanations" | "nodes">,
  document: Pick<FlowDocument, "edges">,
  format: Format,
): Trail {
  const steps = new Map<string, ExplainedStep>();
  for (const { steps: path } of explanations) {
    for (const step of path) {
      const known = steps.get(step.node);
      const edges = [...new Set([...(known?.edges ?? []), ...step.edges])];
      steps.set(step.node, { ...(known ?? step), edges });
    }
  }
  const trail = trailOf([...steps.values()], format);
  const reached = new Map(trail.nodes);
  for (const node of nodes) {
    if (!reached.has(node)) reached.set(node, { step: reached.size + 1, ports: [], seen: [] });
  }
  const edges = new Map(trail.edges);
  for (const { id, from, port, to } of document.edges) {
    const start = reached.get(from);
    if (port === CLOSED && !steps.has(from) && start !== undefined && reached.has(to)) edges.set(id, start.step);
  }
  return { nodes: reached, edges };
}
