import { type FlowNode, namesFor, nodeSchema, nodeSentence } from "@switchyard/flow";
import type { Text } from "@switchyard/orders";
import { placed } from "../layout.ts";
import { nearest } from "../lexicon/nearest.ts";
import type { Said } from "../phrase/parts.ts";
import type { Reader } from "../source/reader.ts";
import type { Fragment, Span } from "../understanding.ts";
import { build } from "./build.ts";
import type { Draft } from "./draft.ts";
import type { Placed } from "./items.ts";
import { readPieces } from "./read-pieces.ts";

/** How many unknown stretches are given suggestions; a text of which more is unknown is no text for this grammar. */
const SUGGESTED = 20;

export interface FreeReading extends Pick<Fragment, "nodes" | "edges" | "entries"> {
  spans: Span[];
}

/** What a person typed or said, as nodes. */
export function readFree(reader: Reader): FreeReading {
  const pieces = readPieces(reader);
  const { draft, lost, nodeOf } = build(pieces, reader.source.raw);
  lost.push(...misfits(draft, nodeOf));
  const names = namesFor(reader.notes, reader.lexicon.names, reader.lexicon.source);
  const current = new Map(draft.nodes.map((node) => [node.id, node]));
  let suggested = 0;
  const spans = pieces.map((piece): Span => {
    const { start, end } = piece;
    if (lost.includes(piece)) {
      suggested += 1;
      const wanted = piece.type === "unknown" ? piece.wanted : undefined;
      const text = reader.raw(start, end);
      return {
        start,
        end,
        kind: "unknown",
        suggestions: suggested > SUGGESTED ? [] : nearest(reader.lexicon, text, reader.language, wanted),
      };
    }
    const node = nodeOf.get(piece);
    const meaning = meaningOf(piece, node === undefined ? undefined : (current.get(node.id) ?? node), names);
    return { start, end, kind: "understood", ...(meaning === null ? {} : { meaning }) };
  });
  return {
    nodes: placed(draft.nodes, draft.edges),
    edges: draft.edges,
    entries: draft.entries(),
    spans: joined(spans),
  };
}

/** Pieces whose nodes would be no nodes: a tag of a thousand characters, a condition of a thousand parts. */
function misfits(draft: Draft, nodeOf: ReadonlyMap<Placed, FlowNode>): Placed[] {
  const bad = new Set(draft.nodes.filter((node) => !nodeSchema.safeParse(node).success).map(({ id }) => id));
  for (const id of bad) draft.drop(id);
  return [...nodeOf].filter(([, { id }]) => bad.has(id)).map(([piece]) => piece);
}

function meaningOf(piece: Placed, node: FlowNode | undefined, names: Parameters<typeof nodeSentence>[1]): Text | null {
  if (piece.type === "condition" || piece.type === "left_out" || piece.type === "also")
    return nodeSentence(
      { id: "-", position: { x: 0, y: 0 }, kind: "condition", when: piece.when, missing: "not_met" },
      names,
    );
  if (piece.type === "otherwise") return { zh: "否则", en: "Otherwise" };
  return node === undefined ? null : nodeSentence(node, names);
}

/** Words that say nothing of their own belong to what stands before them. */
function joined(spans: readonly Span[]): Span[] {
  const whole: Span[] = [];
  for (const span of spans) {
    const last = whole.at(-1);
    const silent = span.kind === "understood" && span.meaning === undefined;
    if (last !== undefined && silent && last.kind === "understood") last.end = span.end;
    else whole.push({ ...span });
  }
  return whole;
}

/** One sentence that gives one node, all of it understood: a line of the list that somebody changed by hand. */
export function readSingle(reader: Reader): Said | null {
  const pieces = readPieces(reader).filter(({ type }) => type !== "filler" && type !== "stop");
  const { draft, lost } = build(pieces, reader.source.raw);
  const [node, ...more] = draft.nodes;
  if (node === undefined || more.length > 0 || lost.length > 0) return null;
  const { id: _, position: __, ...said } = node;
  return said as Said;
}
