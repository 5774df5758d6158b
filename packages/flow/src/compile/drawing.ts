import type { FlowDocument } from "../document.ts";
import { factLookup } from "../facts.ts";
import { effectOrder, graphOf } from "../graph.ts";
import { calledFlow, type FlowContext } from "../validate/finding.ts";
import { type Drawing, immediatePorts } from "./entry.ts";
import { withPrefixedFacts } from "./prefix-facts.ts";

/**
 * Prepares a document for compilation. Sub-flows are compiled in place (their nodes are named `<subflow>/<id>`), from the
 * documents that the context gives: a published program is complete in itself, and a sub-flow that is published later
 * reaches its callers when they are published again. The document must be valid: sub-flows known and not recursive.
 */
export function drawingOf(doc: FlowDocument, context: FlowContext, prefix = ""): Drawing {
  const own = prefix === "" ? doc : withPrefixedFacts(doc, prefix);
  const graph = graphOf(own);
  const inner = new Map<string, Drawing>();
  for (const node of graph.nodes.values()) {
    if (node.kind !== "subflow") continue;
    const called = calledFlow(context, node.flow);
    if (called !== undefined) inner.set(node.id, drawingOf(called, context, `${prefix}${node.id}/`));
  }
  return {
    doc: own,
    graph,
    order: effectOrder(own),
    prefix,
    lookup: factLookup(own, context),
    inner,
    immediate: new Map([...graph.nodes.values()].map((node) => [node.id, immediatePorts(node)])),
    starts: own.nodes.flatMap((node) => (node.kind === "order_received" ? [node.id] : [])),
  };
}

/** The drawing and every drawing inside it, outermost first. */
export function allDrawings(drawing: Drawing): Drawing[] {
  return [drawing, ...[...drawing.inner.values()].flatMap(allDrawings)];
}
