/** What is looked for, and what is looked into, are read alike by every search: letters of any script without case, full width as half width. */

export const searchable = (text: string): string => text.normalize("NFKC").toLowerCase();

/** All of them are to be found. */
export const searchWords = (q = ""): string[] =>
  searchable(q)
    .split(/\s+/)
    .filter((word) => word !== "");
