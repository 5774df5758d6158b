import { applyOperation, type FlowDocument, type FlowNode, type Operation } from "@switchyard/flow";
import { acceptOperation } from "./accept.ts";
import type { Lexicon } from "./lexicon/lexicon.ts";
import { sayFlow } from "./say-flow.ts";
import { understand } from "./understand.ts";
import type { Language, Understanding } from "./understanding.ts";

const NUMBER = "1. ";

/** One node as the list view says it, and below it what its sentence leaves out: the text to edit. */
export function sayNode(doc: FlowDocument, node: FlowNode, lexicon: Lexicon, language: Language): string {
  return sayFlow({ ...doc, nodes: [node], edges: [] }, lexicon, language).slice(NUMBER.length);
}

export interface Rewrite {
  /** Spans are those of the text; nothing was understood that is not in them. */
  understanding: Understanding;
  /** What it does to the document; null where the text is not one node of the same kind, or has unknown words. */
  operation: Operation | null;
}

/** A node whose sentence was edited: its settings are what the text says; its id, name, place and connections stay. */
export function rewriteNode(
  text: string,
  node: FlowNode,
  doc: FlowDocument,
  { language, lexicon }: { language: Language; lexicon: Lexicon },
): Rewrite {
  const found = understand(NUMBER + text, language, lexicon);
  const understanding = { ...found, spans: shifted(found.spans) };
  const [only, ...more] = found.fragment.nodes;
  if (!found.complete || only === undefined || more.length > 0 || only.kind !== node.kind)
    return { understanding, operation: null };
  const added = acceptOperation(found.fragment, doc, { after: { node: node.id, port: "" } });
  const operations = added.type === "batch" ? added.operations : [added];
  const made = operations.flatMap((one) => (one.type === "add_nodes" ? one.nodes : []))[0];
  if (made === undefined) return { understanding, operation: null };
  const { id, name, position, comment } = node;
  const kept = { id, position, ...(name === undefined ? {} : { name }), ...(comment === undefined ? {} : { comment }) };
  const update: Operation = { type: "update_node", id, node: withWays({ ...made, ...kept }, node) };
  const settings = operations.filter(({ type }) => type === "update_settings");
  const operation: Operation = settings.length === 0 ? update : { type: "batch", operations: [...settings, update] };
  return { understanding, operation: applyOperation(doc, operation).ok ? operation : null };
}

/** Ways out keep their ids, so that what is connected stays connected: by name, else by place. */
function withWays(made: FlowNode, old: FlowNode): FlowNode {
  if (made.kind === "branch" && old.kind === "branch") return { ...made, cases: sameIds(made.cases, old.cases) };
  if (made.kind === "split" && old.kind === "split") return { ...made, parts: sameIds(made.parts, old.parts) };
  return made;
}

function sameIds<T extends { id: string; name?: string | undefined }>(made: readonly T[], old: readonly T[]): T[] {
  const taken = new Set<string>();
  const byName = made.map((one) => old.find(({ name }) => name !== undefined && name === one.name)?.id);
  for (const id of byName) if (id !== undefined) taken.add(id);
  return made.map((one, index) => {
    const place = old[index]?.id;
    let id = byName[index] ?? (place !== undefined && !taken.has(place) ? place : one.id);
    while (byName[index] === undefined && id !== place && taken.has(id)) id = `${id}x`;
    taken.add(id);
    return { ...one, id };
  });
}

/** Without the number in front, which nobody typed. */
const shifted = (spans: Understanding["spans"]): Understanding["spans"] =>
  spans.flatMap((span) => {
    const [start, end] = [Math.max(0, span.start - NUMBER.length), span.end - NUMBER.length];
    return end <= start ? [] : [{ ...span, start, end }];
  });
