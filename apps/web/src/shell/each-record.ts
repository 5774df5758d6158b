/** Goes through records that are too many for one request, a piece at a time. */

interface Walk {
  /** Ids of the records after a cursor, and where the next ones begin. */
  page: (cursor: string | null) => Promise<{ ids: string[]; next: string | null }>;
  act: (ids: string[]) => Promise<void>;
  isStopped: () => boolean;
}

/** A record that stays as it is is not met twice: the cursor stands behind it. */
export async function eachRecord({ page, act, isStopped }: Walk): Promise<void> {
  for (let cursor: string | null = null; !isStopped(); ) {
    const { ids, next } = await page(cursor);
    if (ids.length > 0 && !isStopped()) await act(ids);
    if (next === null) return;
    cursor = next;
  }
}
