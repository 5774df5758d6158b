import type { Figure, Judged } from "@switchyard/flow";
import fc from "fast-check";
import { expect, test } from "vitest";
import { systemClock } from "../runtime/clock.ts";
import { openHouse, order } from "../testing/harness.ts";
import { changeWorkspace } from "../verbs/change-workspace.ts";
import { rightFigures } from "../verbs/figures.ts";
import { type Asked, eachJudged, eachRead } from "./each-judged.ts";
import { longestStep, partsOf } from "./order-judge.ts";
import { dayIn, type Span, spanOf } from "./span.ts";

const HOUR = 3_600_000;
const isOfJournal = (kind: Figure["kind"]) =>
  ["followed", "mean_after", "median_after", "among", "per_order"].includes(kind);
const BEGIN = Date.parse("2026-03-02T12:00:00+08:00");

const big: Figure = {
  ...{ id: "big", name: { zh: "大单", en: "Big" }, kind: "share", by: "received_at" },
  that: { type: "comparison", fact: "amount", operator: "ge", value: 30_000 },
};
/** Its orders are others when it is asked later: it is never kept. */
const old: Figure = { ...big, id: "old", that: { type: "comparison", fact: "age_hours", operator: "gt", value: 5 } };

/** Of what happened, to some orders; whose these are changes with the clock. */
const followed: Figure[] = [
  {
    ...{ id: "qhj", name: { zh: "甲", en: "A" }, kind: "followed", first: ["order_received"], next: ["complaint"] },
    of: { type: "comparison", fact: "brand", operator: "is", value: "青禾记" },
  },
  {
    ...{ id: "old_qhj", name: { zh: "乙", en: "B" }, kind: "mean_after", first: ["courier_node"], next: ["enquiry"] },
    of: { type: "comparison", fact: "age_hours", operator: "gt", value: 5 },
  },
];

const command = fc.oneof(
  fc.record({
    do: fc.constant("order" as const),
    n: fc.nat(11),
    amount: fc.option(fc.constantFrom(200, 400)),
    brand: fc.constantFrom("青禾记", "别家", undefined),
    paid: fc.option(fc.nat(60)),
  }),
  fc.record({ do: fc.constant("cancel" as const), n: fc.nat(11) }),
  fc.record({
    do: fc.constant("news" as const),
    n: fc.nat(11),
    what: fc.constantFrom<Record<string, unknown>>(
      { type: "courier_node", action: "fix_address" },
      { type: "courier_node", action: "in_transit" },
      { type: "after_sale", kind: "complaint" },
      { type: "measure_observed", measure: "customer_answered", value: 1 },
      { type: "measure_observed", measure: "enquiry", value: 1 },
      { type: "measure_observed", measure: "handling_cost", value: 3 },
    ),
  }),
  fc.record({ do: fc.constant("cost" as const), value: fc.nat(9) }),
  fc.record({
    do: fc.constant("state" as const),
    n: fc.nat(11),
    to: fc.constantFrom("Assigned", "Picked", "Held", "RefundRequested", "Refunded"),
  }),
  fc.record({ do: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ do: fc.constant("zone" as const), zone: fc.constantFrom("Asia/Shanghai", "Europe/Berlin") }),
  fc.record({ do: fc.constant("figures" as const), list: fc.constantFrom("default", "own") }),
);

test("what is kept of orders says what a walk over all of them says, whatever happened in between and whoever asks", async () => {
  let now = BEGIN;
  const clock = systemClock(
    () => now,
    () => 0,
  );
  const house = await openHouse({ clock });
  const { ctx } = house;
  await changeWorkspace(ctx, (whole) => ({ ...whole, brands: [{ id: "b1", name: "青禾记" }] }));
  const ids = new Map<number, string>();
  const own = [...ctx.workspace.figures, big, old, ...followed];
  const guest = { ...ctx, who: { ...ctx.who, brand: "b1" } };

  const said = async (span: Span, how: (take: Parameters<typeof eachRead>[2]) => Promise<void>) => {
    const lines: string[] = [];
    await how(({ at, ...judged }: Judged, figure, order) => {
      if (dayIn(span, at) === null) return;
      const { waits: _, ...told } = judged as Judged & { waits?: number };
      const parts = partsOf(ctx.workspace.settings).map((_part, place) => order.part(place));
      lines.push(JSON.stringify([figure, order.id(), at, told, parts]));
    });
    return lines.sort();
  };
  const expectSame = async () => {
    for (const period of ["7d", "2026-03"])
      for (const seen of [ctx, guest]) {
        const standing = rightFigures(ctx);
        const span = spanOf(period, now, ctx.workspace.settings.zone);
        const figures = standing.filter(({ kind }) => !isOfJournal(kind) && kind !== "gap");
        const ofOrders: Asked = { span, figures };
        const plain = await said(span, (take) => eachRead(seen, ofOrders, take));
        expect(await said(span, (take) => eachJudged(seen, { ...ofOrders, standing }, take))).toEqual(plain);
        // Of no figure that stands nothing is kept: the journal and the orders are read.
        const ofJournal: Asked = { span, figures: standing.filter(({ kind }) => isOfJournal(kind)) };
        const read = await said(span, (take) => eachJudged(seen, { ...ofJournal, standing: [] }, take));
        expect(await said(span, (take) => eachJudged(seen, { ...ofJournal, standing }, take))).toEqual(read);
        told.orders += plain.length;
        told.journal += read.length;
      }
  };
  const event = async (one: Record<string, unknown>) =>
    expect((await house.send("POST", "/api/v1/events", one)).status).toBe(200);
  const told = { orders: 0, journal: 0 };
  const run = async (one: typeof command extends fc.Arbitrary<infer Command> ? Command : never) => {
    if (one.do === "wait") now += one.hours * HOUR;
    else if (one.do === "zone")
      await changeWorkspace(ctx, (whole) => ({ ...whole, settings: { ...whole.settings, zone: one.zone } }));
    else if (one.do === "figures")
      await changeWorkspace(ctx, ({ figures: _, ...whole }) =>
        one.list === "own" ? { ...whole, figures: own } : whole,
      );
    else if (one.do === "cost") await event({ type: "measure_observed", measure: "handling_cost", value: one.value });
    else if (one.do === "order") {
      const { amount, brand, paid } = one;
      const more = {
        ...(amount === null ? {} : { amount, currency: "CNY" }),
        ...(brand === undefined ? {} : { brand }),
        ...(paid === null ? {} : { paid_at: new Date(now - paid * HOUR).toISOString() }),
      };
      const { body } = await house.send("POST", "/api/v1/orders", order(String(one.n), more));
      ids.set(one.n, body.order.id);
    } else if (ids.has(one.n)) {
      const about = { order: ids.get(one.n) };
      if (one.do === "cancel") await event({ type: "order_cancelled", ...about });
      else if (one.do === "news") await event({ ...one.what, ...about });
      else await event({ type: "state_asserted", ...about, to: one.to, evidence: { kind: "hand" } });
    }
  };
  // So that each look has something to tell, whatever the commands are.
  for (const n of [0, 1, 2]) {
    await run({ do: "order", n, amount: 200, brand: "青禾记", paid: 2 });
    await run({ do: "state", n, to: "Picked" });
  }
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 6, maxLength: 12 }), async (commands) => {
      for (const one of commands) await run(one);
      await expectSame();
    }),
    { numRuns: 8, endOnFailure: true },
  );
  expect(Math.min(told.orders, told.journal)).toBeGreaterThan(100);
});

test("the step of an order is where it stayed longest of those that it has left", () => {
  const settings = { zone: "Asia/Shanghai", customFields: [] } as unknown as Parameters<typeof longestStep>[1];
  const state = (reached?: Record<string, number>) =>
    longestStep({ kind: "order", order: { received_at: 100 }, status: "x", reached } as never, settings);
  expect([state(), state({ Assigned: 150 }), state({ Signed: 900, Assigned: 150, Held: 300 })]).toEqual([
    ...[null, "PendingReview", "Held"],
  ]);
  expect(state({ Assigned: 150, Picked: 200 })).toBe("PendingReview");
  expect(state({ Assigned: 40, Picked: 60, Signed: 70 })).toBe("Assigned");
});
