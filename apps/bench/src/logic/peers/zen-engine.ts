import type { Rule } from "@switchyard/logic";
import { type Peer, type Shape, shapeOf } from "./peer.ts";

/** A decision table that collects: one column per fact, and a free column for what is about several facts. */
export const zenEngine: Peer = {
  name: "zen-engine",
  most: 1_000,
  prepare: async (rules) => {
    const { ZenEngine } = await import("@gorules/zen-engine");
    const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify(toGraph(rules))));
    return async (facts) => {
      const { result } = await decision.evaluate(facts);
      return (result as { id: string }[]).map(({ id }) => id);
    };
  },
};

function toGraph(rules: readonly Rule[]): unknown {
  const rows = rules.map(({ id, when }) => ({ id, cells: toCells(shapeOf(when)) }));
  const facts = [...new Set(rows.flatMap(({ cells }) => [...cells.keys()]))];
  const content = {
    hitPolicy: "collect",
    inputs: facts.map((fact) => (fact === "" ? { id: "free", name: "free" } : { id: fact, name: fact, field: fact })),
    outputs: [{ id: "id", name: "id", field: "id" }],
    rules: rows.map(({ id, cells }) => ({
      _id: id,
      id: JSON.stringify(id),
      ...Object.fromEntries(facts.map((fact) => [fact === "" ? "free" : fact, cells.get(fact) ?? ""])),
    })),
  };
  const node = (id: string, type: string, more = {}) => ({ id, name: id, type, position: { x: 0, y: 0 }, ...more });
  return {
    nodes: [node("in", "inputNode"), node("table", "decisionTableNode", { content }), node("out", "outputNode")],
    edges: [
      { id: "e1", sourceId: "in", targetId: "table", type: "edge" },
      { id: "e2", sourceId: "table", targetId: "out", type: "edge" },
    ],
  };
}

/** Fact → the text of its cell; `""` is the free column. */
function toCells(shape: Shape): Map<string, string> {
  const cells = new Map<string, string>();
  const parts: readonly Shape[] = shape.kind === "and" ? shape.parts : [shape];
  for (const part of parts.flatMap((inner): readonly Shape[] => (inner.kind === "and" ? inner.parts : [inner]))) {
    const fact = "fact" in part ? part.fact : "";
    const text = write(part, fact === "" ? undefined : "$");
    cells.set(fact, cells.has(fact) ? `${cells.get(fact)} and ${text}` : text);
  }
  return cells;
}

function write(shape: Shape, subject: string | undefined): string {
  if ("parts" in shape) {
    return `(${shape.parts.map((part) => write(part, subject)).join(` ${shape.kind} `)})`;
  }
  const fact = subject ?? shape.fact;
  switch (shape.kind) {
    case "present":
      return `${fact} != null`;
    case "equals":
      return `${fact} == ${JSON.stringify(shape.value)}`;
    case "differs":
      return `${fact} != ${JSON.stringify(shape.value)}`;
    case "prefix":
      return `startsWith(${fact}, ${JSON.stringify(shape.text)})`;
    case "one-of":
      return `${fact} in ${JSON.stringify(shape.values)}`;
    case "holds":
      return `contains(${fact}, ${JSON.stringify(shape.text)})`;
    case "compare":
      return `${fact} ${shape.by} ${shape.value}`;
  }
}
