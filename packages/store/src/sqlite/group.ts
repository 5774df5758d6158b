/** The hot statements of a group: prepared once, run inside the lane's transaction. */
import type { EngineEvent, KeyKind, StateKey, StateValue } from "@switchyard/engine";
import type { HitInput } from "../port/flows.ts";
import type { OrderOfPo, OrderRow, Receipt, ReceiptInput, ReceiptResult } from "../port/orders.ts";
import type { DueTimer, GroupWrite, Key, Row, StateInput } from "../port/store.ts";
import type { Connection } from "./connection.ts";
import { intakeStatements } from "./intake-statements.ts";
import type { AppendEntries } from "./journal-writer.ts";
import { waitStatements } from "./waits.ts";

const DAY = 86_400_000;

export interface Group {
  load(workspace: string, keys: readonly Key[]): Row[];
  journalData(workspace: string, position: number): string;
  hasRequest(workspace: string, beginning: string): boolean;
  fromOthers(workspace: string, source: string, poNos: readonly string[]): OrderOfPo[];
  dueTimers(workspace: string, now: number, limit: number): DueTimer[];
  write(workspace: string, write: GroupWrite): void;
}

/** The index holds the source: no row of the same source is read, however many parts its PO has. */
const oneSide = (side: "<" | ">") => `select * from (select rowid from orders indexed by orders_by_po
  where workspace_id = @workspace and po_no = asked.value and source ${side} @source limit 100)`;
export const FROM_OTHERS = `select o.po_no, o.order_id as id, o.source, o.external_id, o.brand, o.status
  from json_each(@poNos) asked cross join orders o
  where o.rowid in (${oneSide("<")} union all ${oneSide(">")}) order by o.rowid`;

export function groupStatements(db: Connection, append: AppendEntries): Group {
  const load = loader(db);
  const put = writers(db);
  const takeDown = intakeStatements(db);
  const noteWaits = waitStatements(db);
  const fromOthers = db.prepare(FROM_OTHERS);
  // `+?`: as in the journal's writer.
  const due = db
    .prepare(
      "select kind, key, timer, due from timers where workspace_id = +? and due <= +? order by due, kind, key, timer limit +?",
    )
    .raw();
  const request = db
    .prepare(
      "select request_key from requests where workspace_id = +? and request_key >= +? order by request_key limit 1",
    )
    .pluck();
  const data = db.prepare("select data from journal where workspace_id = ? and position = ?").pluck();
  return {
    load(workspace, keys) {
      const rows: Row[] = [];
      for (const key of keys) {
        const row = load(workspace, key);
        if (row !== null) rows.push(row);
      }
      return rows;
    },
    journalData(workspace, position) {
      const text = data.get(workspace, position) as string | undefined;
      if (text === undefined) throw new Error(`the journal has no entry ${position}`);
      return text;
    },
    hasRequest(workspace, beginning) {
      const first = request.get(workspace, beginning) as string | undefined;
      return first?.startsWith(beginning) === true;
    },
    fromOthers: (workspace, source, poNos) =>
      fromOthers.all({ workspace, source, poNos: JSON.stringify(poNos) }) as OrderOfPo[],
    dueTimers(workspace, now, limit) {
      const rows = due.all(workspace, now, limit) as [KeyKind, string, string, number][];
      return rows.map(([kind, key, timer, at]) => ({ key: { kind, key }, timer, due: at }));
    },
    write(workspace, write) {
      const before = append(workspace, write.journal, write.newSubjects);
      for (const order of write.orders) put.order(workspace, order, before + 1);
      for (const s of write.state) put.state(workspace, s);
      for (const t of write.timers) put.timer(workspace, t.key, t.timer, t.due);
      for (const r of write.receipts) put.receipt(workspace, r, before + 1);
      for (const r of write.requests) put.request.run(workspace, r.key, r.orderId, r.contentHash, r.result, r.at);
      takeDown(workspace, write.intake);
      if (write.waits.length > 0) noteWaits(workspace, write.waits);
      for (const o of write.outbox) put.outbox.run(workspace, o.id, o.order, o.kind, o.payload, o.at, o.at, 0, 0);
      for (const m of write.messages) put.message(workspace, m.id, m.event);
      for (const id of write.doneMessages) put.doneMessage.run(workspace, id);
      for (const { flow, day, at, nodes } of byFlowAndDay(write.hits)) put.hits.run(workspace, flow, day, at, nodes);
    },
  };
}

function loader(db: Connection): (workspace: string, key: Key) => Row | null {
  const request = db
    .prepare("select order_id, content_hash, result, at from requests where workspace_id = ? and request_key = ?")
    .raw();
  const identity = db
    .prepare(
      "select order_id, content_hash, received_at, answer_at from orders where workspace_id = ? and source = ? and external_id = ?",
    )
    .raw();
  const receipts = db
    .prepare(
      "select content_hash, at, result, coalesce(answer, answer_at) from receipts where workspace_id = ? and order_id = ?",
    )
    .raw();
  const state = db.prepare("select value from state where workspace_id = ? and kind = ? and key = ?").pluck();
  const receiptsOf = (workspace: string, orderId: string): Receipt[] => {
    const rows = receipts.all(workspace, orderId) as [string, number, ReceiptResult, string | number][];
    return rows.map(([contentHash, at, result, answer]) => ({ orderId, contentHash, at, result, answer }));
  };
  return (workspace, key) => {
    if (key.kind === "request") {
      const found = request.get(workspace, key.key) as [string, string, ReceiptResult, number] | undefined;
      if (found === undefined) return null;
      const [orderId, contentHash, result, at] = found;
      return { kind: "request", request: { key: key.key, orderId, contentHash, result, at } };
    }
    if (key.kind === "identity") {
      const found = identity.get(workspace, key.source, key.externalId) as FirstColumns | undefined;
      if (found === undefined) return null;
      const [orderId, contentHash, at, answer] = found;
      const later = receiptsOf(workspace, orderId);
      if (contentHash === null || answer === null) return { ...key, orderId, receipts: later };
      return { ...key, orderId, receipts: [{ orderId, contentHash, at, result: "accepted", answer }, ...later] };
    }
    const value = state.get(workspace, key.kind, key.key) as string | undefined;
    return value === undefined ? null : { kind: "state", key, value: JSON.parse(value) as StateValue };
  };
}

type FirstColumns = [orderId: string, contentHash: string | null, receivedAt: number, answerAt: number | null];

function writers(db: Connection) {
  const order = db.prepare(
    `insert into orders (workspace_id, order_id, source, external_id, content_hash, answer_at, received_at, updated_at, brand,
       style_code, po_no, status, due_at, due_date, amount, currency, outcome, destination, tags, search,
       province, carrier, category, parcel_in, since)
     values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,coalesce(?, 'undecided'),?,?,?,?,?,?,?,?)
     on conflict (workspace_id, order_id) do update set updated_at = excluded.updated_at, brand = excluded.brand,
       style_code = excluded.style_code, po_no = excluded.po_no, status = excluded.status, due_at = excluded.due_at,
       due_date = excluded.due_date, amount = excluded.amount, currency = excluded.currency, outcome = coalesce(?, outcome),
       destination = excluded.destination, tags = excluded.tags, search = excluded.search,
       province = excluded.province, carrier = excluded.carrier, category = excluded.category, parcel_in = excluded.parcel_in,
       since = excluded.since`,
  );
  const state = db.prepare(
    `insert into state (workspace_id, kind, key, value, until) values (?,?,?,?,?)
     on conflict (workspace_id, kind, key) do update set value = excluded.value, until = excluded.until`,
  );
  const noState = db.prepare("delete from state where workspace_id = ? and kind = ? and key = ?");
  const timer = db.prepare(
    `insert into timers (workspace_id, kind, key, timer, due) values (?,?,?,?,?)
     on conflict (workspace_id, kind, key, timer) do update set due = excluded.due`,
  );
  const noTimer = db.prepare("delete from timers where workspace_id = ? and kind = ? and key = ? and timer = ?");
  const receipt = db.prepare(
    "insert into receipts (workspace_id, order_id, content_hash, at, result, answer, answer_at) values (?,?,?,?,?,?,?)",
  );
  const message = db.prepare("insert into messages (workspace_id, message_id, event) values (?,?,?)");
  return {
    /** `base` is the position of the write's first journal entry. */
    order(workspace: string, o: OrderRow, base: number) {
      const tags = o.tags.length === 0 ? "[]" : JSON.stringify(o.tags);
      const hash = o.first === null ? null : o.first.contentHash;
      const answerAt = o.first === null ? null : base + o.first.entry;
      // biome-ignore format: one line a line of the statement
      order.run(workspace, o.id, o.source, o.external_id, hash, answerAt, o.received_at, o.updated_at, o.brand,
        o.style_code, o.po_no, o.status, o.due_at, o.due_date, o.amount, o.currency, o.outcome, o.destination, tags, o.search,
        o.province, o.carrier, o.category, o.parcel_in, o.since, o.outcome);
    },
    state(workspace: string, { key: { kind, key }, text, until }: StateInput) {
      if (text === null) noState.run(workspace, kind, key);
      else state.run(workspace, kind, key, text, until);
    },
    timer(workspace: string, { kind, key }: StateKey, name: string, due: number | null) {
      if (due === null) noTimer.run(workspace, kind, key, name);
      else timer.run(workspace, kind, key, name, due);
    },
    receipt(workspace: string, { orderId, contentHash, at, result, answer }: ReceiptInput, base: number) {
      const [text, answerAt] = typeof answer === "string" ? [answer, null] : [null, base + answer.entry];
      receipt.run(workspace, orderId, contentHash, at, result, text, answerAt);
    },
    request: db.prepare(
      "insert into requests (workspace_id, request_key, order_id, content_hash, result, at) values (?,?,?,?,?,?)",
    ),
    outbox: db.prepare(
      `insert into outbox (workspace_id, outbox_id, order_id, kind, payload, created_at, due_at, leased_until, attempts)
       values (?,?,?,?,?,?,?,?,?)`,
    ),
    message(workspace: string, id: string, event: EngineEvent) {
      message.run(workspace, id, JSON.stringify(event));
    },
    doneMessage: db.prepare("delete from messages where workspace_id = ? and message_id = ?"),
    // All nodes of a flow by one statement: half the cost of one for each. Without `where` the upsert would be a join's `on`.
    hits: db.prepare(
      `insert into flow_hits (workspace_id, flow_id, day, last_at, node_id, hits)
       select ?, ?, ?, ?, key, value from json_each(?) where true
       on conflict (workspace_id, flow_id, node_id, day)
       do update set hits = hits + excluded.hits, last_at = max(last_at, excluded.last_at)`,
    ),
  };
}

/** Nodes' hits as a JSON object, of one flow and day each. */
function byFlowAndDay(hits: readonly HitInput[]) {
  const found = new Map<string, { flow: string; day: number; at: number; counts: Map<string, number> }>();
  for (const { flow, node, hits: count, at } of hits) {
    const day = Math.floor(at / DAY);
    const place = `${day} ${flow}`;
    const one = found.get(place) ?? { flow, day, at, counts: new Map() };
    one.at = Math.max(one.at, at);
    one.counts.set(node, (one.counts.get(node) ?? 0) + count);
    found.set(place, one);
  }
  return [...found.values()].map(({ counts, ...one }) => ({
    ...one,
    nodes: JSON.stringify(Object.fromEntries(counts)),
  }));
}
