/**
 * How SQLite reads each list. It plans without counting rows (nobody runs ANALYZE), so that a plan over an empty file is the plan over a
 * million orders. What that takes was measured once, over a file with a million orders, messages, records and entries (packages/store/README.md).
 */
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { DELIVERY_STATUSES } from "../port/deliveries.ts";
import { ORDER_SORTS } from "../port/orders.ts";
import { temporaryFile, temporaryStore, W } from "../testing/fixtures.ts";
import { boardReader } from "./boards.ts";
import { commentReader } from "./comments.ts";
import { comparisonReader } from "./comparisons.ts";
import { datasetReader } from "./datasets.ts";
import { deliveryReader } from "./delivery-reader.ts";
import { inboxReader } from "./inbox.ts";
import { intakeReader } from "./intake.ts";
import { journalReader } from "./journal.ts";
import { orderReader } from "./orders.ts";
import { queriesOver } from "./queries.ts";
import { replayReader } from "./replays.ts";
import { waitReader } from "./waits.ts";
import { workReader } from "./work.ts";

const page = { limit: 9 };
const late = { cursor: "5:x", limit: 9 };
const span = { received: { from: 1, before: 9 }, ids: { from: "o1", before: "o2" } };

/** Each list that a page of the web, or the API, asks for, with what it may ask. */
function readAll(db: Database.Database): Record<string, () => Promise<unknown>> {
  const over = queriesOver(db);
  const [orders, deliveries, inbox, intake] = [
    orderReader(over),
    deliveryReader(over),
    inboxReader(over),
    intakeReader(over),
  ];
  const [journal, waits, boards, work] = [
    journalReader(over, db),
    waitReader(over),
    boardReader(over),
    workReader(over),
  ];
  const oldest = { limit: 9, sort: { by: "received_at", descending: false } } as const;
  const statuses = ["New", "Held"];
  return {
    "orders, newest": () => orders.list(W, {}, { ...page, cursor: "o9" }),
    "orders, oldest": () => orders.list(W, {}, oldest),
    "orders of a brand": () => orders.list(W, { brands: ["b"] }, { ...page, cursor: "o9" }),
    "orders of a brand in some days": () => orders.list(W, { brands: ["b"], ...span }, page),
    "orders of a brand in states": () => orders.list(W, { brands: ["b"], statuses }, page),
    "orders of a brand at a destination": () => orders.list(W, { brands: ["b"], destination: "d" }, page),
    "orders of a brand, looked for": () => orders.list(W, { brands: ["b"], q: "x" }, page),
    "orders of no brand": () => orders.list(W, { noBrand: true, ...span }, page),
    "orders in states": () => orders.list(W, { statuses }, page),
    "orders in states of a source": () => orders.list(W, { statuses, source: "s", destination: "none" }, page),
    "orders at a destination": () => orders.list(W, { destination: "d", outcome: "decided" }, page),
    "orders not decided": () => orders.list(W, { outcome: "parked", source: "s" }, page),
    "orders of a source": () => orders.list(W, { source: "s" }, page),
    "orders in some days": () => orders.list(W, span, page),
    "orders that wait": () => orders.list(W, { waits: "hold" }, page),
    "orders of a PO": () => orders.ofPo(W, "PO", 9),
    "orders of a source, all": () => orders.ofSource(W, "s", "x", 9),
    "orders by numbers": () => orders.withNumbers(W, "s", ["1", "2"]),
    "orders that changed": () => orders.changedSince(W, 1, "o1"),
    "orders that changed, their rows": () => orders.changedRows(W, 1, "o1"),
    "orders, counted": () => orders.count(W),
    "orders not decided, counted": () => orders.notDecided(W),
    ...Object.fromEntries(
      ORDER_SORTS.map((by) => [
        `orders of a brand by ${by}`,
        () => orders.list(W, { brands: ["b"], statuses }, { limit: 9, sort: { by, descending: true } }),
      ]),
    ),
    "messages sent, newest": () => deliveries.list(W, {}, late),
    ...Object.fromEntries(
      DELIVERY_STATUSES.map((one) => [`messages ${one}`, () => deliveries.list(W, { statuses: [one] }, late)]),
    ),
    "messages of a channel": () => deliveries.list(W, { channel: "c" }, late),
    "messages of an order": () => deliveries.list(W, { order: "o" }, late),
    "messages of an order by a channel": () => deliveries.list(W, { order: "o", channel: "c" }, late),
    "messages of an order, delivered": () => deliveries.list(W, { order: "o", statuses: ["delivered"] }, late),
    "messages of alerts": () => deliveries.ofMessages(W, ["m1", "m2"]),
    "messages, counted": () => deliveries.counts(W),
    "messages whose turn is next": () => deliveries.nextTurns(W),
    "inbox, newest": () => inbox.list(W, {}, late),
    "inbox, open": () => inbox.list(W, { open: true, kind: "alert" }, late),
    "inbox, named": () => inbox.named(W, ["m1", "m2"]),
    "inbox, counted": () => inbox.open(W, "alert"),
    "records, newest": () => intake.list(W, {}, { ...page, cursor: "r9" }),
    "records of a source and day": () => intake.list(W, { source: "s", day: "2026-01-01" }, page),
    "records that came again": () => intake.list(W, { outcome: "duplicate" }, page),
    "records in quarantine": () => intake.list(W, { open: true, source: "s" }, page),
    "records in quarantine, counted": () => intake.open(W),
    "journal, newest": () => journal.list(W, {}, { ...page, cursor: "9" }),
    "journal of a person": () => journal.list(W, { actor: "a", type: "t" }, page),
    "journal of a type": () => journal.list(W, { type: "flow_published" }, page),
    "journal of a time": () => journal.list(W, { from: 1, to: 9 }, page),
    "journal of a subject": () => journal.list(W, { subject: "o" }, { ...page, cursor: "9" }),
    "journal of an order": () => journal.timeline(W, "o"),
    "journal, the newest of a type": () => journal.latest(W, "o", "decided"),
    "journal, its workspaces": () => journal.workspaces(),
    "waits of a kind": () => waits.list(W, "hold", { ...page, cursor: "o1" }),
    "waits, the longest": () => waits.longest(W, ["hold", "freeze"], 9),
    "deadlines that run": () =>
      boards.timers(W, [{ timer: "t" }], { whose: {}, after: { due: 1, order: "o", timer: "t" }, limit: 9 }),
    "open orders, counted": () =>
      boards.counts(W, { rows: "brand", of: "due", spans: [{ from: 1 }], filter: { statuses } }),
    "the next timer": () => work.nextTimer(W),
    replays: () => replayReader(over).list(W, { limit: 9 }),
    comparisons: () => comparisonReader(over).list(W, { ...page, cursor: "c" }),
    "rows of a comparison": () => comparisonReader(over).rows(W, "c", { kind: "different" }, page),
    "problems of a data set": () => datasetReader(over, db).problems(W, "d", page),
    "comments of a flow": () => commentReader(over).list(W, "f"),
  };
}

/** What is counted over an index that holds few, or whose end alone is read, or of which less than a stretch is left. */
const WHOLE = new Set(["orders not decided, counted", "the next timer", "orders, counted"]);
/** What is sorted: of the few that were found, or of one stretch. */
const SORTED = new Set([
  "orders of a PO",
  "messages of alerts",
  "messages waiting",
  "messages merged",
  "messages passed_on",
  "messages dead",
  "messages unaddressed",
  "waits, the longest",
  "open orders, counted",
  "inbox, open",
  "replays",
  "comments of a flow",
  "orders that wait",
  ...ORDER_SORTS.filter((by) => by !== "received_at").map((by) => `orders of a brand by ${by}`),
]);

/** By which index a list is led, whatever else is asked for beside. */
const LED: [name: RegExp, index: string][] = [
  [/^orders of a brand/, "orders_by_brand"],
  [/^orders of no brand/, "orders_by_brand"],
  [/^orders in states/, "orders_by_status"],
  [/^orders at a destination/, "orders_by_destination"],
  [/^orders not decided/, "orders_not_decided"],
  [/^messages (waiting|merged|passed_on|dead|unaddressed)/, "deliveries_due"],
  [/^messages of alerts/, "deliveries_by_message"],
  [/^messages of an order/, "deliveries_by_order"],
  [/^journal of a type/, "journal_rare"],
  [/^journal of a subject/, "journal_chain"],
  [/^records in quarantine/, "intake_quarantined"],
];

test("no list walks a table, and none sorts more than what was found", async () => {
  const file = temporaryFile();
  await (await temporaryStore(file)).close();
  const asked: string[] = [];
  const db = new Database(file, { verbose: (text) => void asked.push(String(text)) });
  const walks: [string, string][] = [];
  const sorts = new Set<string>();
  for (const [name, read] of Object.entries(readAll(db))) {
    asked.length = 0;
    await read();
    expect([name, asked.length > 0]).toEqual([name, true]);
    for (const text of asked.slice()) {
      const plan = db.prepare(`explain query plan ${text}`).all() as { detail: string }[];
      const index = LED.find(([of]) => of.test(name))?.[1];
      if (index !== undefined && !plan.some(({ detail }) => detail.includes(`INDEX ${index} `)))
        walks.push([name, JSON.stringify(plan.map(({ detail }) => detail))]);
      for (const { detail } of plan) {
        if (/^SCAN (?!piece|found|first|json_each)/.test(detail)) walks.push([name, detail]);
        // Found by the workspace alone, in no order: all of its rows.
        if (/^SEARCH \w+ USING (COVERING )?INDEX \w+ \(workspace_id=\?\)$/.test(detail) && !/limit/i.test(text))
          if (!WHOLE.has(name)) walks.push([name, detail]);
        if (detail.startsWith("USE TEMP B-TREE FOR ORDER BY")) sorts.add(name);
      }
    }
  }
  db.close();
  expect(walks).toEqual([]);
  expect([...sorts].filter((name) => !SORTED.has(name))).toEqual([]);
});

/** What was answered, and how many turns others had meanwhile. */
async function withTurns<T>(read: () => Promise<T>): Promise<{ answer: T; turns: number }> {
  let turns = 0;
  let isOn = true;
  const turn = () => {
    turns += 1;
    if (isOn) setImmediate(turn);
  };
  setImmediate(turn);
  const answer = await read();
  isOn = false;
  return { answer, turns };
}

test("many are counted with turns of the event loop in between, each once", async () => {
  const file = temporaryFile();
  await (await temporaryStore(file)).close();
  const db = new Database(file);
  const many = (to: number) => `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${to})`;
  const put = (to: number, channel: string, status: string, next: string) =>
    db.exec(`${many(to)} insert into deliveries (workspace_id, delivery_id, message_id, outbox_id, order_id, kind, level, channel_id, fallbacks,
      message, title, status, attempts, leased_until, fixed, created_at, resent, next_at)
      select '${W}', '${channel}${status}' || i, 'm', 'x', 'o', 'alert', 1, '${channel}', '[]', '{}', '', '${status}', 1, 0, 0, i, 0, ${next} from n`);
  put(45_000, "a", "delivered", "null");
  put(40_000, "b", "delivered", "null");
  // Many of one turn, and turns that go against the rows.
  put(41_000, "a", "waiting", "(50000 - i) / 30000");
  put(3, "", "dead", "null");
  db.exec(`${many(45_001)} insert into orders (workspace_id, order_id, source, external_id, received_at, updated_at, outcome, tags, search)
    select '${W}', 'ord' || i, 's', i, i, i, 'decided', '[]', '' from n`);
  const over = queriesOver(db);
  const counted = await withTurns(() => deliveryReader(over).counts(W));
  expect(counted.answer).toEqual([
    { channel: "a", status: "waiting", count: 41_000 },
    { channel: "a", status: "delivered", count: 45_000 },
    { channel: "b", status: "delivered", count: 40_000 },
    { channel: "", status: "dead", count: 3 },
  ]);
  const orders = await withTurns(() => orderReader(over).count(W));
  expect(orders.answer).toBe(45_001);
  expect([counted.turns >= 6, orders.turns >= 2]).toEqual([true, true]);
  db.close();
});

test("what no index leads to is looked for with turns of the event loop in between", async () => {
  const file = temporaryFile();
  await (await temporaryStore(file)).close();
  const db = new Database(file);
  const many = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 9000)";
  db.exec(`${many} insert into journal select '${W}', i, 'o' || i, 1, i, 'decided', 'erp', '{}', '', '' from n`);
  db.exec(`${many} insert into intake_records (workspace_id, record_id, at, day, source, door, outcome, raw, bytes)
    select '${W}', printf('r%05d', i), i, '2026-01-01', 's', 'http', 'accepted', '', 0 from n`);
  db.exec(`${many} insert into deliveries (workspace_id, delivery_id, message_id, outbox_id, order_id, kind, level, channel_id, fallbacks,
    message, title, status, attempts, leased_until, fixed, created_at, resent)
    select '${W}', printf('d%05d', i), 'm', 'x', 'o', 'alert', 1, 'c', '[]', '{}', '', 'delivered', 1, 0, 0, i, 0 from n`);
  db.exec(`${many} insert into orders (workspace_id, order_id, source, external_id, received_at, updated_at, due_at, status, outcome, tags, search)
    select '${W}', printf('o%05d', i), 's', i, i, i, i, 'New', 'decided', '[]', '' from n`);
  const over = queriesOver(db);
  const late = { statuses: ["New"], due: { before: 9999 } };
  const lateOnes = await withTurns(() => orderReader(over).list(W, late, { limit: 2 }));
  expect(lateOnes.answer.items.map(({ id }) => id)).toEqual(["o09000", "o08999"]);
  expect(lateOnes.turns).toBeGreaterThanOrEqual(2);
  const [journal, intake, deliveries] = [journalReader(over, db), intakeReader(over), deliveryReader(over)];
  const watched = async (read: () => Promise<{ items: { id?: string; position?: number }[] }>) => {
    const { answer, turns } = await withTurns(read);
    return { found: answer.items.map(({ id, position }) => id ?? position), turns };
  };
  const enough = expect.toSatisfy((turns: number) => turns >= 2);
  for (const none of [
    () => journal.list(W, { actor: "nobody" }, page),
    () => intake.list(W, { source: "nobody" }, page),
    () => deliveries.list(W, { channel: "nobody" }, page),
  ])
    expect(await watched(none)).toEqual({ found: [], turns: enough });
  // The oldest of all, behind three stretches; from there on, and before it.
  expect((await watched(() => journal.list(W, { subjects: ["o1", "o2"] }, page))).found).toEqual([2, 1]);
  expect((await watched(() => journal.list(W, { from: 4, to: 6 }, page))).found).toEqual([5, 4]);
  // Of a type that is rare: as many as there are, page by page, and whoever else is asked for.
  db.exec(
    `${many} insert into journal select '${W}', 9000 + i, 'f' || i, 1, 9000 + i, iif(i % 2, 'noted', 'acted'), iif(i = 1, 'first', 'p'), '{}', '', '' from n`,
  );
  const noted = (more: object, cursor?: string) =>
    watched(() =>
      journal.list(W, { type: "noted", ...more }, { limit: 2, ...(cursor === undefined ? {} : { cursor }) }),
    );
  expect((await noted({})).found).toEqual([17_999, 17_997]);
  expect((await noted({}, "9004")).found).toEqual([9003, 9001]);
  expect((await noted({ from: 9002, to: 9006 })).found).toEqual([9005, 9003]);
  expect(await noted({ actor: "first" })).toEqual({ found: [9001], turns: expect.toSatisfy((turns) => turns >= 1) });
  expect((await noted({ actor: "nobody" })).found).toEqual([]);
  expect((await watched(() => journal.list(W, { actor: "erp", to: 4 }, { limit: 9, cursor: "3" }))).found).toEqual([
    2, 1,
  ]);
  const oldest = deliveries.list(W, { channel: "c" }, { limit: 3, cursor: "3:d00003" });
  expect((await oldest).items.map(({ id }) => id)).toEqual(["d00002", "d00001"]);
  expect((await intake.list(W, { source: "s" }, { limit: 3, cursor: "r00003" })).items).toHaveLength(2);
  db.close();
});
