/** Undo and redo as pairs of operations. Steps with the same `key` close together become one (typing); others never do. */
import type { Operation } from "@switchyard/flow";

export interface Step {
  undo: Operation;
  redo: Operation;
  /** Set only for edits that replace each other wholly: the last redo then stands for all of them. */
  key: string | null;
  at: number;
}

export interface History {
  past: readonly Step[];
  future: readonly Step[];
}

export const emptyHistory: History = { past: [], future: [] };
const COALESCE_MS = 1_200;
const DEPTH = 500;

export function record(history: History, step: Step): History {
  const last = history.past.at(-1);
  if (last && step.key !== null && last.key === step.key && step.at - last.at <= COALESCE_MS) {
    const merged: Step = { ...step, undo: last.undo };
    return { past: [...history.past.slice(0, -1), merged], future: [] };
  }
  return { past: [...history.past, step].slice(-DEPTH), future: [] };
}

export function stepBack(history: History): { step: Step; history: History } | null {
  const step = history.past.at(-1);
  if (!step) return null;
  // A step that was undone and redone is closed: typing after it begins a new one.
  const closed: Step = { ...step, key: null };
  return { step, history: { past: history.past.slice(0, -1), future: [...history.future, closed] } };
}

export function stepForward(history: History): { step: Step; history: History } | null {
  const step = history.future.at(-1);
  if (!step) return null;
  return { step, history: { past: [...history.past, step], future: history.future.slice(0, -1) } };
}
