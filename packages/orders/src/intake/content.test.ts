import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../settings.ts";
import { MONDAY_TEN } from "../testing/orders.ts";
import { orderContent } from "./content.ts";
import { readOrder } from "./read-order.ts";

test("[R13] the content is the same exactly when the source said the same", () => {
  const input = {
    source: "shop",
    external_id: "1",
    brand: "A",
    x: { b: 1, a: 2 },
    due_at: "2026-01-21",
    lines: [{ qty: 1, sku: "a" }],
  };
  const content = (sent: object, id = "o-1", receivedAt = MONDAY_TEN) => {
    const result = readOrder(sent, { settings: DEFAULT_SETTINGS, id, receivedAt });
    return result.ok ? orderContent(result.order) : "";
  };
  const shuffled = {
    lines: [{ sku: "A ", qty: "1" }],
    x: { a: 2, b: 1 },
    due_date: "2026-01-21",
    brand: "Ａ",
    external_id: "1",
    source: "shop",
  };
  expect(content(shuffled, "o-2", MONDAY_TEN + 5)).toBe(content(input));
  for (const change of [
    { brand: "B" },
    { x: { b: 1 } },
    { lines: [] },
    { due_at: "2026-01-22" },
    { status: "Packed" },
    { tags: ["a"] },
  ]) {
    expect(content({ ...input, ...change })).not.toBe(content(input));
  }
});

test("[R13] every field of an order that a source can set is part of its content", () => {
  const source = readFileSync(new URL("../order.ts", import.meta.url), "utf8");
  const fields = [...source.matchAll(/^ {2}([a-z_]+)\??:/gm)].map(([, name]) => name);
  expect(fields.length).toBeGreaterThan(35);
  const text = readFileSync(new URL("./content.ts", import.meta.url), "utf8");
  for (const name of fields) if (name !== "id" && name !== "received_at") expect(text).toContain(`.${name}`);
});
