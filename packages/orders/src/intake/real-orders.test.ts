/** Real orders (Olist, from ../shared only: its licence keeps it out of the product) through intake and facts. */
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { instantText } from "../calendar/instant.ts";
import { computeFacts } from "../facts/compute.ts";
import { DEFAULT_SETTINGS } from "../settings.ts";
import { readOrder } from "./read-order.ts";

interface Sold {
  id: string;
  status: string;
  purchase: string;
  approved: string | null;
  estimated: string;
  customer: { uid: string; city: string; state: string };
  items: { n: number; product: string; seller: string; price: number; freight: number }[];
  payments: { type: string; value: number }[];
}

const file = new URL("../../../../../shared/data/orders.ndjson.gz", import.meta.url);
const here = existsSync(file);
if (!here) console.info(`skipped: ${file.pathname} is not here`);

const settings = { ...DEFAULT_SETTINGS, zone: "America/Sao_Paulo", currency: "BRL" };
/** Sums of floats are what the source wrote only after rounding to its two decimals. */
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0).toFixed(2);

const inputOf = (sold: Sold) => ({
  source: "olist",
  external_id: sold.id,
  status: sold.status,
  ordered_at: sold.purchase,
  paid_at: sold.approved,
  due_at: sold.estimated.slice(0, 10),
  customer_id: sold.customer.uid,
  city: sold.customer.city,
  province: sold.customer.state,
  payment_method: sold.payments[0]?.type,
  amount: sum(sold.payments.map(({ value }) => value)),
  lines: sold.items.map((item) => ({
    line_no: item.n,
    qty: 1,
    sku: item.product,
    brand: item.seller,
    unit_price: item.price,
  })),
  payments: sold.payments,
});

describe.skipIf(!here)("17,176 real orders", () => {
  const orders = here
    ? gunzipSync(readFileSync(file))
        .toString("utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Sold)
    : [];

  test("[R4] all are read: local times as written, money to the cent, what is odd as warnings", () => {
    const warned: Record<string, number> = {};
    for (const sold of orders) {
      const read = readOrder(inputOf(sold), { settings, receivedAt: Date.UTC(2018, 10, 1), id: sold.id });
      if (!read.ok) throw new Error(`${sold.id}: ${JSON.stringify(read.problems)}`);
      const { order } = read;
      expect(instantText(order.ordered_at ?? 0, settings.zone).slice(0, 19)).toBe(sold.purchase);
      expect(order.amount).toBe(Math.round(Number(inputOf(sold).amount) * 100));
      for (const { code } of read.warnings) warned[code] = (warned[code] ?? 0) + 1;
      const facts = computeFacts(order, { now: order.ordered_at ?? 0, settings });
      expect(facts.line_count).toBe(sold.items.length);
      if (sold.items.length > 0) {
        const cents = sold.items.map(({ price }) => Math.round(price * 100));
        expect(facts.goods_amount).toBe(cents.reduce((total, value) => total + value, 0));
      }
    }
    expect(orders).toHaveLength(17_176);
    expect(Object.keys(warned).sort()).toEqual(["no_offset", "unknown_status"]);
  });
});
