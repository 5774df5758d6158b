/** The hash chain of the journal: each entry's hash covers its own bytes and the hash before it in its subject's chain. */
import { hash } from "node:crypto";
import type { ChainBreak, JournalEntry, JournalInput } from "../port/journal.ts";

/** What stands before the first entry of every chain. */
export const GENESIS = "0".repeat(64);

type Hashed = JournalInput & { workspace: string; seq: number; prevHash: string };

/** SHA-256 (hex) over the fields, each led by its length in UTF-16 units, so that no two entries share their bytes. */
export function entryHash(entry: Hashed): string {
  const fields = [
    entry.workspace,
    entry.subject,
    String(entry.seq),
    String(entry.at),
    entry.type,
    entry.actor,
    entry.data,
    entry.prevHash,
  ];
  let text = "switchyard.journal.1";
  for (const field of fields) text += `\n${field.length}:${field}`;
  return hash("sha256", text, "hex");
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
