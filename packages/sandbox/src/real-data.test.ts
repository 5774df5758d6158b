/** Real orders from ../shared (their licences keep them out of the product): counts beside a plain computation of the same. */
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { type EngineEvent, prepare } from "@switchyard/engine";
import type { FlowDocument } from "@switchyard/flow";
import { DEFAULT_SETTINGS, DEFAULT_STATE_MACHINE, type Order, readMoment } from "@switchyard/orders";
import { describe, expect, test } from "vitest";
import { compare, flowOf, hours, programOf } from "../../engine/src/testing/flow.ts";
import { eventsOf, type Moments } from "./moments.ts";
import { createReplay } from "./replay.ts";

const HOUR = 3_600_000;
const folder = new URL("../../../../shared/data/", import.meta.url);
const here = existsSync(folder);
if (!here) console.info(`skipped: ${folder.pathname} is not here`);
const linesOf = (name: string) =>
  gunzipSync(readFileSync(new URL(name, folder)))
    .toString("utf8")
    .trim()
    .split("\n");

interface Recorded {
  order: Order;
  moments: Moments;
}
const recorded = (id: string, received_at: number, more: Partial<Order> = {}, moments: Moments = {}): Recorded => ({
  order: { id, source: "real", external_id: id, received_at, tags: [], lines: [], custom: {}, raw: {}, ...more },
  moments,
});

/** All that the records tell, in order of time, through one flow. */
function replayed(records: readonly Recorded[], document: FlowDocument, zone: string, until: number) {
  const settings = { ...DEFAULT_SETTINGS, zone };
  const items = records.flatMap(({ order, moments }): { event: EngineEvent; following?: number }[] => {
    const { received, events } = eventsOf(order, moments, DEFAULT_STATE_MACHINE);
    const first: EngineEvent = { type: "order_received", id: `r/${order.id}`, at: order.received_at, order: received };
    return [{ event: first, following: events.length }, ...events.map((event) => ({ event }))];
  });
  items.sort((a, b) => a.event.at - b.event.at);
  const after = prepare([programOf(document)], settings);
  const replay = createReplay({ flow: document.name, edges: [], after, before: null, looks: false });
  for (const { event, following } of items) replay.take(event, following);
  replay.finish(until);
  return replay.figures();
}

describe.runIf(here)("real data", { timeout: 120_000 }, () => {
  test("UCI Online Retail: 25,900 invoices, one customer's within 24 hours in one batch", () => {
    const invoices = new Map<string, { at: number; customer: string }>();
    for (const line of linesOf("uci-online-retail.csv.gz").slice(1)) {
      const [, when = "", customer = ""] = /,(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),[^,]*,(\d*),[^,]*$/.exec(line) ?? [];
      const number = line.slice(0, line.indexOf(","));
      if (!invoices.has(number)) invoices.set(number, { at: Date.parse(`${when.replace(" ", "T")}Z`), customer });
    }
    expect(invoices.size).toBe(25_900);
    const merging = flowOf(
      "f",
      [{ id: "in", kind: "order_received" }, { id: "join", kind: "merge", by: ["customer_id"], window: hours(24) }],
      ["in -> join"],
    ); // biome-ignore format: a drawing
    const records = [...invoices].map(([id, { at, customer }]) =>
      recorded(id, at, customer === "" ? {} : { customer_id: customer }),
    );
    const { after, orders } = replayed(records, merging, "Europe/London", 0);

    const byTime = [...invoices.values()].filter(({ customer }) => customer !== "").sort((a, b) => a.at - b.at);
    const closes = new Map<string, number>();
    let batches = 0;
    for (const { at, customer } of byTime) {
      if (at <= (closes.get(customer) ?? Number.NEGATIVE_INFINITY)) continue;
      batches += 1;
      closes.set(customer, at + 24 * HOUR);
    }
    expect(orders).toBe(25_900);
    expect(after.merge).toMatchObject({ orders: byTime.length, batches, saved: byTime.length - batches });
    expect(after.merge.saved).toBeGreaterThan(1000);
  });

  test("Olist: handed over within 48 hours, delivered by the promised day", () => {
    const zone = "America/Sao_Paulo";
    const instant = (text: string | null): number | null => {
      const read = text === null ? null : readMoment(text, zone);
      return read?.kind === "instant" ? read.at : null;
    };
    interface Sold {
      id: string;
      purchase: string;
      carrier: string | null;
      delivered: string | null;
      estimated: string;
    }
    const sold = linesOf("orders.ndjson.gz").map((line) => JSON.parse(line) as Sold);
    const promises = flowOf(
      "f",
      [
        { id: "in", kind: "order_received" },
        { id: "two", kind: "watch", within: hours(48), since: "received", goal: { states: ["HandedOver"], events: [] }, strict: false },
        { id: "slow", kind: "alert", to: ["ops"], channel: "inbox", level: 2, text: "slow" },
        { id: "got", kind: "state_reached", states: ["Signed"] },
        { id: "day", kind: "condition", when: compare("due_in_days", "lt", 0), missing: "not_met" },
        { id: "late", kind: "tag", tag: "late" },
      ],
      ["in -> two", "two:breached -> slow", "got -> day", "day:met -> late"],
    ); // biome-ignore format: a drawing
    let [kept, breached, late] = [0, 0, 0];
    const records = sold.map((one) => {
      const [bought = 0, carrier, got] = [instant(one.purchase) ?? 0, instant(one.carrier), instant(one.delivered)];
      // Whichever says first that it left the house; what happened before the purchase keeps no promise.
      const left = Math.min(carrier ?? Number.POSITIVE_INFINITY, got ?? Number.POSITIVE_INFINITY);
      if (left >= bought && left <= bought + 48 * HOUR) kept += 1;
      else breached += 1;
      if (one.delivered !== null && one.delivered.slice(0, 10) > one.estimated.slice(0, 10)) late += 1;
      const moments = {
        ...(carrier === null ? {} : { HandedOver: carrier }),
        ...(got === null ? {} : { Signed: got }),
      };
      return recorded(one.id, bought, { due_date: one.estimated.slice(0, 10) }, moments);
    });
    const figures = replayed(records, promises, zone, Date.UTC(2030, 0, 1));
    expect(figures.orders).toBe(17_176);
    expect(figures.after.watches).toEqual({ started: sold.length, kept, breached, open: 0 });
    expect(figures.after.alerts).toMatchObject({ 2: breached });
    expect(figures.nodes.late).toBe(late);
    expect(late).toBe(1110);
  });

  test("SCMS: deliveries after their scheduled day", () => {
    const [header = "", ...rows] = linesOf("scms-deliveries.csv.gz");
    const names = header.trim().split(",").slice(-5);
    const late = flowOf(
      "f",
      [
        { id: "got", kind: "state_reached", states: ["Signed"] },
        { id: "day", kind: "condition", when: compare("due_in_days", "lt", 0), missing: "not_met" },
        { id: "late", kind: "tag", tag: "late" },
      ],
      ["got -> day", "day:met -> late"],
    ); // biome-ignore format: a drawing
    const noon = (date: string) => Date.parse(`${date}T12:00:00Z`);
    let count = 0;
    const records = rows.map((row, n) => {
      const cells = row.trim().split(",").slice(-5);
      const cell = (name: string) => cells[names.indexOf(name)] ?? "";
      const scheduled = cell("iso Scheduled Delivery Date");
      const got = cell("iso Delivered to Client Date");
      const sent = cell("iso PO Sent to Vendor Date") || [scheduled, got].sort()[0] || "";
      if ((got > sent ? got : sent) > scheduled) count += 1;
      return recorded(`s${n}`, noon(sent), { due_date: scheduled }, { Signed: noon(got) });
    });
    const figures = replayed(records, late, "UTC", 0);
    expect(figures.orders).toBe(10_324);
    expect(figures.nodes.late).toBe(count);
    expect(count).toBeGreaterThanOrEqual(1186);
  });
});
