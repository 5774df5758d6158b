/** What is laid over the drawing: numbers, findings, hits, the trail of one order, the counts of a replay. */
import type { Finding as XrayFinding } from "@switchyard/analysis";
import type { Finding } from "@switchyard/flow";
import { createStore } from "zustand/vanilla";

/** One value that a node saw, already in words. */
export interface Seen {
  fact: string;
  value: string | null;
}

export interface TrailStep {
  /** Position on the path, from 1. */
  step: number;
  ports: readonly string[];
  seen: readonly Seen[];
}

export interface Trail {
  nodes: ReadonlyMap<string, TrailStep>;
  edges: ReadonlyMap<string, number>;
}

export interface Counts {
  total: number;
  nodes: Readonly<Record<string, number>>;
  edges: Readonly<Record<string, number>>;
}

export interface OverlayState {
  order: Readonly<Record<string, number>>;
  findings: ReadonlyMap<string, readonly Finding[]>;
  /** What the X-ray found, by node. */
  xray: ReadonlyMap<string, readonly XrayFinding[]>;
  /** Findings about what the flow declares; their pointers are into the document. */
  declared: readonly Finding[];
  hits: Readonly<Record<string, number>>;
  trail: Trail | null;
  counts: Counts | null;
  /** While a line is being drawn: nodes it may not end at. */
  refused: ReadonlySet<string> | null;
}

export function createOverlay() {
  return createStore<OverlayState>(() => ({
    order: {},
    findings: new Map(),
    xray: new Map(),
    declared: [],
    hits: {},
    trail: null,
    counts: null,
    refused: null,
  }));
}
export type Overlay = ReturnType<typeof createOverlay>;

export function findingsByNode(findings: readonly Finding[]): Map<string, Finding[]> {
  const out = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.node === undefined) continue;
    out.set(finding.node, [...(out.get(finding.node) ?? []), finding]);
  }
  return out;
}
