import fc from "fast-check";
import type { FlowDocument } from "../document.ts";
import type { Operation } from "../operations/operation.ts";
import { edge } from "./flows.ts";

const pickSome = (ids: string[]): fc.Arbitrary<string[]> => (ids.length === 0 ? fc.constant([]) : fc.subarray(ids));

/** Operations that mostly fit the document. */
export function operationOn(doc: FlowDocument, depth = 1): fc.Arbitrary<Operation> {
  const ids = doc.nodes.map((node) => node.id);
  const node = fc.constantFrom(...doc.nodes);
  const single: fc.Arbitrary<Operation>[] = [
    pickSome(ids).map((gone) => ({ type: "remove_nodes", ids: gone })),
    pickSome(doc.edges.map((one) => one.id)).map((gone) => ({ type: "remove_edges", ids: gone })),
    pickSome(ids).map((moved) => ({
      type: "move_nodes",
      positions: Object.fromEntries(moved.map((id, at) => [id, { x: at, y: -at }])),
    })),
    fc
      .tuple(fc.constantFrom(...ids), fc.constantFrom(...ids))
      .map(([from, to]) => ({ type: "add_edges", edges: [edge(`${from}>${to}`, "new")] })),
    fc.tuple(fc.nat(99), fc.constantFrom(...ids)).map(([id, to]) => ({
      type: "add_nodes",
      nodes: [{ id: `x${id}`, kind: "tag", tag: "x", position: { x: 0, y: 0 } }],
      edges: [edge(`x${id}>${to}`, `xe${id}`)],
    })),
    node.map((one): Operation => {
      if (one.kind === "branch")
        return { type: "update_node", id: one.id, node: { ...one, cases: one.cases.slice(1), missing: "not_met" } };
      if (one.kind === "condition")
        return {
          type: "update_node",
          id: one.id,
          node: { ...one, missing: one.missing === "port" ? "not_met" : "port" },
        };
      return { type: "update_node", id: one.id, node: { ...one, name: "新名" } };
    }),
    fc
      .record({ description: fc.constantFrom("说明", null), name: fc.constantFrom("甲", "乙") })
      .map((own) => ({ type: "update_settings", ...own })),
  ];
  if (depth === 0) return fc.oneof(...single);
  const batch = fc
    .array(operationOn(doc, depth - 1), { maxLength: 4 })
    .map((operations): Operation => ({ type: "batch", operations }));
  return fc.oneof(...single, batch);
}
