/** A workspace's journal read through: a stretch of it in a turn, however few of its entries are asked for. */
import type { JournalEntry, JournalReader } from "@switchyard/store";
import { nextTurn } from "./next-turn.ts";

/** Positions looked through in one turn: some milliseconds where each of them is wanted. */
const STRETCH = 1000;

type Journal = Pick<JournalReader, "after" | "newest">;
interface Wanted {
  types: readonly string[];
  /** From behind this position on. */
  after: number;
  signal?: AbortSignal | undefined;
}

/** Entries of these types in the order of the journal, up to the newest that there is when it begins. Answers up to where it has read. */
export async function eachEntry(
  journal: Journal,
  workspace: string,
  { types, after, signal }: Wanted,
  take: (entry: JournalEntry) => void,
): Promise<number> {
  const end = (await journal.newest(workspace))?.position ?? 0;
  let upTo = after;
  while (upTo < end) {
    signal?.throwIfAborted();
    const behind = upTo;
    upTo = Math.min(behind + STRETCH, end);
    for (const entry of await journal.after(workspace, behind, { types: [...types], upTo, limit: STRETCH }))
      take(entry);
    await nextTurn();
  }
  return upTo;
}

/** The position of the last entry before an instant; 0: there is none. Instants ascend with positions, so it is found by halving. */
export async function lastBefore(journal: Journal, workspace: string, instant: number): Promise<number> {
  let [before, behind] = [0, (await journal.newest(workspace))?.position ?? 0];
  while (before < behind) {
    const middle = Math.floor((before + behind) / 2);
    const [entry] = await journal.after(workspace, middle, { limit: 1 });
    if (entry !== undefined && entry.at < instant) before = entry.position;
    else behind = middle;
  }
  return before;
}
