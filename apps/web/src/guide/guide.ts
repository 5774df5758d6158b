/** The first walk of a newcomer, as this browser remembers it: offered once, then step by step through one flow, then over. */
import { createStore } from "zustand/vanilla";

export const STEPS = ["look", "change", "try", "after"] as const;
export type Step = (typeof STEPS)[number];

/** `new`: not offered an answer yet. */
export type Guide = { at: "new" } | { at: "over" } | { at: Step; flow: string };

const KEY = "switchyard.guide";

export function readGuide(kept: string | null): Guide {
  try {
    const saved: unknown = JSON.parse(kept ?? "null");
    if (typeof saved !== "object" || saved === null || !("at" in saved)) return { at: "new" };
    if (saved.at === "over") return { at: "over" };
    const step = STEPS.find((one) => one === saved.at);
    return step !== undefined && "flow" in saved && typeof saved.flow === "string"
      ? { at: step, flow: saved.flow }
      : { at: "new" };
  } catch {
    return { at: "new" };
  }
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export const guide = createStore<Guide>(() => readGuide(kept()));

guide.subscribe((state) => {
  try {
    localStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    // A browser that stores nothing is greeted again next time.
  }
});

export const begin = (flow: string): void => guide.setState({ at: "look", flow }, true);
export const end = (): void => guide.setState({ at: "over" }, true);

/** The step behind `from`; where the walk is elsewhere by now, nothing happens. */
export function advance(from: Step): void {
  const state = guide.getState();
  const next = STEPS[STEPS.indexOf(from) + 1];
  if (state.at === from && "flow" in state && next !== undefined) guide.setState({ at: next, flow: state.flow }, true);
}
