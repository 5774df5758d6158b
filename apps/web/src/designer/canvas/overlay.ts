/** What is laid over the drawing: numbers, findings, hits, the trail of one order, the counts of a replay. */
import type { Finding as XrayFinding } from "@switchyard/analysis";
import type { Finding } from "@switchyard/flow";
import { createStore } from "zustand/vanilla";
import type { Trail } from "../../why/trail.ts";
import type { Preview } from "../sentence/preview.ts";

/** Something waits at a node: whose orders, and until when (null: for a person, however long). */
export interface WaitMark {
  keys: readonly string[];
  until: string | null;
}

export interface Counts {
  total: number;
  nodes: Readonly<Record<string, number>>;
  edges: Readonly<Record<string, number>>;
  /** Rows of decision tables, as `node/row`; absent where they were not counted. */
  rows?: Readonly<Record<string, number>>;
  /** `node:port` → orders that left by it. */
  ports?: Readonly<Record<string, number>>;
  /** Somebody wants to see the orders that left by a port. */
  onPort?: ((node: string, port: string) => void) | undefined;
}

/** What became of a node from one version to another. */
export type ChangeTone = "added" | "removed" | "changed";

export interface OverlayState {
  order: Readonly<Record<string, number>>;
  findings: ReadonlyMap<string, readonly Finding[]>;
  /** What the X-ray found, by node. */
  xray: ReadonlyMap<string, readonly XrayFinding[]>;
  /** Findings about what the flow declares; their pointers are into the document. */
  declared: readonly Finding[];
  hits: Readonly<Record<string, number>>;
  /** Threads that still want an answer, by node. */
  comments: Readonly<Record<string, number>>;
  trail: Trail | null;
  counts: Counts | null;
  /** Beside another version: nodes that differ. */
  tones: ReadonlyMap<string, ChangeTone> | null;
  /** What a sentence would add. */
  preview: Preview | null;
  /** With a trail: nodes at which something waits after it. */
  waiting: ReadonlyMap<string, WaitMark> | null;
  /** While a line is being drawn: nodes it may not end at. */
  refused: ReadonlySet<string> | null;
  /** Seen from far away: cards and lines show only what can still be read. */
  far: boolean;
}

export function createOverlay() {
  return createStore<OverlayState>(() => ({
    order: {},
    findings: new Map(),
    xray: new Map(),
    declared: [],
    hits: {},
    comments: {},
    trail: null,
    counts: null,
    tones: null,
    preview: null,
    waiting: null,
    refused: null,
    far: false,
  }));
}
export type Overlay = ReturnType<typeof createOverlay>;

const sameFinding = (a: Finding, b: Finding | undefined) =>
  a.code === b?.code &&
  a.node === b.node &&
  a.edge === b.edge &&
  a.pointer === b.pointer &&
  a.severity === b.severity &&
  a.message.zh === b.message.zh;
export const sameFindings = (a: readonly Finding[], b: readonly Finding[]): boolean =>
  a.length === b.length && a.every((finding, index) => sameFinding(finding, b[index]));

/** By node; what is as it was before stays the same list, so that its card is not drawn again. */
export function findingsByNode(
  findings: readonly Finding[],
  before: ReadonlyMap<string, readonly Finding[]> = new Map(),
): Map<string, readonly Finding[]> {
  const out = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.node === undefined) continue;
    const list = out.get(finding.node);
    if (list) list.push(finding);
    else out.set(finding.node, [finding]);
  }
  const kept = [...out].map(([id, list]): [string, readonly Finding[]] => {
    const old = before.get(id);
    return [id, old && sameFindings(old, list) ? old : list];
  });
  return new Map(kept);
}
