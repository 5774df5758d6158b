import fc from "fast-check";
import { expect, test } from "vitest";
import { caseArbitrary } from "../testing/lane/generate.ts";
import { type Moments, ODD_TEXTS, storedOrder, wrongTexts } from "../testing/lane/texts.ts";
import { chunkOf } from "./order-columns.ts";
import { chunkOfTexts } from "./text-chunk.ts";

/** What parsing every order gives, column by column. */
const expectSame = (stored: readonly string[], moments?: Moments) =>
  expect(wrongTexts({ chunkOf, chunkOfTexts }, stored, moments)).toBeNull();

test("[F4] columns made of stored orders' bytes are those made of the orders", () => {
  fc.assert(
    fc.property(caseArbitrary, ({ orders }) => {
      const following = orders.map((one) => one.following);
      expectSame(
        orders.map(({ order }) => JSON.stringify(order)),
        { at: 1000, following: following.length > 0 ? following : [0] },
      );
    }),
    { numRuns: 60 },
  );
});

for (const [name, stored] of Object.entries(ODD_TEXTS)) {
  test(`[F4] so they are of ${name}`, () => {
    expectSame(stored);
    for (const one of stored) expectSame([one, storedOrder({})]);
    expectSame([...stored, ...stored], { at: 0.5 });
  });
}

test("[F4] no orders at all are no columns", () => expectSame([]));
