/** Counters and text patterns that a flow declares: new ones, where they are used, and a counter that becomes another fact. */
import type { FlowDocument, FlowNode, Operation, PatternFact, WindowFact } from "@switchyard/flow";

export const windowName = (window: WindowFact): string => `${window.of}.${window.id}`;
export const patternName = (pattern: PatternFact): string => `pattern.${pattern.id}`;

/** The first free id: `c1`, `c2` …; they are part of fact names, which others read in exports. */
function freeId(letter: string, taken: readonly { id: string }[]): string {
  for (let n = 1; ; n += 1) {
    const id = `${letter}${n}`;
    if (!taken.some((one) => one.id === id)) return id;
  }
}

export const newWindow = (document: FlowDocument): WindowFact => ({
  id: freeId("c", document.windows),
  of: "count",
  event: "order_received",
  by: ["brand"],
  window: { amount: 24, unit: "hour", clock: "natural" },
});

export const newPattern = (document: FlowDocument): PatternFact => ({
  id: freeId("p", document.patterns),
  fact: "note",
  expression: "",
});

/** Keys under which a document names facts. */
const FACT_KEYS: ReadonlySet<string> = new Set(["fact", "field", "distinct", "by", "fields"]);

function walkFacts(value: unknown, key: string, see: (name: string) => string): unknown {
  if (typeof value === "string") return FACT_KEYS.has(key) ? see(value) : value;
  if (Array.isArray(value)) return value.map((one) => walkFacts(one, key, see));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([inner, one]) => [inner, walkFacts(one, inner, see)]));
}

/** The same node or counter, but for the names of facts: keys, kinds and shapes stay. */
function renamed<T extends FlowNode | WindowFact>(whole: T, from: string, to: string): T {
  let found = false;
  const next = walkFacts(whole, "", (name) => {
    found ||= name === from;
    return name === from ? to : name;
  });
  return found ? (next as T) : whole;
}

/** Names or types of the nodes that read a declared fact; a pattern is also read by the operator 符合 under its id. */
export function usersOf(document: FlowDocument, name: string): FlowNode[] {
  const [group, id] = name.split(".");
  const matches = group === "pattern" ? `"operator":"matches","value":${JSON.stringify(id)}` : null;
  return document.nodes.filter((node) => {
    if (matches !== null && JSON.stringify(node).includes(matches)) return true;
    return renamed(node, name, "") !== node;
  });
}

/** Replaces a counter. When it becomes another fact (a count becomes a sum), whoever reads it reads it by its new name. */
export function changeWindow(document: FlowDocument, old: WindowFact, next: WindowFact): Operation {
  const windows = document.windows.map((one) => (one === old ? next : one));
  const [from, to] = [windowName(old), windowName(next)];
  const settings: Operation = { type: "update_settings", windows };
  if (from === to) return settings;
  const readers = document.nodes.flatMap((node): Operation[] => {
    const changed = renamed(node, from, to);
    return changed === node ? [] : [{ type: "update_node", id: node.id, node: changed }];
  });
  return { type: "batch", operations: [settings, ...readers] };
}

/** Operands of 符合 name a pattern by its bare id. */
function withPattern<T extends FlowNode | WindowFact>(whole: T, from: string, to: string): T {
  const look = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(look);
    if (typeof value !== "object" || value === null) return value;
    const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, look(one)]));
    return inner.operator === "matches" && inner.value === from ? { ...inner, value: to } : inner;
  };
  return renamed(look(whole) as T, `pattern.${from}`, `pattern.${to}`);
}

interface Declaring {
  nodes: FlowNode[];
  windows: WindowFact[];
  patterns: PatternFact[];
}

/** Shared when the document declares the same, added when it is new, and under a new id when the id means something else. */
function settle<T extends { id: string }>(mine: readonly T[], theirs: readonly T[], letter: string) {
  const added: T[] = [];
  const moved: [from: string, to: string][] = [];
  for (const one of theirs) {
    const known = mine.find(({ id }) => id === one.id);
    if (known && JSON.stringify(known) === JSON.stringify(one)) continue;
    const id = known ? freeId(letter, [...mine, ...theirs, ...added]) : one.id;
    if (known) moved.push([one.id, id]);
    added.push({ ...one, id });
  }
  return { added, moved };
}

/** What pasted nodes read must be declared where they are pasted: gives them by the names they have there. */
export function freshDeclarations<C extends Declaring>(
  document: FlowDocument,
  clip: C,
): { clip: C; settings: Operation | null } {
  const patterns = settle(document.patterns, clip.patterns, "p");
  const repatterned = <T extends FlowNode | WindowFact>(whole: T) =>
    patterns.moved.reduce((one, [from, to]) => withPattern(one, from, to), whole);
  const windows = settle(document.windows, clip.windows.map(repatterned), "c");
  const recounted = (node: FlowNode) =>
    windows.moved.reduce((one, [from, to]) => {
      const of = clip.windows.find(({ id }) => id === from)?.of ?? "count";
      return renamed(one, `${of}.${from}`, `${of}.${to}`);
    }, repatterned(node));
  const settings: Operation = {
    type: "update_settings",
    windows: [...document.windows, ...windows.added],
    patterns: [...document.patterns, ...patterns.added],
  };
  const isNew = windows.added.length + patterns.added.length > 0;
  return { clip: { ...clip, nodes: clip.nodes.map(recounted) }, settings: isNew ? settings : null };
}
