import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../settings.ts";
import { MONDAY_TEN } from "../testing/orders.ts";
import { orderContent } from "./content.ts";
import { readOrder } from "./read-order.ts";

const CONTEXT = { settings: DEFAULT_SETTINGS, receivedAt: MONDAY_TEN };

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
    const result = readOrder(sent, { ...CONTEXT, id, receivedAt });
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

test("[R13] whatever a source sends, the order of its keys says nothing, and each of its values says something", () => {
  const contentOf = (sent: object) => {
    const result = readOrder({ ...sent, source: "shop", external_id: "1" }, { ...CONTEXT, id: "o-1" });
    return result.ok ? orderContent(result.order) : null;
  };
  const names = fc.constantFrom("brand", "note", "city", "shop", "x", "y", "z~/", "");
  const value = fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.integer(),
    fc.dictionary(fc.string({ maxLength: 3 }), fc.string({ maxLength: 3 })),
    fc.array(fc.integer({ max: 9 }), { maxLength: 3 }),
  );
  const backwards = (sent: unknown): unknown =>
    typeof sent !== "object" || sent === null || Array.isArray(sent)
      ? sent
      : Object.fromEntries(
          Object.entries(sent)
            .reverse()
            .map(([name, one]) => [name, backwards(one)]),
        );
  let read = 0;
  fc.assert(
    fc.property(fc.dictionary(names, value), fc.string({ maxLength: 3 }), (sent, more) => {
      const content = contentOf(sent);
      if (content === null) return;
      read += 1;
      expect(contentOf(backwards(sent) as object)).toBe(content);
      expect(contentOf({ ...sent, another: { [more]: 1 } })).not.toBe(content);
      // What one text holds is never taken for another field.
      expect(contentOf({ ...sent, another: JSON.stringify(sent) })).not.toBe(contentOf({ ...sent, another: sent }));
    }),
    { numRuns: 500 },
  );
  expect(read).toBeGreaterThan(100);
});
