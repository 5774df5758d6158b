/** The outbox and its deliveries: statements prepared once, run inside the lane's transaction. */
import type { DeliveryRecord, DeliveryStatus, DeliveryWriter, OutboxRow } from "../port/deliveries.ts";
import type { Connection } from "./connection.ts";

export function deliveryWriter(db: Connection): DeliveryWriter {
  const claim = db.prepare(
    `update outbox set leased_until = :until, attempts = attempts + 1
     where workspace_id = :workspace and outbox_id in (
       select outbox_id from outbox where done_at is null and due_at <= :now and workspace_id = :workspace
         and leased_until <= :now order by due_at, outbox_id limit :limit)
     returning outbox_id as id, order_id as "order", kind, payload, created_at as at`,
  );
  const doneOutbox = db.prepare(
    "update outbox set done_at = ?, leased_until = 0 where workspace_id = ? and outbox_id = ?",
  );
  const add = db.prepare(
    `insert into deliveries (workspace_id, delivery_id, message_id, outbox_id, order_id, kind, level, channel_id, fallbacks,
       message, title, status, attempts, next_at, leased_until, fixed, digest_id, code, reason, answer, created_at, done_at, resent)
     values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,0,?,?,?,?,?,?,?,?) on conflict do nothing`,
  );
  const waiting = db.prepare(
    `select * from deliveries where workspace_id = ? and status = 'waiting' and channel_id = ? and next_at <= ?
       and leased_until <= ? order by level = 4 desc, next_at, delivery_id limit ?`,
  );
  const hold = db.prepare(
    "update deliveries set next_at = ?, code = ?, reason = ? where workspace_id = ? and delivery_id = ? and status = 'waiting'",
  );
  const lease = db.prepare("update deliveries set leased_until = ? where workspace_id = ? and delivery_id = ?");
  const merge = db.prepare(
    `update deliveries set status = 'merged', digest_id = ?, next_at = null, leased_until = 0
     where workspace_id = ? and delivery_id = ?`,
  );
  const update = db.prepare(
    `update deliveries set status = ?, attempts = ?, next_at = ?, leased_until = 0, fixed = 1, code = ?, reason = ?, answer = ?,
       done_at = ? where workspace_id = ? and delivery_id = ?`,
  );
  const endMembers = db.prepare(
    `update deliveries set status = ?, code = ?, reason = ?, answer = ?, done_at = ?
     where workspace_id = ? and digest_id = ? and status = 'merged'`,
  );
  const revive = db.prepare(
    `update deliveries set status = 'waiting', attempts = 0, next_at = ?, leased_until = 0, done_at = null, digest_id = null,
       resent = resent + 1, message = iif(?, message, json_remove(message, '$.quietHours'))
     where workspace_id = ? and delivery_id = ? and status in ('dead', 'unaddressed') returning delivery_id`,
  );
  // Of what was not tried yet no reason is left: it does not wait any more.
  const hurry = db.prepare(
    `update deliveries set next_at = ?, message = json_remove(message, '$.quietHours'),
       code = iif(attempts = 0, null, code), reason = iif(attempts = 0, null, reason)
     where workspace_id = ? and delivery_id = ? and status = 'waiting' and next_at > ? and leased_until <= ? returning delivery_id`,
  );
  const free = db.prepare("update deliveries set leased_until = 0 where workspace_id = ? and leased_until > 0");
  const freeOutbox = db.prepare(
    "update outbox set leased_until = 0 where workspace_id = ? and done_at is null and leased_until > 0",
  );
  const text = (value: unknown) => (value === null ? null : JSON.stringify(value));
  return {
    async claimOutbox(workspace, { now, leaseMs, limit }) {
      const rows = claim.all({ workspace, now, until: now + leaseMs, limit }) as OutboxRow[];
      return rows.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    },
    async doneOutbox(workspace, ids, at) {
      for (const id of ids) doneOutbox.run(at, workspace, id);
    },
    async add(workspace, deliveries) {
      for (const d of deliveries) {
        const who = [workspace, d.id, d.messageId, d.outbox, d.order, d.kind, d.level, d.channel, text(d.fallbacks)];
        const how = [d.status, d.attempts, d.nextAt, d.fixed ? 1 : 0, d.digest, d.code, text(d.reason), d.answer];
        add.run(...who, text(d.message), d.title, ...how, d.createdAt, d.doneAt, d.resent);
      }
    },
    async waiting(workspace, { channels, now, limit }) {
      const rows = channels.flatMap((channel) => waiting.all(workspace, channel, now, now, limit) as RawRow[]);
      return rows.sort(byTurn).slice(0, limit).map(fromRaw);
    },
    async hold(workspace, { id, until, code, reason }) {
      hold.run(until, code, text(reason), workspace, id);
    },
    async lease(workspace, ids, until) {
      for (const id of ids) lease.run(until, workspace, id);
    },
    async merge(workspace, ids, digest) {
      for (const id of ids) merge.run(digest, workspace, id);
    },
    async update(workspace, u) {
      update.run(u.status, u.attempts, u.nextAt, u.code, text(u.reason), u.answer, u.doneAt, workspace, u.id);
    },
    async endMembers(workspace, digest, u) {
      endMembers.run(u.status, u.code, text(u.reason), u.answer, u.doneAt, workspace, digest);
    },
    async revive(workspace, ids, { at, quiet }) {
      return ids.filter((id) => revive.get(at, quiet ? 1 : 0, workspace, id) !== undefined);
    },
    async hurry(workspace, ids, at) {
      return ids.filter((id) => hurry.get(at, workspace, id, at, at) !== undefined);
    },
    async freeLeases(workspace) {
      free.run(workspace);
      freeOutbox.run(workspace);
    },
  };
}

/** As one channel's come, so that what is critical in one does not wait behind a flood in another. */
const byTurn = (a: RawRow, b: RawRow): number =>
  Number(b.level === 4) - Number(a.level === 4) ||
  (a.next_at ?? 0) - (b.next_at ?? 0) ||
  (a.delivery_id < b.delivery_id ? -1 : 1);

interface RawRow {
  delivery_id: string;
  message_id: string;
  outbox_id: string;
  order_id: string;
  kind: string;
  level: number;
  channel_id: string;
  fallbacks: string;
  message: string;
  title: string;
  status: DeliveryStatus;
  attempts: number;
  next_at: number | null;
  fixed: number;
  digest_id: string | null;
  code: string | null;
  reason: string | null;
  answer: string | null;
  created_at: number;
  done_at: number | null;
  resent: number;
}

const fromRaw = (row: RawRow): DeliveryRecord => ({
  id: row.delivery_id,
  messageId: row.message_id,
  outbox: row.outbox_id,
  order: row.order_id,
  kind: row.kind,
  level: row.level,
  channel: row.channel_id,
  fallbacks: JSON.parse(row.fallbacks),
  message: JSON.parse(row.message),
  title: row.title,
  status: row.status,
  attempts: row.attempts,
  nextAt: row.next_at,
  fixed: row.fixed === 1,
  digest: row.digest_id,
  code: row.code,
  reason: row.reason === null ? null : JSON.parse(row.reason),
  answer: row.answer,
  createdAt: row.created_at,
  doneAt: row.done_at,
  resent: row.resent,
});
