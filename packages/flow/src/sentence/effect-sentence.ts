import { nodeSpec } from "../catalogue/catalogue.ts";
import type { FlowNode, NodeKind } from "../document.ts";
import type { Text } from "../text.ts";
import type { Names } from "./names.ts";
import { nodeSentence } from "./node-sentence.ts";

/** Effects that are what one node says, with that node's settings. */
const NODES: ReadonlySet<string> = new Set<NodeKind>([
  "route", "set_field", "tag", "untag", "add_line", "alert", "task", "notify",
]); // biome-ignore format: a word list
const isNode = (type: string): type is NodeKind => NODES.has(type);

/**
 * What an effect did, in the words of the node that has it: for the journal and an order's timeline. Null for what no node
 * says of itself (batches, states, breakers). Settings of another type than the node's are left out, never shown raw.
 */
export function effectSentence(effect: Readonly<Record<string, unknown>>, names: Names = {}): Text | null {
  const { type } = effect;
  if (typeof type !== "string" || !isNode(type)) return null;
  const blank = nodeSpec(type).create("effect", { x: 0, y: 0 });
  const said = Object.entries(blank).map(([key, value]) => {
    const own = effect[key];
    const fits = Array.isArray(value)
      ? Array.isArray(own) && own.every((one) => typeof one === "string")
      : typeof own === typeof value || (key === "value" && ["string", "number", "boolean"].includes(typeof own));
    return [key, key !== "id" && key !== "kind" && key !== "position" && fits ? own : value] as const;
  });
  return nodeSentence(Object.fromEntries(said) as FlowNode, names);
}
