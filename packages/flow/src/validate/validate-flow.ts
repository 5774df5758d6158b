import type { FlowDocument } from "../document.ts";
import { factLookup } from "../facts.ts";
import { finish } from "../steps.ts";
import { checkBrands } from "./check-brands.ts";
import { checkDeclarations } from "./check-declarations.ts";
import { checkEdges } from "./check-edges.ts";
import { checkNode } from "./check-node.ts";
import { checkOrderNeeded } from "./check-order-needed.ts";
import { checkSubflows } from "./check-subflows.ts";
import type { Finding, FlowContext } from "./finding.ts";

/** Nodes looked at in one go. */
const HELPING = 200;

/** Everything that is wrong or odd in a flow, errors first. Errors keep it from being published. */
export function validateFlow(doc: FlowDocument, context: FlowContext = {}): Finding[] {
  return finish(validatingFlow(doc, context));
}

/** The same in small steps, for a thread that must hear "stop" in between. */
export function* validatingFlow(doc: FlowDocument, context: FlowContext = {}): Generator<undefined, Finding[]> {
  const lookup = factLookup(doc, context);
  const lines = factLookup(doc, context, "line");
  const ofEdges = yield* checkEdges(doc);
  yield;
  const ofNodes: Finding[] = [];
  for (const [at, node] of doc.nodes.entries()) {
    ofNodes.push(...checkNode(node, { lookup, lines, context }));
    if (at % HELPING === HELPING - 1) yield;
  }
  yield;
  const findings = [...ofEdges, ...ofNodes, ...checkDeclarations(doc, lookup, context)];
  yield;
  findings.push(...checkSubflows(doc, context));
  yield;
  findings.push(...checkOrderNeeded(doc, context));
  yield;
  findings.push(...checkBrands(doc, context));
  yield;
  return [
    ...findings.filter((one) => one.severity === "error"),
    ...findings.filter((one) => one.severity === "warning"),
  ];
}
