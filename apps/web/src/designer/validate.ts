/** The static checks, apart so that they are loaded after the first look. */
import { inSlices } from "@switchyard/analysis";
import { type Finding, type FlowContext, type FlowDocument, orderingEffects, validatingFlow } from "@switchyard/flow";

export interface Checked {
  /** Each node's place in the order of effects, from 1. */
  order: Readonly<Record<string, number>>;
  found: readonly Finding[];
}

export interface Turns {
  now(): number;
  /** Resolves when what waits in the page, a key or a frame, has had its turn. */
  breathe(): Promise<void>;
}

/** What fits into a frame beside a gesture. */
const SLICE_MS = 4;
const pageTurns: Turns = {
  now: () => performance.now(),
  breathe: () => new Promise((resolve) => setTimeout(resolve)),
};

function* checking(document: FlowDocument, context: FlowContext): Generator<undefined, Checked> {
  const ids = yield* orderingEffects(document);
  yield;
  const order = Object.fromEntries(ids.map((id, index) => [id, index + 1]));
  return { order, found: yield* validatingFlow(document, context) };
}

/** Checks a document a few milliseconds at a time. Null where meanwhile another was asked about: only the last one is answered. */
export function checkInSlices(
  document: FlowDocument,
  context: FlowContext,
  { stopped, turns = pageTurns }: { stopped: () => boolean; turns?: Turns },
): Promise<Checked | null> {
  return inSlices(checking(document, context), { ...turns, stopped, slice: SLICE_MS });
}
