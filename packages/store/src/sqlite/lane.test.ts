import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Turn } from "../port/store.ts";
import { lane } from "./lane.ts";

/** Who got the lane, in order, when all of them asked at once. */
async function granted(turns: readonly Turn[]): Promise<string[]> {
  const { enter } = lane();
  const order: string[] = [];
  await Promise.all(
    turns.map(async (turn, place) => {
      const leave = await enter(turn);
      order.push(`${turn} ${place}`);
      await Promise.resolve();
      leave();
    }),
  );
  return order;
}
const turn = fc.constantFrom<Turn>("orders", "others");

describe("turns at the one writer", () => {
  test("orders wait for at most one of the others, and the others for at most one group of orders", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 40 }), async (turns) => {
        const order = await granted(turns);
        for (const mine of ["orders", "others"] as const) {
          const left = order.map((_, place) => order.slice(place).some((one) => one.startsWith(mine)));
          // Two of the other kind in a row while one of mine waits: never. (The first was alone when it came.)
          const twice = order.findIndex(
            (one, place) =>
              place > 0 && left[place] && [order[place - 1], one].every((each) => !each?.startsWith(mine)),
          );
          expect([mine, twice, order]).toEqual([mine, -1, order]);
        }
      }),
    );
  });

  test("among their own, first come first served; each has its turn once, one at a time", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 40 }), async (turns) => {
        const order = await granted(turns);
        expect(order.toSorted()).toEqual(turns.map((each, place) => `${each} ${place}`).toSorted());
        for (const mine of ["orders", "others"])
          expect(order.filter((one) => one.startsWith(mine)).map((one) => Number(one.split(" ")[1]))).toEqual(
            turns.flatMap((each, place) => (each === mine ? [place] : [])),
          );
      }),
    );
  });

  test("a lane that fell idle is taken at once", async () => {
    const { enter } = lane();
    for (const turn of ["orders", "others", "others", "orders"] as const) (await enter(turn))();
  });
});
