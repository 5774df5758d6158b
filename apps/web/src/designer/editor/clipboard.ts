/** Copied nodes travel as text, within a flow, to another flow, or through a chat; pasting gives them new ids. */
import type { FlowDocument, FlowEdge, FlowNode, Operation, PatternFact, WindowFact } from "@switchyard/flow";
import type { Point } from "./commands.ts";
import { freshDeclarations, patternName, usersOf, windowName } from "./declare.ts";
import { freshId } from "./ids.ts";
import { roomFor, type SizeOf } from "./room-for.ts";

const MARK = "switchyard/nodes";

export interface Clip {
  nodes: FlowNode[];
  edges: FlowEdge[];
  /** Counters and patterns that the nodes read: another flow may not have them. */
  windows: WindowFact[];
  patterns: PatternFact[];
}

export function copyNodes(document: FlowDocument, ids: readonly string[]): Clip {
  const chosen = new Set(ids);
  const nodes = document.nodes.filter((node) => chosen.has(node.id));
  const copied = { ...document, nodes };
  const windows = document.windows.filter((window) => usersOf(copied, windowName(window)).length > 0);
  const reads = JSON.stringify(windows);
  return {
    nodes,
    edges: document.edges.filter((edge) => chosen.has(edge.from) && chosen.has(edge.to)),
    windows,
    patterns: document.patterns.filter(
      (pattern) => usersOf(copied, patternName(pattern)).length > 0 || reads.includes(patternName(pattern)),
    ),
  };
}

export const clipToText = (clip: Clip): string => JSON.stringify({ type: MARK, ...clip });

/** Null when the text is not ours: then pasting does nothing. */
export async function clipFromText(text: string): Promise<Clip | null> {
  if (!text.includes(MARK)) return null;
  const { parseClip } = await import("./parse-stored.ts");
  try {
    const value = JSON.parse(text) as Partial<Clip> & { type?: unknown };
    const clip = parseClip(value);
    return value.type === MARK && clip.nodes.length > 0 ? clip : null;
  } catch {
    return null;
  }
}

let held = "";

/** For the menu, which no clipboard event comes with: kept here, and given to the system where it may be. */
export function holdClip(text: string): void {
  held = text;
  void navigator.clipboard?.writeText(text).catch(() => {});
}

export async function heldClip(): Promise<string> {
  const outside = await navigator.clipboard?.readText().catch(() => "");
  return outside?.includes(MARK) ? outside : held;
}

export interface Pasted {
  operation: Operation;
  ids: string[];
}

/** Where the nodes lay when they were copied, or as near to it as they cover nothing. */
export function pasteClip(document: FlowDocument, copied: Clip, sizeOf: SizeOf): Pasted {
  const { clip, settings } = freshDeclarations(document, copied);
  const by = roomFor(document.nodes, clip.nodes, sizeOf);
  const taken = new Set(document.nodes.map((node) => node.id));
  const renamed = new Map<string, string>();
  for (const node of clip.nodes) {
    const id = freshId("n", taken);
    taken.add(id);
    renamed.set(node.id, id);
  }
  const place = (node: FlowNode): Point => ({ x: node.position.x + by.x, y: node.position.y + by.y });
  const nodes = clip.nodes.map((node) => ({ ...node, id: renamed.get(node.id) ?? node.id, position: place(node) }));
  const edges = clip.edges.flatMap((edge) => {
    const from = renamed.get(edge.from);
    const to = renamed.get(edge.to);
    return from && to ? [{ ...edge, id: freshId("e"), from, to }] : [];
  });
  const added: Operation = { type: "add_nodes", nodes, edges };
  const operation: Operation = settings ? { type: "batch", operations: [settings, added] } : added;
  return { operation, ids: nodes.map((node) => node.id) };
}
