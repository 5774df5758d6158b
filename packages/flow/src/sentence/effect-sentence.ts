import { nodeSpec } from "../catalogue/catalogue.ts";
import type { FlowNode, NodeKind } from "../document.ts";
import { type Text, text } from "../text.ts";
import { happeningText } from "./happening-text.ts";
import { holdReason } from "./hold-reason.ts";
import { type Names, personName } from "./names.ts";
import { nodeSentence } from "./node-sentence.ts";
import { cat, same } from "./words.ts";

/** An effect as the core or the journal gives it: plain data with a `type`. */
export type SaidEffect = Readonly<Record<string, unknown>>;

/** What only the place where the effect is shown can know. */
export interface EffectNames extends Names {
  /** What an order is called there; by default its id. */
  order?: (id: string) => string;
  /** The title of a node; by default its id. */
  node?: (id: string) => Text;
}

/** Effects that are what one node says, with that node's settings, and the kind of that node. */
const NODES: Readonly<Record<string, NodeKind>> = {
  route: "route", set_field: "set_field", tag: "tag", untag: "untag", add_line: "add_line", hold: "hold", release: "release",
  freeze: "freeze", unfreeze: "unfreeze", pause: "pause_channel", resume: "resume_channel", alert: "alert", task: "task",
  notify: "notify", webhook: "webhook",
}; // biome-ignore format: a word list

/**
 * What an effect did: in the words of the node that has it, else (batches, approvals, states, breakers) in words of its own. One
 * generator for cards, trial runs, the journal and an order's timeline. Null for a type that nobody knows. Settings of another
 * type than the node's are left out, never shown raw.
 */
export function effectSentence(effect: SaidEffect, names: EffectNames = {}): Text | null {
  const said = plain(effect, names);
  if (said === null) return null;
  const { locked, overridden } = effect;
  if (typeof locked === "string") {
    const who = personName(locked, names);
    return cat(said, text(`（未生效：已由 ${who.zh} 人工锁定）`, ` (no effect: ${who.en} set it by hand)`));
  }
  const winner = nodeOf(overridden);
  if (winner === null) return said;
  const by = names.node?.(winner) ?? same(winner);
  return cat(said, text(`（未生效：${by.zh} 在先）`, ` (no effect: ${by.en} came first)`));
}

const nodeOf = (origin: unknown): string | null =>
  typeof origin === "object" && origin !== null && "node" in origin && typeof origin.node === "string"
    ? origin.node
    : null;

function plain(effect: SaidEffect, names: EffectNames): Text | null {
  const { type } = effect;
  const kind = typeof type === "string" && Object.hasOwn(NODES, type) ? NODES[type] : undefined;
  if (kind === undefined) return happeningText(effect, names);
  // Lines that were routed are numbers in the effect, a condition in the node.
  const lines = Array.isArray(effect.lines) ? effect.lines.filter((line) => typeof line === "number").join(", ") : "";
  if (kind === "hold" && typeof effect.reason === "string") {
    const why = holdReason(effect.reason);
    const [zh, en] = [why.zh, why.en].map((reason) => nodeSentence(asNode(kind, { ...effect, reason }), names));
    return cat(text(zh?.zh ?? "", en?.en ?? ""), about(effect));
  }
  const said = nodeSentence(asNode(kind, effect), names);
  return cat(said, about(effect), lines === "" ? same("") : text(`（第 ${lines} 行）`, ` (lines ${lines})`));
}

/** Whose: the brand that is frozen, the channel that is paused, the article that is short. */
function about({ name, sku, type, scope }: SaidEffect): Text {
  // "This order" says it; its internal id would say nothing.
  const isSaid = type === "add_line" || scope === "order";
  const whose = type === "hold" ? sku : isSaid ? undefined : name;
  return typeof whose === "string" && whose !== "" ? text(`（${whose}）`, ` (${whose})`) : same("");
}

function asNode(kind: NodeKind, effect: SaidEffect): FlowNode {
  const blank = nodeSpec(kind).create("effect", { x: 0, y: 0 });
  const settings = Object.entries(blank).map(([key, value]) => {
    const own = effect[key];
    const fits = Array.isArray(value)
      ? Array.isArray(own) && own.every((one) => typeof one === "string")
      : typeof own === typeof value || (key === "value" && ["string", "number", "boolean"].includes(typeof own));
    return [key, !["id", "kind", "position"].includes(key) && fits ? own : value] as const;
  });
  const named = kind === "add_line" && typeof effect.name === "string" ? [["name", effect.name] as const] : [];
  return Object.fromEntries([...settings, ...named]) as FlowNode;
}
