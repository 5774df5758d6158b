import { expect, test } from "vitest";
import { eachRecord } from "./each-record.ts";

function shelf(count: number) {
  const all = Array.from({ length: count }, (_, n) => `r${n}`);
  const page = async (cursor: string | null) => {
    const from = cursor === null ? 0 : Number(cursor);
    return { ids: all.slice(from, from + 2), next: from + 2 < count ? String(from + 2) : null };
  };
  return { all, page };
}

test("every record is met once, in pieces; none where there is none", async () => {
  for (const count of [0, 1, 2, 5]) {
    const { all, page } = shelf(count);
    const met: string[][] = [];
    await eachRecord({ page, act: async (ids) => void met.push(ids), isStopped: () => false });
    expect(met.flat()).toEqual(all);
    expect(met.every((ids) => ids.length > 0)).toBe(true);
  }
});

test("whoever stops it stops it before the next piece", async () => {
  const { page } = shelf(9);
  const met: string[] = [];
  await eachRecord({ page, act: async (ids) => void met.push(...ids), isStopped: () => met.length >= 4 });
  expect(met).toEqual(["r0", "r1", "r2", "r3"]);
});
