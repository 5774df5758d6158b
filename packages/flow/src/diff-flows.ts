import { canonicalJson } from "@switchyard/orders";
import { isTrigger } from "./catalogue/catalogue.ts";
import type { FlowDocument, FlowEdge, FlowNode } from "./document.ts";
import { effectOrder } from "./graph.ts";
import { declarationStatements } from "./sentence/declarations.ts";
import { nodeTitle, portSentence } from "./sentence/flow-sentences.ts";
import type { Names } from "./sentence/names.ts";
import { namesFor } from "./sentence/names-for.ts";
import { nodeSentence } from "./sentence/node-sentence.ts";
import { nodeStatements, type Statement } from "./sentence/statements.ts";
import { joined } from "./sentence/words.ts";
import { type Text, text } from "./text.ts";

/** One difference between two versions of a flow, said as sentences. */
export interface FlowChange {
  kind: "settings" | "added" | "removed" | "changed" | "connected" | "disconnected" | "reordered";
  node?: string;
  before?: Text;
  after?: Text;
}

/**
 * What changed from one document to another, as a supervisor would say it. Moving a node says nothing, unless it changes
 * the order of effects. Two documents without a difference here decide every order alike.
 */
export function diffFlows(before: FlowDocument, after: FlowDocument, names: Names = {}): FlowChange[] {
  const [was, is] = [namesFor(before, names), namesFor(after, names)];
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const now = new Map(after.nodes.map((node) => [node.id, node]));
  return [
    ...changedStatements(settings(before, was), settings(after, is), "settings"),
    ...before.nodes.flatMap((node): FlowChange[] =>
      sameKind(node, now.get(node.id)) ? [] : [{ kind: "removed", node: node.id, before: nodeSentence(node, was) }],
    ),
    ...after.nodes.flatMap((node): FlowChange[] => {
      const earlier = old.get(node.id);
      if (earlier === undefined || earlier.kind !== node.kind) {
        return [{ kind: "added", node: node.id, after: nodeSentence(node, is) }];
      }
      return changedNode(earlier, node, was, is);
    }),
    ...connections(before, after, was, is),
    ...reordered(before, after, is),
  ];
}

const sameKind = (node: FlowNode, other: FlowNode | undefined): boolean => other?.kind === node.kind;

function changedNode(before: FlowNode, after: FlowNode, was: Names, is: Names): FlowChange[] {
  const changes = changedStatements(nodeStatements(before, was), nodeStatements(after, is), "changed", after.id);
  if (changes.length > 0 || canonicalJson(unplaced(before)) === canonicalJson(unplaced(after))) return changes;
  // Something that no sentence says (an id of a case, an unused setting): the change is named all the same.
  return [{ kind: "changed", node: after.id, before: nodeSentence(before, was), after: nodeSentence(after, is) }];
}

const unplaced = (node: FlowNode): unknown => ({ ...node, position: null });

function changedStatements(
  before: Statement[],
  after: Statement[],
  kind: FlowChange["kind"],
  node?: string,
): FlowChange[] {
  const old = new Map(before.map((one) => [one.key, one.text]));
  const now = new Map(after.map((one) => [one.key, one.text]));
  const at = node === undefined ? {} : { node };
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key): FlowChange[] => {
    const [from, to] = [old.get(key), now.get(key)];
    if (from?.zh === to?.zh && from?.en === to?.en) return [];
    return [
      { kind, ...at, ...(from === undefined ? {} : { before: from }), ...(to === undefined ? {} : { after: to }) },
    ];
  });
}

function settings(doc: FlowDocument, names: Names): Statement[] {
  const brands =
    doc.brands.length === 0
      ? text("适用品牌：全部", "Brands: all")
      : text(`适用品牌：${doc.brands.join("、")}`, `Brands: ${doc.brands.join(", ")}`);
  return [
    { key: "name", text: text(`流程名称：${doc.name}`, `Flow name: ${doc.name}`) },
    ...(doc.description === undefined
      ? []
      : [{ key: "description", text: text(`说明：${doc.description}`, `Description: ${doc.description}`) }]),
    { key: "brands", text: brands },
    ...declarationStatements(doc, names),
  ];
}

/** Edges by what they connect; those of a removed node went with it. */
function connections(before: FlowDocument, after: FlowDocument, was: Names, is: Names): FlowChange[] {
  const [old, now] = [
    new Map(before.edges.map((edge) => [keyOf(edge), edge])),
    new Map(after.edges.map((edge) => [keyOf(edge), edge])),
  ];
  const [there, gone] = [nodesById(after), nodesById(before)];
  return [
    ...[...old].flatMap(([key, edge]): FlowChange[] => {
      if (now.has(key) || !there.has(edge.from) || !there.has(edge.to)) return [];
      return [{ kind: "disconnected", node: edge.from, before: connectionText(edge, gone, was) }];
    }),
    ...[...now].flatMap(([key, edge]): FlowChange[] =>
      old.has(key) ? [] : [{ kind: "connected", node: edge.from, after: connectionText(edge, there, is) }],
    ),
  ];
}

const keyOf = (edge: FlowEdge): string => `${edge.from} ${edge.port} ${edge.to}`;
const nodesById = (doc: FlowDocument): Map<string, FlowNode> => new Map(doc.nodes.map((node) => [node.id, node]));

function connectionText(edge: FlowEdge, nodes: ReadonlyMap<string, FlowNode>, names: Names): Text {
  const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
  const [start, end] = [
    from === undefined ? text(edge.from, edge.from) : nodeTitle(from, names),
    to === undefined ? text(edge.to, edge.to) : nodeTitle(to, names),
  ];
  const port = from === undefined || edge.port === "next" ? null : portSentence(from, edge.port, names);
  return text(
    `${start.zh}${port === null ? "" : `（${port.zh}）`} → ${end.zh}`,
    `${start.en}${port === null ? "" : ` (${port.en})`} → ${end.en}`,
  );
}

/** Nodes of both versions that act in another order: for effects of which the first wins, that is another decision. */
function reordered(before: FlowDocument, after: FlowDocument, names: Names): FlowChange[] {
  const acts = (doc: FlowDocument): Set<string> =>
    new Set(
      doc.nodes.flatMap((node) =>
        isTrigger(node) || node.kind === "condition" || node.kind === "branch" || node.kind === "split"
          ? []
          : [node.id],
      ),
    );
  const [inBefore, inAfter] = [acts(before), acts(after)];
  const old = effectOrder(before).filter((id) => inBefore.has(id) && inAfter.has(id));
  const now = effectOrder(after).filter((id) => inBefore.has(id) && inAfter.has(id));
  const first = old.findIndex((id, index) => id !== now[index]);
  if (first < 0) return [];
  const last = old.findLastIndex((id, index) => id !== now[index]);
  const nodes = nodesById(after);
  const list = (ids: string[]): Text =>
    joined(
      ids.slice(first, last + 1).map((id) => {
        const node = nodes.get(id);
        return node === undefined ? text(id, id) : nodeTitle(node, names);
      }),
      " → ",
      " → ",
    );
  return [{ kind: "reordered", before: list(old), after: list(now) }];
}
