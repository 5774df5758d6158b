import { type RefObject, useEffect, useRef } from "react";

/** A menu that is wider than its screen is scrolled to the entry that is open. `open`: changes when another one is. */
export function useOpenEntry(open: unknown): RefObject<HTMLElement | null> {
  const menu = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the links follow the address by themselves
  useEffect(() => {
    const entry = menu.current?.querySelector<HTMLElement>("[aria-current=page]");
    if (!menu.current || !entry) return;
    const [box, it] = [menu.current.getBoundingClientRect(), entry.getBoundingClientRect()];
    if (it.left < box.left || it.right > box.right)
      menu.current.scrollLeft += it.left + it.width / 2 - (box.left + box.width / 2);
  }, [open]);
  return menu;
}
