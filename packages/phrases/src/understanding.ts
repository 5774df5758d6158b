/**
 * What understanding a text gives, and what may stand in for this room's own grammar. Plain data, so that it can be
 * shown, checked and thrown away before anything on the canvas changes.
 */
import type { FlowEdge, FlowNode, PatternFact, WindowFact } from "@switchyard/flow";
import type { Text } from "@switchyard/orders";
import type { Lexicon } from "./lexicon/lexicon.ts";

export type Language = "zh" | "en";

/** A stretch of the text, `start` included, `end` not (UTF-16 offsets). Spans cover the text without gaps or overlaps. */
export type Span =
  | { start: number; end: number; kind: "understood"; meaning?: Text }
  /** Not understood: to be underlined. `suggestions` are what stands nearest, best first; never taken by themselves. */
  | { start: number; end: number; kind: "unknown"; suggestions: Text[] };

/** What a text gives to be drawn. Positions are a proposal, from 0/0; their order is the order of effects. */
export interface Fragment {
  nodes: FlowNode[];
  edges: FlowEdge[];
  windows: WindowFact[];
  patterns: PatternFact[];
  /** Nodes that wait to be joined to a trigger or to the node that is selected, in reading order. */
  entries: string[];
}

export interface Understanding {
  fragment: Fragment;
  spans: Span[];
  /** Every part of the text was understood, and it gives at least one node. */
  complete: boolean;
  /** Work done, in attempts; bounded by the length of the text. */
  steps: number;
}

/**
 * Whoever can turn a text into an understanding: this room's grammar, or, where a workspace switches one on, an adapter to a
 * language model. An adapter is asynchronous and may refuse; what it gives goes through `checkUnderstanding` and the same
 * preview, and it must report as `unknown` whatever it left out. None is part of this product's default settings.
 */
export interface Understander {
  /** Shown beside the preview: who understood. */
  readonly name: Text;
  understand(text: string, language: Language, lexicon: Lexicon): Promise<Understanding | Refusal>;
}

/** Why an adapter gave nothing: not reachable, over its quota, an answer that does not fit. The grammar's answer stands. */
export interface Refusal {
  refused: Text;
}
