/** A state in words: as the workspace names it. */
import { DEFAULT_STATE_MACHINE } from "@switchyard/orders";
import { useFormat, useWorkspace } from "../shell/workspace.ts";

export function useStateName(): (id: string) => string {
  const format = useFormat();
  const { states } = useWorkspace()?.settings.states ?? DEFAULT_STATE_MACHINE;
  return (id) => {
    const state = states.find((one) => one.id === id);
    return state ? format.text(state.label) : id;
  };
}
