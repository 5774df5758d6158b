import { expect, test } from "vitest";
import { openHouse } from "../testing/harness.ts";
import { withTurns } from "../testing/turns.ts";
import { eachEntry, lastBefore } from "./each-entry.ts";

test("few entries among many are each found once, in order, with turns for others in between", async () => {
  const { ctx } = await openHouse();
  const { id } = ctx.workspace;
  const { journal } = ctx.store.read;
  const before = (await journal.newest(id))?.position ?? 0;
  const began = ctx.clock.now() + 1000;
  const tx = await ctx.store.begin();
  tx.append(
    id,
    Array.from({ length: 5200 }, (_, n) => ({
      ...{ subject: "ord_x", at: began + n, type: n % 1733 === 0 ? "rare" : "common", actor: "test" },
      data: JSON.stringify({ n }),
    })),
  );
  tx.commit();
  const found: number[] = [];
  const { answer, turns } = await withTurns(() =>
    eachEntry(journal, id, { types: ["rare"], after: before }, ({ data }) => found.push(JSON.parse(data).n)),
  );
  expect(found).toEqual([0, 1733, 3466, 5199]);
  expect(answer).toBe(before + 5200);
  expect(turns).toBeGreaterThanOrEqual(5);
  expect(await lastBefore(journal, id, began + 100)).toBe(before + 100);
  expect(await lastBefore(journal, id, 0)).toBe(0);
  const later: number[] = [];
  await eachEntry(journal, id, { types: ["rare"], after: before + 3467 }, ({ data }) => later.push(JSON.parse(data).n));
  expect(later).toEqual([5199]);
});
