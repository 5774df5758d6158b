import type { FlowDocument, FlowEdge, FlowNode, Operation, PatternFact, WindowFact } from "@switchyard/flow";
import type { Fragment } from "./understanding.ts";

/** Where the fragment's entries are joined on: a port of a node that is there. */
export interface JoinAt {
  node: string;
  port: string;
}

export interface AcceptOptions {
  /** Left out: a trigger *order received* that is there, or a new one. */
  after?: JoinAt;
  /** Top left corner of what is added; left out: below everything. */
  at?: { x: number; y: number };
}

/**
 * What accepting a fragment does to a document: one operation, one step to undo. Ids are made new where the document has
 * them already; counters and patterns that it declares already are used again.
 */
export function acceptOperation(fragment: Fragment, doc: FlowDocument, options: AcceptOptions = {}): Operation {
  const declared = declarations(fragment, doc);
  const renamed = withFacts(fragment.nodes, declared.facts, declared.patternIds);
  const taken = new Set(doc.nodes.map(({ id }) => id));
  const ids = new Map(fragment.nodes.map(({ id }) => [id, fresh(id, taken)]));
  const start = joinAt(fragment, doc, options, taken);
  const corner = options.at ?? { x: 0, y: lowest(doc) };
  const shift = start.trigger === null ? 0 : 320;
  const nodes = renamed.map((node): FlowNode => {
    const { x, y } = node.position;
    return { ...node, id: ids.get(node.id) ?? node.id, position: { x: corner.x + shift + x, y: corner.y + y } };
  });
  const edgeIds = new Set(doc.edges.map(({ id }) => id));
  const inner = fragment.edges.map(
    (edge): FlowEdge => ({
      id: fresh(edge.id, edgeIds),
      from: ids.get(edge.from) ?? edge.from,
      port: edge.port,
      to: ids.get(edge.to) ?? edge.to,
    }),
  );
  const joins = fragment.entries.map(
    (entry): FlowEdge => ({
      id: fresh("e1", edgeIds),
      from: start.at.node,
      port: start.at.port,
      to: ids.get(entry) ?? entry,
    }),
  );
  const trigger: FlowNode[] =
    start.trigger === null ? [] : [{ id: start.trigger, kind: "order_received", position: corner }];
  const add: Operation = { type: "add_nodes", nodes: [...trigger, ...nodes], edges: [...inner, ...joins] };
  if (!declared.isNew) return add;
  return { type: "batch", operations: [{ type: "update_settings", ...declared.settings }, add] };
}

function joinAt(
  fragment: Fragment,
  doc: FlowDocument,
  { after }: AcceptOptions,
  taken: Set<string>,
): { at: JoinAt; trigger: string | null } {
  if (after !== undefined) return { at: after, trigger: null };
  const known = doc.nodes.find(({ kind }) => kind === "order_received");
  if (known !== undefined) return { at: { node: known.id, port: "next" }, trigger: null };
  if (fragment.entries.length === 0) return { at: { node: "", port: "" }, trigger: null };
  const trigger = fresh("received", taken);
  return { at: { node: trigger, port: "next" }, trigger };
}

/** A document of the fragment alone, with a trigger in front of what waits for one: for previews and checks. */
export function fragmentDocument(fragment: Fragment, name: string): FlowDocument {
  const empty: FlowDocument = { formatVersion: 1, name, brands: [], windows: [], patterns: [], nodes: [], edges: [] };
  const operation = acceptOperation(fragment, empty, { at: { x: 0, y: 0 } });
  const add = operation.type === "batch" ? operation.operations.find(({ type }) => type === "add_nodes") : operation;
  if (add?.type !== "add_nodes") return empty;
  return { ...empty, nodes: add.nodes, edges: add.edges, windows: fragment.windows, patterns: fragment.patterns };
}

function declarations(fragment: Fragment, doc: FlowDocument) {
  const facts = new Map<string, string>();
  const patternIds = new Map<string, string>();
  const windows = merged<WindowFact>(doc.windows, fragment.windows, (from, to) =>
    facts.set(`${from.of}.${from.id}`, `${from.of}.${to}`),
  );
  const patterns = merged<PatternFact>(doc.patterns, fragment.patterns, (from, to) => patternIds.set(from.id, to));
  const isNew = windows.length > doc.windows.length || patterns.length > doc.patterns.length;
  return { facts, patternIds, isNew, settings: { windows, patterns } };
}

function merged<T extends { id: string }>(
  known: readonly T[],
  more: readonly T[],
  use: (from: T, to: string) => void,
): T[] {
  const all = [...known];
  const taken = new Set(known.map(({ id }) => id));
  for (const one of more) {
    const same = all.find((other) => sameBut(other, one));
    const id = same?.id ?? fresh(one.id, taken);
    if (same === undefined) all.push({ ...one, id });
    use(one, id);
  }
  return all;
}

const sameBut = (a: { id: string }, b: { id: string }): boolean =>
  JSON.stringify({ ...a, id: "" }) === JSON.stringify({ ...b, id: "" });

/** Nodes with the facts and patterns called by their new names. Facts stand in many places; each is a text of its own. */
function withFacts(
  nodes: readonly FlowNode[],
  facts: ReadonlyMap<string, string>,
  patterns: ReadonlyMap<string, string>,
): FlowNode[] {
  const rename = (value: unknown, key: string, matches: boolean): unknown => {
    if (typeof value === "string") {
      if (key === "value" && matches) return patterns.get(value) ?? value;
      return FACT_KEYS.has(key) ? (facts.get(value) ?? value) : value;
    }
    if (Array.isArray(value)) return value.map((one) => rename(one, key, matches));
    if (typeof value !== "object" || value === null) return value;
    const isMatch = "operator" in value && value.operator === "matches";
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, rename(one, name, isMatch)]));
  };
  return nodes.map((node) => rename(node, "", false) as FlowNode);
}
const FACT_KEYS = new Set(["fact", "by", "fields", "field", "distinct"]);

function fresh(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let number = taken.size + 1; taken.has(id); number += 1) id = `${wanted.replace(/\d+$/, "")}${number}`;
  taken.add(id);
  return id;
}

const lowest = (doc: FlowDocument): number =>
  doc.nodes.length === 0 ? 0 : Math.max(...doc.nodes.map(({ position }) => position.y)) + 160;
