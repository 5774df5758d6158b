/** Flows written as documents, in few words, compiled by the real compiler. */
import { compileFlow, type FlowDocument, type FlowEdge, type FlowNode, type Program } from "@switchyard/flow";

type Bare<N> = N extends FlowNode ? Omit<N, "position"> : never;
export type NodeSketch = Bare<FlowNode>;
export type Wire = `${string} -> ${string}`;

/** `a -> b` leaves by the port *next*, `a:met -> b` by the port named. Nodes stand below each other in the order given. */
export function flowOf(
  name: string,
  nodes: NodeSketch[],
  wires: Wire[],
  more: Partial<FlowDocument> = {},
): FlowDocument {
  const edges = wires.map((wire, at): FlowEdge => {
    const [source = "", to = ""] = wire.split(" -> ");
    const [from = "", port = "next"] = source.split(":");
    return { id: `e${at}`, from, port, to };
  });
  const placed = nodes.map((node, at) => ({ ...node, position: { x: 0, y: at * 100 } }) as FlowNode);
  return { formatVersion: 1, name, brands: [], windows: [], patterns: [], nodes: placed, edges, ...more };
}

type Options = Partial<Parameters<typeof compileFlow>[1]>;
export function programOf(doc: FlowDocument, options: Options = {}): Program {
  const result = compileFlow(doc, { flow: doc.name, version: 1, ...options });
  if (!result.ok)
    throw new Error(
      `${doc.name}: ${result.findings.map((one) => `${one.code} ${one.node ?? ""} ${one.message.en}`).join("; ")}`,
    );
  return result.program;
}

export const compare = (fact: string, operator: string, value?: unknown) =>
  ({ type: "comparison", fact, operator, ...(value === undefined ? {} : { value }) }) as never;
export const all = (...parts: never[]) => ({ type: "group", match: "all", parts }) as never;
export const any = (...parts: never[]) => ({ type: "group", match: "any", parts }) as never;
export const hours = (amount: number) => ({ amount, unit: "hour" as const, clock: "natural" as const });
export const minutes = (amount: number) => ({ amount, unit: "minute" as const, clock: "natural" as const });
export const seconds = (amount: number) => ({ amount, unit: "second" as const, clock: "natural" as const });
export const not = (part: never) => ({ type: "group", match: "not", parts: [part] }) as never;
