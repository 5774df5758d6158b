import type { ScriptStep } from "@switchyard/flow";
import { expect, it } from "vitest";
import { createTrial } from "./trial.ts";

const order = (key: string): ScriptStep => ({ type: "order", key, order: {} });
const wait: ScriptStep = { type: "wait_next" };
const types = (trial: ReturnType<typeof createTrial>) => trial.store.getState().script?.steps.map(({ type }) => type);

it("steps are put, moved and taken away, and each of it can be undone and done again", () => {
  const trial = createTrial();
  trial.put(0, order("A"), 1000);
  trial.put(1, wait);
  trial.put(2, { type: "cancel", key: "A" });
  trial.move(2, -1);
  expect(types(trial)).toEqual(["order", "cancel", "wait_next"]);
  trial.undo();
  trial.undo();
  expect(types(trial)).toEqual(["order", "wait_next"]);
  trial.redo();
  expect(types(trial)).toEqual(["order", "wait_next", "cancel"]);
  expect(trial.store.getState().script?.start).toBe(1000);
});

it("an order that is taken away takes along what was to happen to it; the last one empties the script", () => {
  const trial = createTrial();
  trial.put(0, order("A"), 1000);
  trial.put(1, order("B"));
  trial.put(2, { type: "cancel", key: "A" });
  trial.put(3, wait);
  trial.remove(0);
  expect(types(trial)).toEqual(["order", "wait_next"]);
  trial.remove(1);
  trial.remove(0);
  expect(trial.store.getState().script).toBeNull();
  trial.undo();
  expect(types(trial)).toEqual(["order"]);
});

it("a fresh key is one that no order of the script has", () => {
  const trial = createTrial();
  expect(trial.freshKey()).toBe("A");
  trial.put(0, order("A"), 0);
  trial.put(1, order("C"));
  expect(trial.freshKey()).toBe("B");
});
