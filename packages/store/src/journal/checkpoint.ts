/**
 * One hash over a whole journal up to a place: what is kept elsewhere, so that a journal that was cut off, put in another
 * order or written anew from the start is found, although its chains hold.
 */
import { hash } from "node:crypto";
import type { ChainBreak, JournalCheckpoint, JournalEntry } from "../port/journal.ts";

/** Marks of one checkpoint: enough to say where, few enough to keep. */
const MARKS = 1024;
const MARK_LENGTH = 16;

const start = (workspace: string) => hash("sha256", `switchyard.checkpoint.1\n${workspace}`, "hex");
/** Covers the place too, which an entry's own hash does not. */
const roll = (root: string, { position, hash: own }: JournalEntry) =>
  hash("sha256", `${root}\n${position}\n${own}`, "hex");

/** Follows entries in order of position; `head` is the checkpoint of what was seen so far. */
export function checkpointRoller(workspace: string) {
  let root = start(workspace);
  let position = 0;
  let every = 1;
  let marks: string[] = [];
  return {
    add(entry: JournalEntry): void {
      root = roll(root, entry);
      position += 1;
      if (position % every !== 0) return;
      marks.push(root.slice(0, MARK_LENGTH));
      if (marks.length < MARKS) return;
      marks = marks.filter((_, place) => place % 2 === 1);
      every *= 2;
    },
    head: (): JournalCheckpoint => ({ workspace, position, root, every, marks: [...marks] }),
  };
}

/** Holds a journal beside a checkpoint: names the stretch in which they part, or what is missing at the end. */
export function checkpointComparer(saved: JournalCheckpoint) {
  let root = start(saved.workspace);
  let position = 0;
  let first: JournalEntry | null = null;
  const broken = (at: JournalEntry, reason: ChainBreak["reason"], until: number): ChainBreak => {
    const { position: place, subject, seq } = at;
    return { position: place, subject, seq, reason, ...(until > place ? { until } : {}) };
  };
  return {
    add(entry: JournalEntry): ChainBreak | null {
      if (position >= saved.position) return null;
      root = roll(root, entry);
      position += 1;
      first ??= entry;
      const mark = position % saved.every === 0 ? saved.marks[position / saved.every - 1] : undefined;
      if (mark !== undefined && !root.startsWith(mark)) return broken(first, "rewritten", position);
      if (position === saved.position && root !== saved.root) return broken(first, "rewritten", position);
      if (mark !== undefined) first = null;
      return null;
    },
    /** After the last entry. */
    end(): ChainBreak | null {
      if (position >= saved.position) return null;
      const place = position + 1;
      const until = saved.position > place ? { until: saved.position } : {};
      return { position: place, subject: "", seq: 0, reason: "missing", ...until };
    },
  };
}
