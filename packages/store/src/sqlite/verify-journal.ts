/** Reads a journal through in pieces and holds every entry against its chain and the checkpoints that were kept. */
import { chainVerifier } from "../journal/chain.ts";
import { checkpointComparer, checkpointRoller } from "../journal/checkpoint.ts";
import type { ChainBreak, JournalCheckpoint, JournalEntry, Verified } from "../port/journal.ts";
import type { Connection } from "./connection.ts";
import { nextTurn } from "./queries.ts";

/** Entries read at a time; other requests are answered in between. */
const PIECE = 2000;

type Columns = [number, string, number, number, string, string, string, string, string];

export async function verifyJournal(
  db: Connection,
  workspace: string,
  saved: readonly JournalCheckpoint[],
): Promise<Verified> {
  const piece = db
    .prepare(
      `select position, subject, seq, at, type, actor, data, prev_hash, hash from journal
       where workspace_id = ? and position > ? order by position limit ${PIECE}`,
    )
    .raw();
  const hasFalseText = falseTextFinder(db);
  const check = chainVerifier();
  const roller = checkpointRoller(workspace);
  const comparers = saved.map(checkpointComparer);
  let entries = 0;
  let last = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const rows = piece.all(workspace, last) as Columns[];
    for (const row of rows) {
      const entry = entryOf(workspace, row);
      entries += 1;
      const broken = breakAt(entry);
      if (broken !== null) return { entries, broken, head: roller.head() };
      roller.add(entry);
      last = entry.position;
    }
    if (rows.length < PIECE) break;
    await nextTurn();
  }
  const broken = comparers.map((comparer) => comparer.end()).find((one) => one !== null) ?? null;
  return { entries, broken, head: roller.head() };

  function breakAt(entry: JournalEntry): ChainBreak | null {
    const own = check(entry);
    if (own !== null) return own;
    const { position, subject, seq } = entry;
    if (hasFalseText(entry)) return { position, subject, seq, reason: "hash" };
    for (const comparer of comparers) {
      const parted = comparer.add(entry);
      if (parted !== null) return parted;
    }
    return null;
  }
}

function entryOf(workspace: string, row: Columns): JournalEntry {
  const [position, subject, seq, at, type, actor, data, prevHash, hash] = row;
  return { workspace, position, subject, seq, at, type, actor, data, prevHash, hash };
}

/** Bytes that are not UTF-8 are read as U+FFFD: where one stands, the bytes themselves are looked at. */
function falseTextFinder(db: Connection): (entry: JournalEntry) => boolean {
  const bytes = db
    .prepare(
      `select cast(subject as blob), cast(type as blob), cast(actor as blob), cast(data as blob) from journal
       where workspace_id = ? and position = ?`,
    )
    .raw();
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const isText = (field: Uint8Array) => {
    try {
      utf8.decode(field);
      return true;
    } catch {
      return false;
    }
  };
  return ({ workspace, position, subject, type, actor, data }) => {
    if (![subject, type, actor, data].some((text) => text.includes("\uFFFD"))) return false;
    return !(bytes.get(workspace, position) as Uint8Array[]).every(isText);
  };
}
