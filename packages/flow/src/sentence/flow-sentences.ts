import { nodeSpec } from "../catalogue/catalogue.ts";
import { portLabel, portsOf } from "../catalogue/ports.ts";
import type { FlowDocument, FlowEdge, FlowNode, NodeKind } from "../document.ts";
import { effectOrder, graphOf } from "../graph.ts";
import { type Text, text } from "../text.ts";
import { conditionSentence } from "./condition-sentence.ts";
import type { Names } from "./names.ts";
import { namesFor } from "./names-for.ts";
import { nodeSentence } from "./node-sentence.ts";
import { inside, joined, quoteValue } from "./words.ts";

/** One line of the list view. */
export interface FlowSentence {
  /** The node's number in the order of effects: the number on its card. */
  number: number;
  node: string;
  kind: NodeKind;
  /** How it is reached: 「第 2 步命中」; null for a trigger, and for a node that nothing leads to. */
  reached: Text | null;
  /** What it does: its sentence. */
  sentence: Text;
  /** The whole line without the number: 「第 2 步命中:派到 快反线」. */
  text: Text;
  /** Where its ports lead, by number; an empty list: the path ends there. */
  ports: { port: string; label: Text; to: number[] }[];
}

/** The flow as numbered sentences, in order of effect: the list view, and what a screen reader reads. */
export function flowSentences(doc: FlowDocument, names: Names = {}): FlowSentence[] {
  const graph = graphOf(doc);
  const all = namesFor(doc, names);
  const numbers = numbersOf(doc);
  return [...numbers].flatMap(([id, number]): FlowSentence[] => {
    const node = graph.nodes.get(id);
    if (node === undefined) return [];
    const sentence = nodeSentence(node, all);
    const ways = (graph.into.get(id) ?? []).flatMap((edge) => {
      const from = graph.nodes.get(edge.from);
      return from === undefined ? [] : [wayText(from, edge, numbers.get(edge.from) ?? 0, all)];
    });
    const reached =
      ways.length === 0 ? null : joined([...ways.slice(0, 1), ...ways.slice(1).map(inside)], " 或 ", " or ");
    const whole = inside(sentence);
    return [
      {
        number,
        node: id,
        kind: node.kind,
        reached,
        sentence,
        text: reached === null ? sentence : text(`${reached.zh}：${whole.zh}`, `${reached.en}: ${whole.en}`),
        ports: portsOf(node).map((port) => ({
          port: port.id,
          label: port.label,
          to: (graph.out.get(id) ?? []).flatMap((edge) => (edge.port === port.id ? (numbers.get(edge.to) ?? []) : [])),
        })),
      },
    ];
  });
}

function wayText(from: FlowNode, edge: FlowEdge, number: number, names: Names): Text {
  if (edge.port === "next") return text(`第 ${number} 步之后`, `After step ${number}`);
  const label = portSentence(from, edge.port, names);
  return text(`第 ${number} 步“${label.zh}”`, `Step ${number}, ${label.en}`);
}

/** What leaving by a port means: its label, or the whole condition of a case that has no name. */
export function portSentence(node: FlowNode, port: string, names: Names = {}): Text {
  const found = node.kind === "branch" ? node.cases.find((one) => one.id === port) : undefined;
  return found === undefined || found.name ? portLabel(node, port) : conditionSentence(found.when, names);
}

/**
 * How a node is called where its sentence would be too long: by its name, or by what it does. With its document, one whose
 * sentence is long is told apart from others of its kind by the number on its card.
 */
export function nodeTitle(node: FlowNode, names: Names = {}, doc?: FlowDocument): Text {
  if (node.name) return quoteValue(node.name);
  const { zh, en } = nodeSentence(node, names);
  if (zh.length <= 24 && en.length <= 60) return text(zh, en);
  const { label } = nodeSpec(node.kind);
  const number = doc === undefined ? undefined : numbersOf(doc).get(node.id);
  return number === undefined ? label : text(`${label.zh}（第 ${number} 步）`, `${label.en} (step ${number})`);
}

const known = new WeakMap<FlowDocument, ReadonlyMap<string, number>>();
/** The numbers on the cards. */
function numbersOf(doc: FlowDocument): ReadonlyMap<string, number> {
  const found = known.get(doc) ?? new Map(effectOrder(doc).map((id, index) => [id, index + 1]));
  known.set(doc, found);
  return found;
}
