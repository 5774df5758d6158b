/** The script that is being tried: its steps with undo, the run that came of it, the moment that is looked at. No React. */
import type { Run } from "@switchyard/engine";
import type { ExpectedSection, Script, ScriptStep } from "@switchyard/flow";
import { createStore } from "zustand/vanilla";

/** The golden order that the script belongs to. */
export interface OfGolden {
  id: string;
  name: string;
  sections: readonly ExpectedSection[];
}

export interface TrialState {
  /** Null: nothing has been tried yet. */
  script: Script | null;
  past: readonly (Script | null)[];
  future: readonly (Script | null)[];
  /** The step that is filled in: a known one, or a new one at the end. */
  editing: { index: number; step: ScriptStep } | null;
  golden: OfGolden | null;
  run: Run | null;
  /** Why it could not be played. */
  failure: unknown;
  busy: boolean;
  /** The drawing has changed since. */
  stale: boolean;
  /** Index of the moment that lies over the canvas. */
  moment: number;
}

const MOST_UNDO = 100;
const KEYS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

export function createTrial() {
  const store = createStore<TrialState>(() => ({
    ...{ script: null, past: [], future: [], editing: null, golden: null },
    ...{ run: null, failure: null, busy: false, stale: false, moment: 0 },
  }));
  function change(script: Script | null): void {
    store.setState(({ script: before, past }) => ({
      ...{ script, past: [...past.slice(-MOST_UNDO), before], future: [], editing: null },
      ...(script === null ? { run: null, failure: null, golden: null } : {}),
    }));
  }
  const steps = (): readonly ScriptStep[] => store.getState().script?.steps ?? [];
  const withSteps = (next: ScriptStep[], start?: number): void => {
    if (next.length === 0) change(null);
    else change({ start: start ?? store.getState().script?.start ?? Date.now(), steps: next });
  };
  return {
    store,
    /** Puts a step in its place, or at the end. `start`: where a new script begins. */
    put(index: number, step: ScriptStep, start?: number) {
      withSteps([...steps().slice(0, index), step, ...steps().slice(index + 1)], start);
    },
    /** Takes a step away; what is left of an order that never came goes with it. */
    remove(index: number) {
      const gone = steps()[index];
      const left = steps().filter((step, at) => {
        if (at === index) return false;
        return !(gone?.type === "order" && "key" in step && step.key === gone.key);
      });
      withSteps(left);
    },
    move(index: number, by: 1 | -1) {
      const [one, other] = [steps()[index], steps()[index + by]];
      if (one === undefined || other === undefined) return;
      const next = [...steps()];
      next[index] = other;
      next[index + by] = one;
      withSteps(next);
    },
    setStart(start: number) {
      const { script } = store.getState();
      if (script !== null) change({ ...script, start });
    },
    load: (script: Script, golden: OfGolden | null) => {
      change(script);
      store.setState({ golden, moment: 0 });
    },
    clear: () => change(null),
    undo() {
      const { past, future, script } = store.getState();
      const before = past.at(-1);
      if (before === undefined) return;
      store.setState({ script: before, past: past.slice(0, -1), future: [...future, script], editing: null });
    },
    redo() {
      const { past, future, script } = store.getState();
      const next = future.at(-1);
      if (next === undefined) return;
      store.setState({ script: next, past: [...past, script], future: future.slice(0, -1), editing: null });
    },
    edit: (editing: TrialState["editing"]) => store.setState({ editing }),
    /** The moment that lies over the canvas. */
    look: (moment: number) => store.setState({ moment }),
    /** A key that no order has yet. */
    freshKey(): string {
      const used = new Set(orderKeys(steps()));
      return [...KEYS].find((key) => !used.has(key)) ?? `O${used.size + 1}`;
    },
  };
}
export type Trial = ReturnType<typeof createTrial>;

export const orderKeys = (steps: readonly ScriptStep[]): string[] =>
  steps.flatMap((step) => (step.type === "order" ? [step.key] : []));
