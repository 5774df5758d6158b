/** Nodes and flows as the flows of scenarios are sketched: a line each. A webhook is its name. */
import type { FlowDocument } from "@switchyard/flow";
import { flowOf, type NodeSketch, type Wire } from "../flow.ts";

export const received: NodeSketch = { id: "in", kind: "order_received" };
export const hook = (id: string, call = id): NodeSketch => ({ id, kind: "webhook", endpoint: call, event: call });
export const route = (id: string, destination: string): NodeSketch => ({ id, kind: "route", destination });
export const met = (id: string, when: never): NodeSketch => ({ id, kind: "condition", when, missing: "not_met" });
export const working = (amount: number, unit: "hour" | "day") => ({ amount, unit, clock: "working" as const });

export type Make = (params: Record<string, number>) => FlowDocument;
export const flow = (
  id: string,
  nodes: NodeSketch[],
  wires: Wire[],
  more: Partial<FlowDocument> = {},
): [string, Make] => [id, () => flowOf(id, nodes, wires, more)];
/** A condition with its three ways out: `yes`, `no`, `unknown`. */
export const asks = (id: string, when: never, more: Partial<FlowDocument> = {}): [string, Make] =>
  flow(id, [received, { id: "if", kind: "condition", when, missing: "port" }, hook("yes"), hook("no"), hook("unknown")],
    ["in -> if", "if:met -> yes", "if:not_met -> no", "if:missing -> unknown"], more); // biome-ignore format: one flow a paragraph
