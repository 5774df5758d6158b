import {
  type Comparison,
  type Condition,
  type FlowDocument,
  type FlowEdge,
  type FlowNode,
  flowDocumentSchema,
  type Operand,
} from "../document.ts";
import type { Operator } from "../format.ts";

/** Short ways to write documents in tests. */

export const is = (fact: string, operator: Operator, value?: Operand): Comparison => ({
  type: "comparison",
  fact,
  operator,
  ...(value === undefined ? {} : { value }),
});
export const all = (...parts: Condition[]): Condition => ({ type: "group", match: "all", parts });
export const any = (...parts: Condition[]): Condition => ({ type: "group", match: "any", parts });
export const not = (part: Condition): Condition => ({ type: "group", match: "not", parts: [part] });

/** Settings of a node without its place; the place is the row it is written in, unless given. */
export type NodeInput = { id: string; kind: FlowNode["kind"]; position?: { x: number; y: number } } & Record<
  string,
  unknown
>;

/** Edges as `from:port>to`; the port may be left out: `t>c`. */
export function flow(nodes: NodeInput[], edges: string[], more: Partial<FlowDocument> = {}): FlowDocument {
  return flowDocumentSchema.parse({
    formatVersion: 1,
    name: "测试流程",
    brands: [],
    windows: [],
    patterns: [],
    nodes: nodes.map((node, index) => ({ position: { x: 0, y: index * 100 }, ...node })),
    edges: edges.map((line, index) => edge(line, `e${index}`)),
    ...more,
  });
}

export function edge(line: string, id: string): FlowEdge {
  const [from = "", to = ""] = line.split(">");
  const [node = "", port = "next"] = from.split(":");
  return { id, from: node, port, to };
}

export const trigger: NodeInput = { id: "t", kind: "order_received" };
export const hours = (amount: number) => ({ amount, unit: "hour" as const, clock: "natural" as const });

/** The example of the day: style FJ and due in 3 days to the rush line, otherwise to the normal one. */
export const rushFlow = (): FlowDocument =>
  flow(
    [
      trigger,
      {
        id: "c",
        kind: "condition",
        when: all(is("style_code", "starts_with", "FJ"), is("due_in_days", "le", 3)),
        missing: "not_met",
      },
      { id: "rush", kind: "route", destination: "rush" },
      { id: "normal", kind: "route", destination: "normal" },
    ],
    ["t>c", "c:met>rush", "c:not_met>normal"],
  );
