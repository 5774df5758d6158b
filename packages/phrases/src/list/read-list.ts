import { type FlowEdge, type FlowNode, namesFor, nodeSchema, nodeSentence } from "@switchyard/flow";
import { placed } from "../layout.ts";
import { nearest } from "../lexicon/nearest.ts";
import { ACTIONS } from "../phrase/actions.ts";
import { CONDITION, DECISIONS } from "../phrase/decisions.ts";
import { firstOf, type Said, type Sentence } from "../phrase/parts.ts";
import { TRIGGERS } from "../phrase/triggers.ts";
import { WAITING } from "../phrase/waiting.ts";
import { sourceOf } from "../source/fold.ts";
import type { Reader } from "../source/reader.ts";
import type { Span } from "../understanding.ts";
import { readWays, type Way } from "./header.ts";
import type { Line } from "./lines.ts";
import { withStatement } from "./statements.ts";

export interface ListReading {
  nodes: FlowNode[];
  edges: FlowEdge[];
  spans: Span[];
}

/** How many unknown lines are given suggestions. */
const SUGGESTED = 20;

const whole =
  (sentence: Sentence): Sentence =>
  (reader) => {
    const said = sentence(reader);
    return said !== null && reader.done ? said : null;
  };
const SENTENCES: readonly Sentence[] = [...TRIGGERS, ...DECISIONS, ...WAITING, ...ACTIONS, CONDITION].map(whole);

/** The generator's numbered sentences as a flow. `loosely` reads a sentence that somebody changed by hand. */
export function readList(
  lines: readonly Line[],
  reader: Reader,
  loosely: (reader: Reader) => Said | null,
): ListReading {
  const nodes = new Map<number, FlowNode>();
  const ways: { way: Way; to: string; start: number }[] = [];
  const spans: Span[] = [];
  let suggested = 0;
  const unknown = (reader: Reader, start: number, end: number, text: string): Span => {
    suggested += 1;
    const suggestions = suggested > SUGGESTED ? [] : nearest(reader.lexicon, text, reader.language);
    return { start, end, kind: "unknown", suggestions };
  };
  for (const line of lines) {
    const own = reader.over(sourceOf(line.text), true);
    const names = namesFor(reader.notes, reader.lexicon.names, reader.lexicon.source);
    const found = readWays(own, { nodes, names });
    const begin = own.at;
    const said = found === null || nodes.has(line.number) ? null : readSentence(own, loosely);
    const end = line.start + line.text.length;
    if (said === null || found === null || !nodeSchema.safeParse(named(said, "n1")).success) {
      spans.push(
        unknown(reader, line.start + begin, end, line.text.slice(begin)),
        ...line.below.map((below) => unknown(reader, below.start, below.start + below.text.length, below.text)),
      );
      continue;
    }
    let node: FlowNode = named(said, `n${line.number}`);
    spans.push({ start: line.start, end, kind: "understood" });
    const place = spans.length - 1;
    for (const below of line.below) {
      const stop = below.start + below.text.length;
      const more = withStatement(node, reader.over(sourceOf(below.text), true));
      spans.push(
        more === null
          ? unknown(reader, below.start, stop, below.text)
          : { start: below.start, end: stop, kind: "understood" },
      );
      node = more ?? node;
    }
    nodes.set(line.number, node);
    spans[place] = {
      start: line.start,
      end,
      kind: "understood",
      meaning: nodeSentence(node, namesFor(reader.notes, reader.lexicon.names, reader.lexicon.source)),
    };
    for (const way of found) ways.push({ way, to: node.id, start: line.start });
  }
  const edges = ways.flatMap(({ way, to }, index): FlowEdge[] => {
    const from = nodes.get(way.step);
    return from === undefined ? [] : [{ id: `e${index + 1}`, from: from.id, port: way.port, to }];
  });
  return { nodes: placed([...nodes.values()], edges), edges, spans };
}

function readSentence(reader: Reader, loosely: (reader: Reader) => Said | null): Said | null {
  const strict = firstOf(reader, SENTENCES);
  if (strict !== null) return strict;
  const loose = reader.over(reader.source, false);
  loose.at = reader.at;
  return loosely(loose);
}

/** The one cast here: settings with an id and a place are a node of their kind. */
export function named(said: Said, id: string): FlowNode {
  return { ...said, id, position: { x: 0, y: 0 } } as FlowNode;
}
