/** The hash chain of the journal: each entry's hash covers its own bytes and the hash before it in its subject's chain. */
import { hash } from "node:crypto";
import type { ChainBreak, JournalEntry, JournalInput } from "../port/journal.ts";

/** What stands before the first entry of every chain. */
export const GENESIS = "0".repeat(64);

type Hashed = JournalInput & { workspace: string; seq: number; prevHash: string };

/** SHA-256 (hex) over the fields, each led by its length in UTF-16 units, so that no two entries share their bytes. */
export function entryHash(entry: Hashed): string {
  return hash("sha256", textBefore(entry) + entry.data + textAfter(entry), "hex");
}

function textBefore({ workspace, subject, seq, at, type, actor, data }: Hashed): string {
  let text = "switchyard.journal.1";
  for (const field of [workspace, subject, String(seq), String(at), type, actor]) text += `\n${field.length}:${field}`;
  return `${text}\n${data.length}:`;
}
const textAfter = ({ prevHash }: Hashed): string => `\n${prevHash.length}:${prevHash}`;

/** Most bytes that a unit of UTF-16 takes in UTF-8. */
const WIDEST = 3;
let bench = Buffer.allocUnsafe(65_536);

/**
 * For who writes the entry: its hash, and its data in UTF-8. Both are made from one encoding, which costs as much as the hash.
 * The bytes stand until the next call.
 */
export function sealEntry(entry: Hashed): { hash: string; data: Uint8Array } {
  const before = textBefore(entry);
  const after = textAfter(entry);
  const most = (before.length + entry.data.length + after.length) * WIDEST;
  if (most > bench.length) bench = Buffer.allocUnsafe(most);
  const from = bench.write(before);
  const to = from + bench.write(entry.data, from);
  const end = to + bench.write(after, to);
  return { hash: hash("sha256", bench.subarray(0, end), "hex"), data: bench.subarray(from, to) };
}

/** Walks all entries of a workspace in order of position, holding the head of every subject's chain; finds the first that does not fit. */
export function chainVerifier(): (entry: JournalEntry) => ChainBreak | null {
  const heads = new Map<string, { seq: number; hash: string }>();
  let position = 0;
  return (entry) => {
    position += 1;
    const head = heads.get(entry.subject) ?? { seq: 0, hash: GENESIS };
    const at = { position: entry.position, subject: entry.subject, seq: entry.seq };
    if (entry.position !== position) return { ...at, reason: "gap" };
    if (entry.seq !== head.seq + 1) return { ...at, reason: "sequence" };
    if (entry.prevHash !== head.hash) return { ...at, reason: "link" };
    if (!isWellTyped(entry) || entryHash(entry) !== entry.hash) return { ...at, reason: "hash" };
    heads.set(entry.subject, { seq: entry.seq, hash: entry.hash });
    return null;
  };
}

/** A file that was tampered with may hold bytes where text belongs, which would read as the same text. */
function isWellTyped(entry: JournalEntry): boolean {
  const { workspace, subject, type, actor, data } = entry;
  return (
    [workspace, subject, type, actor, data].every((text) => typeof text === "string") && Number.isSafeInteger(entry.at)
  );
}
