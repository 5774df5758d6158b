/** Flow documents for tests, written short. */
import type { Comparison, Condition, FlowDocument, FlowEdge, FlowNode, Operand, Operator } from "@switchyard/flow";

export const is = (fact: string, operator: Operator, value?: Operand): Comparison =>
  value === undefined ? { type: "comparison", fact, operator } : { type: "comparison", fact, operator, value };
export const all = (...parts: Condition[]): Condition => ({ type: "group", match: "all", parts });
export const any = (...parts: Condition[]): Condition => ({ type: "group", match: "any", parts });
export const none = (part: Condition): Condition => ({ type: "group", match: "not", parts: [part] });

export type Sketch = { [K in FlowNode["kind"]]: Omit<Extract<FlowNode, { kind: K }>, "position"> }[FlowNode["kind"]];

/** Nodes stand below each other in the order given; edges are written `from:port→to` (port `next` by default). */
export function flow(
  name: string,
  sketch: readonly Sketch[],
  edges: readonly string[],
  more: Partial<FlowDocument> = {},
): FlowDocument {
  return {
    formatVersion: 1,
    name,
    brands: [],
    windows: [],
    patterns: [],
    nodes: sketch.map((node, at) => ({ ...node, position: { x: 0, y: at * 100 } }) as FlowNode),
    edges: edges.map(edgeOf),
    ...more,
  };
}

function edgeOf(written: string, at: number): FlowEdge {
  const [left = "", to = ""] = written.split("→");
  const [from = "", port = "next"] = left.split(":");
  return { id: `e${at + 1}`, from, port, to };
}

export const start = { id: "start", kind: "order_received" } as const;
export const route = (id: string, destination = id) => ({ id, kind: "route", destination }) as const;
export const tag = (id: string, name = id) => ({ id, kind: "tag", tag: name }) as const;
export const set = (id: string, field: string, value: string | number | boolean) =>
  ({ id, kind: "set_field", field, value }) as const;
export const when = (id: string, condition: Condition, missing: "not_met" | "port" = "not_met") =>
  ({ id, kind: "condition", when: condition, missing }) as const;
export const branch = (
  id: string,
  cases: Record<string, Condition>,
  mode: "first" | "all" = "first",
  missing: "not_met" | "port" = "not_met",
) =>
  ({
    id,
    kind: "branch",
    mode,
    missing,
    cases: Object.entries(cases).map(([key, condition]) => ({ id: key, when: condition })),
  }) as const;
