import { expect, test } from "vitest";
import { giveBack } from "./give-back.ts";

test("what nobody holds any more is given back at once, and scripts get no collector of their own", () => {
  let held: unknown[] | null = Array.from({ length: 200_000 }, (_, n) => ({ n, text: `text ${n}` }));
  const before = process.memoryUsage().heapUsed;
  expect(held).toHaveLength(200_000);
  held = null;
  giveBack();
  expect(process.memoryUsage().heapUsed).toBeLessThan(before - 5_000_000);
  expect("gc" in globalThis).toBe(false);
});
