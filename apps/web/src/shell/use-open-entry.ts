import { type RefObject, useEffect, useRef } from "react";

/** The entry of a menu that is wider than its screen is brought into sight. */
function show(menu: HTMLElement): void {
  const entry = menu.querySelector<HTMLElement>("[aria-current=page]");
  if (!entry) return;
  const [box, it] = [menu.getBoundingClientRect(), entry.getBoundingClientRect()];
  if (it.left < box.left || it.right > box.right)
    menu.scrollLeft += it.left + it.width / 2 - (box.left + box.width / 2);
}

/** A menu is scrolled to the entry that is open, also once its neighbours have taken their room. `open`: changes when another is. */
export function useOpenEntry(open: unknown): RefObject<HTMLElement | null> {
  const menu = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the links follow the address by themselves
  useEffect(() => {
    const { current } = menu;
    if (!current) return;
    const sizes = new ResizeObserver(() => show(current));
    sizes.observe(current);
    return () => sizes.disconnect();
  }, [open]);
  return menu;
}
