import type { KeyboardEvent } from "react";
import { useActions } from "./use-actions.ts";

/** Escape closes what is open over a field first. */
const OPEN = "[aria-expanded=true], .ant-dropdown-open, .ant-popover-open, .ant-picker-focused";

/**
 * As keys lead from the canvas into a panel, Escape leads back; the selection stays. For `onKeyDownCapture` of a panel, so that
 * it is asked before antd closes what is open. `within`: only from there.
 */
export function useLeave(within = "*"): (event: KeyboardEvent<HTMLElement>) => void {
  const actions = useActions();
  return (event) => {
    const { target, currentTarget, nativeEvent } = event;
    if (event.key !== "Escape" || nativeEvent.isComposing || event.defaultPrevented) return;
    if (!(target instanceof Element) || !currentTarget.contains(target)) return;
    if (target.closest(OPEN) || !target.matches(within)) return;
    event.stopPropagation();
    actions.focusCanvas();
  };
}
