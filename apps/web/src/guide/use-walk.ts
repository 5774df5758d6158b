import { useStore } from "zustand";
import { guide, type Step } from "./guide.ts";

/** The step of the walk through this flow; null: no walk here. */
export function useWalk(flow: string): Step | null {
  return useStore(guide, (state) => ("flow" in state && state.flow === flow ? state.at : null));
}
