/** A new release of a template taken into a flow that its brand has changed: the brand's own changes stay. */
import {
  type FlowDocument,
  type FlowEdge,
  type FlowNode,
  type Names,
  namesFor,
  nodeSentence,
  portsOf,
} from "@switchyard/flow";
import { type Clash, mergeById, mergeValues, type Three } from "./merge-values.ts";
import { type Text, text } from "./text.ts";

/** Both changed the same thing. The brand's own stays unless its id is among those to take. */
export interface Conflict {
  id: string;
  node: string | null;
  /** What it was, is in the brand's flow, and is in the new release; null where it was deleted. */
  base: Text | null;
  ours: Text | null;
  theirs: Text | null;
  /** The three as one sentence. */
  sentence: Text;
  taken: "ours" | "theirs";
}
export interface MergeInput {
  base: FlowDocument;
  ours: FlowDocument;
  theirs: FlowDocument;
  /** Conflicts in which theirs is taken. */
  take?: ReadonlySet<string>;
  names?: Names;
}

export function mergeFlows({ base, ours, theirs, take = new Set(), names = {} }: MergeInput): {
  document: FlowDocument;
  conflicts: Conflict[];
} {
  const clashes: (Clash & { id: string })[] = [];
  const onClash = (clash: Clash): boolean => {
    const id = clash.path.join("/");
    clashes.push({ ...clash, id });
    return take.has(id);
  };
  const three = <K extends "nodes" | "windows" | "patterns">(key: K): FlowDocument[K] =>
    mergeById(
      { base: unplaced(base[key]), ours: unplaced(ours[key]), theirs: unplaced(theirs[key]) },
      [key],
      onClash,
    ) as FlowDocument[K];
  const nodes = three("nodes").map((node) => ({
    ...node,
    position: placeOf(node.id, { base, ours, theirs }),
  })) as FlowNode[];
  const description = mergeValues(pick("description", { base, ours, theirs }), ["description"], onClash);
  const { description: _, ...rest } = ours;
  const document: FlowDocument = {
    ...rest,
    ...(typeof description === "string" ? { description } : {}),
    windows: three("windows"),
    patterns: three("patterns"),
    nodes,
    edges: mergeEdges(nodes, { base, ours, theirs }),
  };
  const conflicts = clashes.map((clash) => conflictOf(clash, { base, ours, theirs }, take, names));
  return { document, conflicts };
}

type Versions = Record<"base" | "ours" | "theirs", FlowDocument>;
const pick = (key: keyof FlowDocument, { base, ours, theirs }: Versions): Three => ({
  base: base[key],
  ours: ours[key],
  theirs: theirs[key],
});

/** Where a card lies is nobody's conflict. */
const unplaced = (list: readonly { id: string; position?: unknown }[]): { id: string }[] =>
  list.map(({ position: _, ...rest }) => rest);

function placeOf(id: string, { base, ours, theirs }: Versions): FlowNode["position"] {
  const at = (document: FlowDocument) => document.nodes.find((node) => node.id === id)?.position;
  const [was, mine, new_] = [at(base), at(ours), at(theirs)];
  const moved = mine !== undefined && (was === undefined || was.x !== mine.x || was.y !== mine.y);
  return (moved ? mine : (new_ ?? mine)) ?? { x: 0, y: 0 };
}

const keyOf = ({ from, port, to }: FlowEdge): string => `${from} ${port} ${to}`;

/** By what they connect. Lines whose end or port is gone go with it. */
function mergeEdges(nodes: readonly FlowNode[], { base, ours, theirs }: Versions): FlowEdge[] {
  const has = (document: FlowDocument) => new Set(document.edges.map(keyOf));
  const [was, mine, new_] = [has(base), has(ours), has(theirs)];
  const stays = (key: string) => (was.has(key) ? mine.has(key) && new_.has(key) : true);
  const ports = new Map(nodes.map((node) => [node.id, new Set(portsOf(node).map(({ id }) => id))]));
  const kept = new Map<string, FlowEdge>();
  for (const edge of [...ours.edges, ...theirs.edges]) {
    const key = keyOf(edge);
    if (!kept.has(key) && stays(key) && ports.get(edge.from)?.has(edge.port) && ports.has(edge.to)) kept.set(key, edge);
  }
  const ids = new Set<string>();
  return [...kept.values()].map((edge) => {
    let id = edge.id;
    for (let number = 2; ids.has(id); number += 1) id = `${edge.id.slice(0, 58)}_${number}`;
    ids.add(id);
    return { ...edge, id };
  });
}

function conflictOf(
  clash: Clash & { id: string },
  versions: Versions,
  take: ReadonlySet<string>,
  names: Names,
): Conflict {
  const [list, node, ...path] = clash.path;
  const isNode = list === "nodes" && node !== undefined;
  const say = (value: unknown): Text | null => {
    if (value === undefined && path.length === 0) return null;
    if (!isNode) return plain(value);
    return path.length === 0
      ? nodeSentence(value as FlowNode, namesFor(versions.ours, names))
      : nodeSentence(withPath(nodeOf(versions, node), path, value), namesFor(versions.ours, names));
  };
  const [base, ours, theirs] = [say(clash.base), say(clash.ours), say(clash.theirs)];
  const taken = take.has(clash.id) ? "theirs" : "ours";
  const shown = (one: Text | null): Text => one ?? text("（已删除）", "(deleted)");
  const [b, o, t] = [shown(base), shown(ours), shown(theirs)];
  const sentence = text(
    `「${b.zh}」：本品牌改成了「${o.zh}」，新版模板改成了「${t.zh}」；${taken === "ours" ? "保留本品牌的" : "采用新版的"}`,
    `“${b.en}”: this brand made it “${o.en}”, the new release makes it “${t.en}”; ${taken === "ours" ? "the brand's own stays" : "the new release's is taken"}`,
  );
  return { id: clash.id, node: isNode ? node : null, base, ours, theirs, sentence, taken };
}

/** The node as it was, or as ours is where it was not there. */
function nodeOf({ base, ours }: Versions, id: string): FlowNode {
  const found = [base, ours].flatMap(({ nodes }) => nodes.filter((node) => node.id === id))[0];
  if (found === undefined) throw new Error(`no node ${id} in either version`);
  return found;
}

function withPath(value: unknown, path: readonly string[], to: unknown): FlowNode {
  const set = (at: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return to;
    if (Array.isArray(at)) {
      const isId = at.some((one) => (one as { id?: unknown } | null)?.id === key);
      return at.map((one, index) =>
        (isId ? (one as { id: string }).id === key : String(index) === key) ? set(one, rest) : one,
      );
    }
    const record = (at ?? {}) as Record<string, unknown>;
    return { ...record, [key]: set(record[key], rest) };
  };
  return set(value, path) as FlowNode;
}

const plain = (value: unknown): Text => {
  const said = typeof value === "string" ? value : (JSON.stringify(value) ?? "—");
  return text(said, said);
};
