import type { FlowDocument } from "../document.ts";
import { factLookup } from "../facts.ts";
import { checkBrands } from "./check-brands.ts";
import { checkDeclarations } from "./check-declarations.ts";
import { checkEdges } from "./check-edges.ts";
import { checkNode } from "./check-node.ts";
import { checkSubflows } from "./check-subflows.ts";
import type { Finding, FlowContext } from "./finding.ts";

/** Everything that is wrong or odd in a flow, errors first. Errors keep it from being published. */
export function validateFlow(doc: FlowDocument, context: FlowContext = {}): Finding[] {
  const lookup = factLookup(doc, context);
  const lines = factLookup(doc, context, "line");
  const findings = [
    ...checkEdges(doc),
    ...doc.nodes.flatMap((node) => checkNode(node, { lookup, lines, context })),
    ...checkDeclarations(doc, lookup, context),
    ...checkSubflows(doc, context),
    ...checkBrands(doc, context),
  ];
  return [
    ...findings.filter((one) => one.severity === "error"),
    ...findings.filter((one) => one.severity === "warning"),
  ];
}
