import { type FlowDocument, type FlowEdge, type FlowNode, flowDocumentSchema, portsOf } from "@switchyard/flow";
import fc from "fast-check";
import { about, OTHER, TRIGGERS } from "./node-arbitraries.ts";

/** Random flows of every kind that has a sentence. */

const WINDOWS: FlowDocument["windows"] = [
  {
    id: "w1",
    of: "count",
    event: "order_received",
    by: ["brand"],
    window: { amount: 24, unit: "hour", clock: "natural" },
  },
  {
    id: "w2",
    of: "sum",
    event: "order_received",
    by: ["customer_id", "address_key"],
    window: { amount: 3, unit: "day", clock: "natural" },
    field: "amount",
  },
  {
    id: "w3",
    of: "distinct",
    event: "complaint",
    by: ["brand"],
    window: { amount: 30, unit: "day", clock: "natural" },
    field: "external_id",
  },
  {
    id: "w4",
    of: "count",
    event: "order_updated:due_at",
    by: ["brand"],
    window: { amount: 7, unit: "day", clock: "natural" },
    where: { type: "comparison", fact: "amount", operator: "ge", value: 30_000 },
  },
  {
    id: "w5",
    of: "count",
    event: "return",
    by: ["customer_id"],
    window: { amount: 365, unit: "day", clock: "natural" },
    reset: { event: "state:Signed" },
  },
  {
    id: "w6",
    of: "sum",
    event: "state:Signed",
    by: ["brand"],
    window: { amount: 30, unit: "day", clock: "natural" },
    field: "amount",
    where: { type: "comparison", fact: "channel", operator: "is", value: "抖音" },
    reset: { event: "complaint", where: { type: "comparison", fact: "amount", operator: "ge", value: 30_000 } },
  },
];
const PATTERNS: FlowDocument["patterns"] = [
  { id: "p1", fact: "note", expression: "\\d{11}" },
  { id: "p2", fact: "note", expression: "^(a b|礼物)$" },
];

/** Edges lead forward, so that there is no cycle; positions follow the list. */
export const documents: fc.Arbitrary<FlowDocument> = fc
  .tuple(
    fc.array(fc.oneof(...TRIGGERS), { minLength: 1, maxLength: 2 }),
    fc.array(fc.tuple(fc.oneof(...OTHER), about, fc.integer({ min: 0, max: 4 })), { minLength: 1, maxLength: 9 }),
    fc.infiniteStream(fc.nat()),
  )
  .map(([triggers, list, stream]) => {
    const random = (below: number): number => (stream.next().value ?? 0) % below;
    const settings = [
      ...triggers,
      ...list.map(([own, more]) => ({
        ...own,
        ...Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined)),
      })),
    ];
    const nodes = settings.map((own, index) => ({
      position: { x: index * 10, y: random(5) * 10 },
      ...own,
      id: `x${index}`,
    })) as unknown as FlowNode[];
    const edges: FlowEdge[] = [];
    for (const [index, node] of nodes.entries()) {
      for (const port of portsOf(node)) {
        for (let at = random(3); at > 0; at -= 1) {
          const target = nodes[index + 1 + random(Math.max(1, nodes.length - index - 1))];
          if (target === undefined || target.kind === "breaker" || nodes.indexOf(target) < triggers.length) continue;
          if (edges.some((edge) => edge.from === node.id && edge.port === port.id && edge.to === target.id)) continue;
          edges.push({ id: `e${edges.length}`, from: node.id, port: port.id, to: target.id });
        }
      }
    }
    return flowDocumentSchema.parse({
      formatVersion: 1,
      name: "random",
      brands: [],
      windows: WINDOWS,
      patterns: PATTERNS,
      nodes,
      edges,
    });
  });
