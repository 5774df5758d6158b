import type { KeyboardEvent } from "react";
import { useActions } from "./use-actions.ts";

/** Escape closes what is open over a field first. */
const OPEN = "[aria-expanded=true], .ant-dropdown-open, .ant-popover-open, .ant-picker-focused";

/** Whether this is Escape pressed in the panel itself, with nothing open over it. */
export function leaves({ key, target, currentTarget, nativeEvent, defaultPrevented }: KeyboardEvent): boolean {
  if (key !== "Escape" || nativeEvent.isComposing || defaultPrevented) return false;
  return target instanceof Element && currentTarget.contains(target) && target.closest(OPEN) === null;
}

/**
 * As keys lead from the canvas into a panel, Escape leads back; the selection stays. For `onKeyDownCapture` of a panel, so that
 * it is asked before antd closes what is open. `within`: only from there.
 */
export function useLeave(within = "*"): (event: KeyboardEvent<HTMLElement>) => void {
  const actions = useActions();
  return (event) => {
    if (!leaves(event) || !(event.target instanceof Element && event.target.matches(within))) return;
    event.stopPropagation();
    actions.focusCanvas();
  };
}
