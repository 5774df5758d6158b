import { type RefObject, useEffect } from "react";

const LENGTH = 8;
/** What has had the focus, newest first. */
let trail: readonly HTMLElement[] = [];

/** From the start of the page on: a dialog's own part is loaded when its button has had the focus already. */
export function watchFocus(): void {
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    trail = [target, ...trail.filter((one) => one !== target && one.isConnected)].slice(0, LENGTH);
  });
}

/** To the newest that can still take it: an entry of a menu is gone by then, the button that opened the menu is not. */
function focusBack(to: readonly HTMLElement[]): void {
  to.find((one) => {
    if (one.isConnected) one.focus({ preventScroll: true });
    return document.activeElement === one;
  });
}

/** What is open over the page gives the focus back to what opened it, also where it is taken away at once. `part`: of what stays, hidden. */
export function useFocusBack(isOpen: boolean, part?: RefObject<Element | null>): void {
  useEffect(() => {
    if (!isOpen) return;
    const from = trail;
    return () => {
      requestAnimationFrame(() => {
        const { activeElement, body } = document;
        const panel = part?.current?.closest("body > *");
        if (activeElement === body || panel?.contains(activeElement)) focusBack(from);
      });
    };
  }, [isOpen, part]);
}
