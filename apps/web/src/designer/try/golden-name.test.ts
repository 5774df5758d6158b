import { expect, it } from "vitest";
import { formatFor } from "../../words/format.ts";
import { goldenName } from "./golden-name.ts";

const words = { names: { destinations: { rapid: "Rapid line" } }, format: formatFor("en", "Asia/Shanghai") };
const script = {
  start: 0,
  steps: [
    { type: "stock" as const, sku: "S", available: 1 },
    { type: "order" as const, key: "A", order: { style_code: "FJ2601", external_id: "SO-1" } },
  ],
};
const ended = (destination: string | null, tags: string[] = []) => ({
  orders: [
    {
      ...{ key: "A", outcome: "decided" as const, destination, lines: [], tags, status: "Assigned" },
      ...{ held: false, frozen: false, fields: {}, added: [] },
    },
  ],
});

it("a sample order is called after its order and what became of it", () => {
  expect(goldenName(script, ended("rapid"), words)).toBe("FJ2601 \u2192 Rapid line");
  expect(goldenName(script, ended(null, ["urgent", "gift"]), words)).toBe("FJ2601 \u2192 urgent gift");
  expect(goldenName(script, ended(null), words)).toBe("FJ2601");
});

it("an order without a style goes by its number; a script without an order suggests nothing", () => {
  const plain = { start: 0, steps: [{ type: "order" as const, key: "A", order: { external_id: "SO-1" } }] };
  expect(goldenName(plain, ended("rapid"), words)).toBe("SO-1 \u2192 Rapid line");
  expect(goldenName({ start: 0, steps: [{ type: "wait_next" }] }, { orders: [] }, words)).toBe("");
});
