/** What the file itself says, read without the server: the counts that every fault is judged by. */
import { join } from "node:path";
import { openSqliteReader } from "@switchyard/store";
import Database from "better-sqlite3";
import { alerts } from "./flow.ts";
import type { Acknowledged } from "./load.ts";

export interface Audit {
  orders: number;
  acknowledged: number;
  /** Acknowledged orders that are not there. Must be 0. */
  lost: string[];
  /** Orders that are there more than once. */
  doubled: string[];
  /** Orders not received once, not decided once, or without exactly one receipt. */
  misdecided: string[];
  /** Orders whose effects are not in the outbox exactly once. */
  misqueued: string[];
  /** Acknowledged with another answer than the one that is stored. */
  misanswered: string[];
  journal: number;
  /** Null: every chain holds. */
  broken: unknown;
  integrity: string;
}

/** The lists of an audit that must be empty, for one look. */
export const faultsOf = ({ lost, doubled, misdecided, misqueued, misanswered, broken, integrity }: Audit) => ({
  lost: lost.slice(0, 5),
  doubled: doubled.slice(0, 5),
  misdecided: misdecided.slice(0, 5),
  misqueued: misqueued.slice(0, 5),
  misanswered: misanswered.slice(0, 5),
  broken,
  integrity,
});
export const NO_FAULTS = {
  lost: [],
  doubled: [],
  misdecided: [],
  misqueued: [],
  misanswered: [],
  broken: null,
  integrity: "ok",
};
export const isSound = (audit: Audit) => JSON.stringify(faultsOf(audit)) === JSON.stringify(NO_FAULTS);

export const fileIn = (dataDir: string) => join(dataDir, "switchyard.db");

type Counts = { received: number; decided: number };

/** `source` names whose orders are judged; the server must be stopped. */
export async function auditFile(dataDir: string, acknowledged: readonly Acknowledged[]): Promise<Audit> {
  const db = new Database(fileIn(dataDir), { readonly: true });
  const workspaces = db.prepare("select workspace_id from workspaces").pluck().all() as string[];
  const rows = db.prepare("select order_id, external_id from orders").raw().all() as [string, string][];
  const seen = new Map<string, string[]>();
  for (const [id, externalId] of rows) seen.set(externalId, [...(seen.get(externalId) ?? []), id]);
  const journal = new Map<string, Counts>();
  const told = db
    .prepare(
      "select subject, sum(type = 'order_received') received, sum(type = 'decided') decided from journal group by subject",
    )
    .all() as (Counts & { subject: string })[];
  for (const { subject, received, decided } of told) journal.set(subject, { received, decided });
  const receipts = countsOf(
    db,
    `select order_id, count(*) from (select order_id from receipts union all select order_id from orders
       where content_hash is not null) group by order_id`,
  );
  const outbox = countsOf(db, "select order_id, count(*) from outbox group by order_id");
  const answers = db
    .prepare(
      "select o.order_id, j.data from orders o join journal j using (workspace_id) where j.position = o.answer_at",
    )
    .raw()
    .all() as [string, string][];
  const answerOf = new Map(answers.map(([id, data]) => [id, JSON.stringify(JSON.parse(data).answer)]));
  const integrity = db.pragma("integrity_check", { simple: true }) as string;
  db.close();

  const audit: Audit = {
    orders: rows.length,
    acknowledged: acknowledged.length,
    lost: [],
    doubled: [...seen].filter(([, ids]) => ids.length > 1).map(([externalId]) => externalId),
    misdecided: [],
    misqueued: [],
    misanswered: [],
    journal: 0,
    broken: null,
    integrity,
  };
  for (const [id, externalId] of rows) {
    const { received, decided } = journal.get(id) ?? { received: 0, decided: 0 };
    if (received !== 1 || decided !== 1 || receipts.get(id) !== 1) audit.misdecided.push(externalId);
    const number = Number(externalId.split("-").at(-1));
    if ((outbox.get(id) ?? 0) !== (alerts(number) ? 1 : 0)) audit.misqueued.push(externalId);
  }
  for (const { externalId, body } of acknowledged) {
    const id = seen.get(externalId)?.[0];
    if (id === undefined) audit.lost.push(externalId);
    else if (!body.includes(`"id":"${id}"`) || !body.includes(answerOf.get(id) ?? "?"))
      audit.misanswered.push(externalId);
  }
  const reader = await openSqliteReader(fileIn(dataDir));
  for (const workspace of workspaces) {
    const verified = await reader.journal.verify(workspace);
    audit.journal += verified.entries;
    audit.broken ??= verified.broken;
  }
  await reader.close();
  return audit;
}

const countsOf = (db: Database.Database, sql: string) => new Map(db.prepare(sql).raw().all() as [string, number][]);
