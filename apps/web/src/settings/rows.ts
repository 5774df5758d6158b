/** Small edits of lists that a person keeps in order. */
export const replaced = <T>(rows: readonly T[], place: number, row: T): T[] =>
  rows.map((one, at) => (at === place ? row : one));

export const without = <T>(rows: readonly T[], place: number): T[] => rows.filter((_, at) => at !== place);

export function moved<T>(rows: readonly T[], from: number, to: number): T[] {
  const row = rows[from];
  if (row === undefined || to < 0 || to >= rows.length) return [...rows];
  return without(rows, from).toSpliced(to, 0, row);
}

/** An id that stands for a name for ever: readable where the name is written in latin letters. */
export function newId(name: string, kind: string, taken: readonly string[]): string {
  const words = name.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, ""); // biome-ignore format: one line
  const start = (words === "" ? kind : words).slice(0, 48);
  if (words !== "" && !taken.includes(start)) return start;
  for (let n = taken.length + 1; ; n += 1) if (!taken.includes(`${start}-${n}`)) return `${start}-${n}`;
}

/** Drops what is empty, as the server wants it. */
export function tidied<T extends { name: string; synonyms?: string[] | undefined }>(row: T): T {
  const { synonyms, ...rest } = row;
  const words = (synonyms ?? []).map((word) => word.trim()).filter((word) => word !== "");
  return { ...rest, name: row.name.trim(), ...(words.length === 0 ? {} : { synonyms: words }) } as T;
}
