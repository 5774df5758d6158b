/** Large flows as people draw them: rows of conditions, tags, alerts and routes behind one trigger, every card with its sentence. */
import { type FlowDocument, type FlowEdge, type FlowNode, FORMAT_VERSION } from "@switchyard/flow";

const COLUMNS = 20;
const COLUMN = 368;
const ROW = 144;

type Place = { x: number; y: number };

function cardAt(id: string, index: number, position: Place): FlowNode {
  switch (index % 4) {
    case 0:
      return {
        id,
        kind: "condition",
        position,
        missing: "not_met",
        when: {
          type: "group",
          match: "all",
          parts: [
            { type: "comparison", fact: "style_code", operator: "starts_with", value: `FJ${index % 90}` },
            { type: "comparison", fact: "due_in_days", operator: "le", value: (index % 9) + 1 },
          ],
        },
      };
    case 1:
      return { id, kind: "tag", position, tag: `标签 ${index % 37}` };
    case 2:
      return {
        id,
        kind: "branch",
        position,
        mode: "first",
        missing: "not_met",
        cases: [{ id: "a", when: { type: "comparison", fact: "brand", operator: "is", value: `品牌 ${index % 11}` } }],
      };
    default:
      return { id, kind: "alert", position, to: ["supervisor"], channel: "inbox", level: 2, text: `第 ${index} 张卡` };
  }
}

const PORTS = ["met", "next", "a", "next"] as const;

/** One trigger and `size - 1` cards in rows of twenty, each row a path. */
export function makeDrawing(size: number): FlowDocument {
  const nodes: FlowNode[] = [{ id: "start", kind: "order_received", position: { x: 0, y: 0 } }];
  const edges: FlowEdge[] = [];
  for (let index = 0; index < size - 1; index += 1) {
    const column = index % COLUMNS;
    const row = Math.floor(index / COLUMNS);
    const id = `n${index}`;
    nodes.push(cardAt(id, column, { x: (column + 1) * COLUMN, y: row * ROW }));
    if (column === 0) edges.push({ id: `e${index}`, from: "start", port: "next", to: id });
    else edges.push({ id: `e${index}`, from: `n${index - 1}`, port: PORTS[(column - 1) % 4] ?? "next", to: id });
    if (column > 0 && column % 4 === 3) {
      edges.push({ id: `o${index}`, from: `n${index - 1}`, port: "otherwise", to: id });
    }
  }
  return { formatVersion: FORMAT_VERSION, name: `${size}`, brands: [], windows: [], patterns: [], nodes, edges };
}
