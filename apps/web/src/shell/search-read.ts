/** A word out of the address, where the router reads a number out of `q=1024`. */
export const readWord = (value: unknown): string | undefined =>
  typeof value === "number" || (typeof value === "string" && value !== "") ? String(value) : undefined;

/** An address of this page alone: nobody is led elsewhere by a link. */
export const readOwnAddress = (back: unknown): { back?: string } =>
  typeof back === "string" && /^\/(?![/\\])/.test(back) ? { back } : {};

/** The cursors of a list's pages, as the address holds them; the last is this page's. */
export function readPages(pages: unknown): { pages?: readonly string[] } {
  // The router reads a number out of a cursor that is one.
  return Array.isArray(pages) && pages.length > 0 ? { pages: pages.map(String) } : {};
}
export const withPages = (pages: readonly string[]) => (pages.length === 0 ? {} : { pages });
