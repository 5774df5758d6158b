/** The hot statements of intake records: one insert a record, one upsert a source and day of a group. */
import type { IntakeOutcome, IntakeRecord } from "../port/intake.ts";
import type { Connection } from "./connection.ts";

type Tally = Record<IntakeOutcome | "received", number> & { day: string; source: string };

/** Runs inside the group's transaction. */
export function intakeStatements(db: Connection): (workspace: string, records: readonly IntakeRecord[]) => void {
  const insert = db.prepare(
    `insert into intake_records (workspace_id, record_id, at, day, source, external_id, door, outcome, order_id, raw, bytes,
       problems, mends) values (?,?,?,?,?,?,?,?,?,?,?,?,?)`,
  );
  const count = db.prepare(
    `insert into intake_counts (workspace_id, day, source, received, accepted, duplicate, updated, quarantined, closed)
     values (?,?,?,?,?,?,?,?,0)
     on conflict (workspace_id, day, source) do update set received = received + excluded.received,
       accepted = accepted + excluded.accepted, duplicate = duplicate + excluded.duplicate,
       updated = updated + excluded.updated, quarantined = quarantined + excluded.quarantined`,
  );
  const mend = db.prepare(
    `update intake_records set closed_at = ?, mended_by = ?
     where workspace_id = ? and record_id = ? and outcome = 'quarantined' and closed_at is null`,
  );
  const close = closeCount(db);
  return (workspace, records) => {
    const tallies = new Map<string, Tally>();
    for (const record of records) {
      const { id, at, day, source, externalId, door, outcome, order, raw, bytes, problems, mends } = record;
      const why = problems === null ? null : JSON.stringify(problems);
      insert.run(workspace, id, at, day, source, externalId, door, outcome, order, raw, bytes, why, mends);
      const key = `${day} ${source}`;
      const tally = tallies.get(key) ?? {
        day,
        source,
        received: 0,
        accepted: 0,
        duplicate: 0,
        update: 0,
        quarantined: 0,
      };
      tally.received += 1;
      tally[outcome] += 1;
      tallies.set(key, tally);
      if (mends !== null && mend.run(at, id, workspace, mends).changes === 1) close(workspace, mends);
    }
    for (const { day, source, received, ...of } of tallies.values()) {
      count.run(workspace, day, source, received, of.accepted, of.duplicate, of.update, of.quarantined);
    }
  };
}

/** Counts a quarantined record as dealt with, on the day it came. */
export function closeCount(db: Connection): (workspace: string, record: string) => void {
  const one = db.prepare(
    `update intake_counts set closed = closed + 1 where workspace_id = ? and (day, source) =
       (select day, source from intake_records where workspace_id = ? and record_id = ?)`,
  );
  return (workspace, record) => {
    one.run(workspace, workspace, record);
  };
}
