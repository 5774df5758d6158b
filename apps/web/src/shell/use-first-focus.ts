import { type RefObject, useEffect, useRef } from "react";

/**
 * Gives a field the focus when it appears, if that is wanted. `autoFocus` does so too, but where nothing moves a dialog or popover is
 * drawn before the page holds it, and nothing in it takes the focus yet.
 */
export function useFirstFocus<Field extends { focus: () => void }>(wanted = true): RefObject<Field | null> {
  const field = useRef<Field>(null);
  useEffect(() => {
    if (!wanted) return;
    const drawn = requestAnimationFrame(() => field.current?.focus());
    return () => cancelAnimationFrame(drawn);
  }, [wanted]);
  return field;
}
