/** Figures that are read in the journal, through the real server, beside numbers counted by hand. */
import { type Figure, FigureTally } from "@switchyard/flow";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type House, openHouse, order } from "../testing/harness.ts";
import { alert, always, handClock } from "../testing/vendors.ts";
import { roleOf, Stories } from "./happened.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 10:00 in Shanghai. */
const START = Date.UTC(2026, 10, 20, 2);

async function house(figures: Figure[] = []) {
  const clock = handClock(START);
  const one = await openHouse({ clock });
  for (const figure of figures) {
    const put = await one.send("PUT", `/api/v1/figures/${figure.id}`, figure);
    expect(put.status, put.text).toBeLessThan(300);
  }
  return { house: one, clock };
}
const take = async (one: House, number: string, more: Record<string, unknown> = {}): Promise<string> => {
  const { status, body, text } = await one.send("POST", "/api/v1/orders", order(number, more));
  expect([status, text]).toEqual([201, text]);
  return body.order.id;
};
const tell = async (one: House, event: Record<string, unknown>) => {
  const { status, text } = await one.send("POST", "/api/v1/events", event);
  expect(status, text).toBe(200);
};
const state = (one: House, id: string, to: string) =>
  tell(one, { type: "state_asserted", order: id, to, evidence: { kind: "hand" } });
const told = async (one: House, id: string, period = "7d") => {
  const { items } = (await one.get(`/api/v1/figures?period=${period}`)).body;
  const { value, of, yes, unjudged, unit } = items.find((figure: { id: string }) => figure.id === id);
  return { value, of, yes, unjudged, unit };
};

describe("what happened", () => {
  test("[G7] hours from an alert to the next state, mean and median; further alerts meanwhile belong to the same trouble", async () => {
    const { house: one, clock } = await house();
    await always(one, alert("inbox"));
    const ids = [await take(one, "1"), await take(one, "2"), await take(one, "3"), await take(one, "4")];
    clock.pass(2 * HOUR);
    await state(one, ids[0] as string, "Assigned");
    clock.pass(2 * HOUR);
    await state(one, ids[1] as string, "Assigned");
    clock.pass(5 * HOUR);
    await state(one, ids[2] as string, "Assigned");
    // 2, 4 and 9 hours; the fourth is open still.
    expect(await told(one, "alert_closed_mean")).toEqual({ value: 5, of: 3, yes: 3, unjudged: 1, unit: "hour" });
    expect(await told(one, "alert_closed_median")).toMatchObject({ value: 4, of: 3, unjudged: 1 });
    const { body } = await one.get("/api/v1/figures/alert_closed_mean/orders?is=missing");
    expect(body).toMatchObject({ total: 1, items: [{ external_id: "4", missing: ["state"] }] });
  });

  test("[G7] address problems that customers fixed themselves: 19 of 100 is 19 %", async () => {
    const { house: one, clock } = await house();
    for (let n = 0; n < 100; n += 1) {
      const id = await take(one, `A-${n}`);
      await tell(one, { type: "courier_node", order: id, action: n % 2 === 0 ? "fix_address" : "contact_customer" });
      clock.pass(1000);
      if (n < 19) await tell(one, { type: "measure_observed", order: id, measure: "customer_answered", value: 1 });
    }
    expect(await told(one, "customer_fixed")).toEqual({ value: 19, of: 100, yes: 19, unjudged: 0, unit: "percent" });
  });

  test("[G7] enquiries within two hours of a node, inclusive; errors among orders; deadlines; a day's cost over its orders", async () => {
    const { house: one, clock } = await house();
    const ids = [await take(one, "1"), await take(one, "2"), await take(one, "3"), await take(one, "4")];
    for (const id of ids) await tell(one, { type: "courier_node", order: id, action: "in_transit" });
    clock.pass(HOUR);
    await tell(one, { type: "courier_node", order: ids[1], action: "in_transit" });
    clock.pass(HOUR);
    await tell(one, { type: "measure_observed", order: ids[0], measure: "enquiry", value: 1 });
    clock.pass(HOUR);
    // Three hours after its first node and two after its last; the third three hours after its only one.
    for (const id of [ids[1], ids[2]])
      await tell(one, { type: "measure_observed", order: id, measure: "enquiry", value: 1 });
    expect(await told(one, "asked_2h")).toMatchObject({ value: 50, yes: 2, of: 4 });
    await tell(one, { type: "after_sale", kind: "complaint", order: ids[3] });
    expect(await told(one, "order_errors")).toMatchObject({ value: 25, yes: 1, of: 4 });
    expect(await told(one, "cost_per_order")).toEqual({ value: null, of: 4, yes: 4, unjudged: 0, unit: "each" });
    await tell(one, { type: "measure_observed", measure: "handling_cost", value: 7.8 });
    await tell(one, { type: "measure_observed", measure: "handling_cost", value: 0.6 });
    expect(await told(one, "cost_per_order")).toMatchObject({ value: 2.1, of: 4 });
    await state(one, ids[0] as string, "Assigned");
    // No step of the machine: it stays what it is.
    await one.send("POST", "/api/v1/events", {
      type: "state_asserted",
      order: ids[0],
      to: "Signed",
      evidence: { kind: "hand" },
    });
    expect(await told(one, "state_conflicts")).toMatchObject({ yes: 1 });
  });

  test("[G7] an order that was taken in with its past began when it was ordered: what couriers and customers said before counts", async () => {
    const { house: one } = await house();
    const before = (hours: number) => new Date(START - hours * HOUR).toISOString();
    const ids = [await take(one, "1", { ordered_at: before(50) }), await take(one, "2", { ordered_at: before(50) })];
    await tell(one, { type: "after_sale", kind: "complaint", order: ids[0], occurred_at: before(3) });
    expect(await told(one, "complaint_rate")).toMatchObject({ value: 50, of: 2, yes: 1 });
    await tell(one, { type: "courier_node", order: ids[1], action: "stalled", occurred_at: before(20) });
    expect(await told(one, "courier_trouble_rate")).toMatchObject({ value: 50, of: 2, yes: 1 });
    // It counts on the day on which it was ordered, whenever it was taken in.
    await take(one, "3", { ordered_at: before(10 * 24) });
    expect(await told(one, "complaint_rate")).toMatchObject({ of: 2 });
    expect(await told(one, "complaint_rate", "30d")).toMatchObject({ of: 3, yes: 1 });
  });

  test("[G8] days between two orders of a brand, the one before the period among them, in whatever words the brand is named", async () => {
    const { house: one, clock } = await house([
      { id: "gap", name: { zh: "间隔", en: "Gap" }, kind: "gap", by: "received_at" },
    ]);
    await one.send("PATCH", "/api/v1/workspace", {
      revision: (await one.get("/api/v1/workspace")).body.revision,
      brands: [{ id: "b1", name: "青禾记", synonyms: ["QH"] }],
    });
    await take(one, "1", { brand: "青禾记" });
    await take(one, "2", { brand: "别家" });
    clock.pass(30 * DAY);
    await take(one, "3", { brand: "QH" });
    clock.pass(3 * DAY);
    await take(one, "4", { brand: "青禾记" });
    await take(one, "5", { brand: "新客" });
    await take(one, "6");
    // 30 and 3 days; a brand's first order and one without a brand have none before them.
    expect(await told(one, "gap")).toEqual({ value: 16.5, of: 2, yes: 2, unjudged: 0, unit: "day" });
    const parts = (await one.get("/api/v1/figures/parts?by=brand")).body;
    const at = parts.figures.findIndex(({ id }: { id: string }) => id === "gap");
    const row = parts.rows.find(({ id }: { id: string | null }) => id === "b1");
    expect(row.values[at]).toMatchObject({ value: 16.5, of: 2 });
  });

  test("[G7] `of` narrows what happened to orders that a condition holds for", async () => {
    const { house: one, clock } = await house([
      {
        ...{
          id: "mine",
          name: { zh: "甲", en: "A" },
          kind: "followed",
          first: ["order_received"],
          next: ["complaint"],
        },
        of: { type: "comparison", fact: "brand", operator: "is", value: "甲" },
      },
    ]);
    const ids = [
      await take(one, "1", { brand: "甲" }),
      await take(one, "2", { brand: "甲" }),
      await take(one, "3", { brand: "乙" }),
    ];
    clock.pass(HOUR);
    for (const id of [ids[0], ids[2]]) await tell(one, { type: "after_sale", kind: "complaint", order: id });
    expect(await told(one, "mine")).toMatchObject({ value: 50, of: 2, yes: 1 });
  });
});

test("[G7] whatever happens in whatever order: a story's count is that of the plain definition", () => {
  const figure = {
    id: "f",
    name: { zh: "甲", en: "A" },
    kind: "followed",
    first: ["a"],
    next: ["b"],
    hours: 2,
  } as const;
  const anyNews = fc.array(fc.record({ gap: fc.integer({ min: 0, max: 3 }), name: fc.constantFrom("a", "b", "c") }), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(anyNews, (list) => {
      let at = 0;
      const news = list.map(({ gap, name }) => {
        at += gap * HOUR;
        return { at, name };
      });
      const asked = { ...figure, first: ["a"], next: ["b"] };
      const tally = new FigureTally(asked);
      const stories = new Stories(asked, 1, (judged) => tally.add(judged));
      for (const { at: when, name } of news) {
        const role = roleOf(asked, [name]);
        if (role !== null) stories.tell(0, when, role);
      }
      stories.end({ from: 0, to: 1 });
      // Cut at each `b` that is later than the last `a` before it: each piece that has an `a` is one time.
      let [of, yes, last] = [0, 0, null as number | null];
      for (const { at: when, name } of news) {
        if (name === "b" && last !== null && when > last) {
          of += 1;
          if (when - last <= 2 * HOUR) yes += 1;
          last = null;
        } else if (name === "a") last = when;
      }
      if (last !== null) of += 1;
      expect(tally.count()).toMatchObject({ of, yes });
    }),
  );
});
