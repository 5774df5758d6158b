import Database from "better-sqlite3";
import { expect, test } from "vitest";
import type { BoardTimer, TimerPlace } from "../port/boards.ts";
import type { InstantSpan, OrderRow } from "../port/orders.ts";
import { commit, groupWrite, orderRow, temporaryFile, temporaryStore, W } from "../testing/fixtures.ts";
import { boardReader } from "./boards.ts";
import { queriesOver } from "./queries.ts";

/** The same numbers in each run. */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}
const SPANS: InstantSpan[] = [
  { before: 100 },
  { from: 100, before: 200 },
  { from: 200, before: 400 },
  { from: 400 },
  "none",
];
const OPEN = ["New", "Held", "Made"];
const KINDS = ["hold", "freeze"] as const;

/** More of one state than are counted in one turn. */
const MANY = 9000;
function pool() {
  const roll = dice(7);
  const pick = <T>(...words: T[]) => words[roll(words.length)] as T;
  const rows = Array.from({ length: MANY }, (_, n) =>
    orderRow(`o${String(n).padStart(5, "0")}`, {
      status: pick("New", "New", "New", "New", "New", "New", "Held", "Made", "Signed", null),
      due_at: pick(null, 99, 100, 199, 200, 399, 400, roll(1000)),
      destination: pick(null, "d1", "d1", "d2"),
      brand: pick(null, "青禾记", "Qinghe", "NTL"),
      source: pick("erp", "shop"),
    }),
  );
  const waits = rows.flatMap(({ id }) =>
    roll(40) === 0 ? [{ order: id, kind: pick(...KINDS, "approval" as const), since: roll(500) }] : [],
  );
  return { rows, waits };
}

const within = (span: InstantSpan, due: number | null) =>
  span === "none"
    ? due === null
    : due !== null && due >= (span.from ?? Number.NEGATIVE_INFINITY) && due < (span.before ?? Number.POSITIVE_INFINITY);

test("each cell counts what a plain look at all orders counts, and what the list with the same filter shows", async () => {
  const store = await temporaryStore();
  const { rows, waits } = pool();
  await commit(store, { orders: rows, waits });
  const of = (filters: ((row: OrderRow) => boolean)[]) => rows.filter((row) => filters.every((is) => is(row)));
  const isOpen = (row: OrderRow) => OPEN.includes(row.status ?? "");
  const scopes = [
    { filter: {}, is: () => true },
    { filter: { brands: ["青禾记", "Qinghe"] }, is: ({ brand }: OrderRow) => brand === "青禾记" || brand === "Qinghe" },
    { filter: { source: "shop" }, is: ({ source }: OrderRow) => source === "shop" },
  ];
  for (const { filter: scope, is: isMine } of scopes) {
    const filter = { ...scope, statuses: OPEN };
    for (const by of ["destination", "brand"] as const) {
      const query = { rows: by, of: "due" as const, spans: SPANS, filter };
      const counts = await store.read.boards.counts(W, query);
      const stopped = await store.read.boards.waiting(W, query, KINDS);
      for (const value of new Set(rows.map((row) => row[by]))) {
        for (const [span, when] of SPANS.entries()) {
          const cell = of([isOpen, isMine, (row) => row[by] === value, (row) => within(when, row.due_at)]);
          const seen = counts.find((one) => one.row === value && one.span === span)?.count ?? 0;
          expect([by, value, span, seen]).toEqual([by, value, span, cell.length]);
          for (const kind of KINDS) {
            const waiting = cell.filter(({ id }) => waits.some((one) => one.kind === kind && one.order === id));
            const found = stopped.find((one) => one.row === value && one.span === span && one.kind === kind);
            expect([kind, found?.count ?? 0]).toEqual([kind, waiting.length]);
          }
          // The list of everybody stands for those of guests: only its filter is longer.
          if ("source" in scope || (by === "brand" && "brands" in scope)) continue;
          const inRow =
            by === "destination"
              ? { destination: value ?? "none" }
              : value === null
                ? { noBrand: true as const }
                : { brands: [value] };
          const listed = await store.read.orders.list(W, { ...filter, ...inRow, due: when }, { limit: MANY });
          expect(listed.items.map(({ id }) => id)).toEqual(cell.map(({ id }) => id).reverse());
        }
      }
    }
  }
  const held = { statuses: OPEN, waits: "hold" as const, due: SPANS[1] as InstantSpan };
  const listed = await store.read.orders.list(W, held, { limit: MANY });
  const expected = of([isOpen, (row) => within(held.due, row.due_at)]).filter(({ id }) =>
    waits.some((one) => one.kind === "hold" && one.order === id),
  );
  expect(expected.length).toBeGreaterThan(0);
  expect(listed.items.map(({ id }) => id)).toEqual(expected.map(({ id }) => id).reverse());
});

test("timers come nearest first and page by page, of those whose they are, with how many there are", async () => {
  const store = await temporaryStore();
  const roll = dice(3);
  const orders = Array.from({ length: 900 }, (_, n) =>
    orderRow(`o${String(n).padStart(3, "0")}`, { brand: n % 3 === 0 ? "NTL" : "other" }),
  );
  const timers = orders.flatMap(({ id }) =>
    ["watch/f/a", "watch/f/b", "look"].flatMap((timer) =>
      roll(2) === 0 ? [{ key: { kind: "order" as const, key: id }, timer, due: roll(50) }] : [],
    ),
  );
  await commit(store, groupWrite({ orders, timers }));
  const all = ["watch/f/a", "watch/f/b", "watch/gone/x"];
  const names = all.map((timer) => ({ timer }));
  const place = (one: BoardTimer): TimerPlace => ({ due: one.due, order: one.order.id, timer: one.timer });
  const sorted = (ids: (id: string) => boolean) =>
    timers
      .filter(({ timer, key }) => all.includes(timer) && ids(key.key))
      .map(({ key, timer, due }) => ({ due, order: key.key, timer }))
      .sort((a, b) => a.due - b.due || (`${a.order} ${a.timer}` < `${b.order} ${b.timer}` ? -1 : 1));
  const ofNtl = (id: string) => Number(id.slice(1)) % 3 === 0;
  for (const [whose, expected] of [
    [{}, sorted(() => true)],
    [{ brands: ["NTL"] }, sorted(ofNtl)],
    [{ brands: ["nobody"] }, []],
  ] as const) {
    const seen: TimerPlace[] = [];
    for (let after: TimerPlace | null = null; ; ) {
      const page: { items: BoardTimer[]; last: TimerPlace | null } = await store.read.boards.timers(W, names, {
        ...{ whose, after, limit: 70 },
      });
      seen.push(...page.items.map(place));
      after = page.last;
      if (after === null) break;
    }
    expect(seen).toEqual(expected);
    expect(await store.read.boards.timerCount(W, names, { whose, most: 5000 })).toBe(expected.length);
  }
  expect(await store.read.boards.timerCount(W, names, { whose: {}, most: 10 })).toBe(10);
  expect(await store.read.boards.timers(W, [], { whose: {}, after: null, limit: 5 })).toEqual({
    items: [],
    last: null,
  });
});

test("open orders that wait for a reason come with the latest first", async () => {
  const store = await temporaryStore();
  const orders = [
    orderRow("a", { status: "New" }),
    orderRow("b", { status: "New" }),
    orderRow("c", { status: "Signed" }),
  ];
  const waits = orders.map(({ id }, n) => ({ order: id, kind: "breach" as const, since: n }));
  await commit(store, { orders, waits: [...waits, { order: "a", kind: "hold", since: 9 }] });
  const found = (limit: number, after: { order: string; since: number } | null = null) =>
    store.read.boards.latest(W, "breach", { filter: { statuses: OPEN }, after, limit });
  expect(await found(9)).toEqual([
    { order: "b", since: 1 },
    { order: "a", since: 0 },
  ]);
  const [first = null] = await found(1);
  expect(await found(1, first)).toEqual([{ order: "a", since: 0 }]);
  expect(await store.read.waits.longest(W, ["breach", "hold"], 2)).toEqual([
    { kind: "breach", order: "a", since: 0, external_id: "X-a" },
    { kind: "breach", order: "b", since: 1, external_id: "X-b" },
  ]);
  expect(await store.read.waits.counts(W, ["approval", "hold", "breach"])).toEqual({ approval: 0, hold: 1, breach: 3 });
});

test("of many that wait the open ones are found page by page, each once, however many others lie between", async () => {
  const store = await temporaryStore();
  const orders = Array.from({ length: 1700 }, (_, n) =>
    orderRow(`o${String(n).padStart(4, "0")}`, { status: n % 400 < 3 ? "New" : "Signed" }),
  );
  // Several begin at once.
  const waits = orders.map(({ id }, n) => ({ order: id, kind: "breach" as const, since: Math.floor(n / 2) }));
  await commit(store, { orders, waits });
  const expected = orders
    .flatMap(({ id, status }, n) => (status === "New" ? [{ order: id, since: Math.floor(n / 2) }] : []))
    .reverse();
  expect(expected).toHaveLength(15);
  const seen: { order: string; since: number }[] = [];
  for (let after: { order: string; since: number } | null = null; ; after = seen.at(-1) ?? null) {
    const page = await store.read.boards.latest(W, "breach", { filter: { statuses: OPEN }, after, limit: 4 });
    seen.push(...page);
    if (page.length < 4) break;
  }
  expect(seen).toEqual(expected);
});

test("boards and lists by what an order's row says of its place, its carrier and its news count as a plain count does", async () => {
  const store = await temporaryStore();
  const roll = dice(11);
  const one = <T>(...of: T[]): T => of[roll(of.length)] as T;
  const orders = Array.from({ length: 9000 }, (_, n) =>
    orderRow(`o${String(n).padStart(4, "0")}`, {
      ...{ status: one("New", "Signed"), received_at: roll(100), since: one(null, roll(100)) },
      ...{ province: one(null, "浙江", "江苏"), carrier: one(null, "中通", "圆通") },
      ...{ category: one(null, "卫衣", "裤"), parcel_in: one(null, null, "湖北") },
    }),
  );
  await commit(store, { orders });
  const isOpen = ({ status }: OrderRow) => status === "New";
  const spans: InstantSpan[] = [{ before: 40 }, { from: 40, before: 90 }, { from: 90 }];
  const places = { province: "province", carrier: "carrier", category: "category", parcel_in: "parcelIn" } as const;
  for (const rows of ["province", "carrier", "category", "parcel_in"] as const) {
    const filter = { statuses: ["New"] };
    const counts = await store.read.boards.counts(W, { rows, of: "since", spans, filter });
    for (const row of new Set(orders.map((order) => order[rows])))
      for (const [span, when] of spans.entries()) {
        const expected = orders.filter(
          (order) => isOpen(order) && order[rows] === row && within(when, order.since ?? order.received_at),
        );
        expect([rows, row, span, counts.find((cell) => cell.row === row && cell.span === span)?.count ?? 0]).toEqual([
          ...[rows, row, span],
          expected.length,
        ]);
        const listed = await store.read.orders.list(
          W,
          { ...filter, [places[rows]]: row ?? "none", since: when },
          { limit: 9000 },
        );
        expect(listed.items.map(({ id }) => id)).toEqual(expected.map(({ id }) => id).reverse());
      }
  }
  // What changes later is found by what it is then, and no more by what it was.
  const [moved] = orders as [OrderRow];
  await commit(store, { orders: [{ ...moved, carrier: "顺丰", province: "西藏", parcel_in: "四川", since: 500 }] });
  for (const filter of [{ carrier: "顺丰" }, { province: "西藏" }, { parcelIn: "四川" }, { since: { from: 500 } }])
    expect((await store.read.orders.list(W, filter, { limit: 9 })).items.map(({ id }) => id)).toEqual([moved.id]);
});

test("boards are read by indexes that are there already", async () => {
  const file = temporaryFile();
  await (await temporaryStore(file)).close();
  const asked: string[] = [];
  const db = new Database(file, { verbose: (text) => void asked.push(String(text)) });
  const read = boardReader(queriesOver(db));
  const filter = { statuses: ["New"], brands: ["NTL"] };
  const query = { rows: "destination" as const, of: "due" as const, spans: SPANS, filter };
  await read.counts(W, query);
  await read.counts(W, { rows: "category", of: "received", spans: SPANS, filter: { received: { from: 100 } } });
  await read.counts(W, { rows: "status", of: "since", spans: SPANS, filter: { statuses: ["New"] } });
  await read.waiting(W, query, ["hold"]);
  await read.timers(W, [{ timer: "watch/f/a" }], { whose: {}, after: { due: 1, order: "o", timer: "t" }, limit: 9 });
  await read.timerCount(W, [{ timer: "watch/f/a" }], { whose: {}, most: 9 });
  await read.latest(W, "breach", { filter: { statuses: ["New"] }, after: null, limit: 9 });
  const plans = asked
    .slice()
    .map((text) =>
      (db.prepare(`explain query plan ${text}`).all() as { detail: string }[])
        .map(({ detail }) => detail)
        .filter((detail) => /^(SEARCH|SCAN) (orders|waits|timers|state)/.test(detail)),
    );
  db.close();
  expect(plans).toEqual([
    ["SEARCH orders USING INDEX orders_by_status (workspace_id=? AND status=?)"],
    ["SEARCH orders USING INDEX sqlite_autoindex_orders_1 (workspace_id=?)"],
    ["SEARCH orders USING INDEX orders_by_status (workspace_id=? AND status=?)"],
    [
      "SEARCH waits USING COVERING INDEX waits_by_since (workspace_id=? AND kind=?)",
      "SEARCH orders USING INDEX orders_by_status (workspace_id=? AND status=? AND order_id=?)",
    ],
    ["SEARCH timers USING INDEX timers_due (workspace_id=? AND due>?)"],
    ["SEARCH timers USING COVERING INDEX sqlite_autoindex_timers_1 (workspace_id=? AND kind=?)"],
    ["SEARCH waits USING COVERING INDEX waits_by_since (workspace_id=? AND kind=?)"],
    [
      "SEARCH waits USING COVERING INDEX waits_by_since (workspace_id=? AND kind=?)",
      "SEARCH orders USING COVERING INDEX orders_by_status (workspace_id=? AND status=? AND order_id=?)",
    ],
  ]);
});
