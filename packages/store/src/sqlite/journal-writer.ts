/** Appends to the journal: gives each entry its place in the workspace and in its subject's chain. */
import { GENESIS, sealEntry } from "../journal/chain.ts";
import type { JournalInput } from "../port/journal.ts";
import type { Connection } from "./connection.ts";

/** Answers the position after which they stand. */
export type AppendEntries = (
  workspace: string,
  entries: readonly JournalInput[],
  /** Subjects that are known to have no entry yet: their chain need not be looked up. */
  fresh?: ReadonlySet<string>,
) => number;

/** Runs inside the caller's transaction. Nothing is kept between calls, so a rollback leaves no trace here. */
export function journalWriter(db: Connection): AppendEntries {
  // `+?`: of a bound value that could change its plan SQLite prepares a statement anew at every run; decision 0031.
  const last = db.prepare("select max(position) from journal where workspace_id = +?").pluck();
  const headOf = db
    .prepare("select seq, hash from journal where workspace_id = +? and subject = +? order by seq desc limit 1")
    .raw();
  // The data comes as the bytes that were hashed.
  const insert = db.prepare(
    `insert into journal (workspace_id, position, subject, seq, at, type, actor, data, prev_hash, hash)
     values (?,?,?,?,?,?,?,cast(? as text),?,?)`,
  );
  return (workspace, entries, fresh) => {
    if (entries.length === 0) return 0;
    const before = Number(last.get(workspace) ?? 0);
    let position = before;
    const heads = new Map<string, { seq: number; hash: string }>();
    const head = (subject: string) => {
      const known = heads.get(subject);
      if (known !== undefined) return known;
      const row = fresh?.has(subject) ? undefined : (headOf.get(workspace, subject) as [number, string] | undefined);
      return row === undefined ? { seq: 0, hash: GENESIS } : { seq: row[0], hash: row[1] };
    };
    for (const entry of entries) {
      const { subject, at, type, actor, data } = entry;
      const { seq: lastSeq, hash: prevHash } = head(subject);
      const seq = lastSeq + 1;
      const { hash, data: bytes } = sealEntry({ workspace, subject, seq, at, type, actor, data, prevHash });
      position += 1;
      insert.run(workspace, position, subject, seq, at, type, actor, bytes, prevHash, hash);
      heads.set(subject, { seq, hash });
    }
    return before;
  };
}
