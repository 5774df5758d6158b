import { prepare } from "@switchyard/engine";
import fc from "fast-check";
import { expect, test } from "vitest";
import { chunkOf, type OrderChunk } from "./columns/order-columns.ts";
import { addFigures, addSweeps } from "./parts.ts";
import { createReplay, type Difference } from "./replay.ts";
import { createSweep } from "./sweep.ts";
import { type Case, caseArbitrary } from "./testing/lane/generate.ts";

const LATER = 200 * 3_600_000;

/** Orders of which nothing more is told, in chunks. */
function chunksOf({ orders, size }: Case): { chunks: OrderChunk[]; lastAt: number } {
  const rows = orders.map((one) => ({ ...one, following: 0 }));
  const chunks: OrderChunk[] = [];
  for (let from = 0; from < rows.length; from += size) chunks.push(chunkOf(rows.slice(from, from + size)));
  return { chunks, lastAt: (rows.at(-1)?.at ?? 0) + LATER };
}

const RUNS = 60;
const PATIENT = { timeout: 300_000 };

test(
  "[F5] where orders know nothing of each other, parts of a history that are run apart add up to the whole, to the byte",
  PATIENT,
  () => {
    let apart = 0;
    fc.assert(
      fc.property(caseArbitrary, (one) => {
        const { chunks, lastAt } = chunksOf(one);
        const run = (wanted: (place: number) => boolean) => {
          const differences: { place: number; difference: Difference }[] = [];
          let at = 0;
          const replay = createReplay({
            ...{ flow: "f", edges: one.edges, looks: one.looks },
            after: prepare(one.after, one.settings),
            before: one.before === null ? null : prepare(one.before, one.settings, { trace: one.traceBefore }),
            onDifference: (difference) => differences.push({ place: at, difference }),
          });
          for (const [place, chunk] of chunks.entries()) {
            at = place;
            if (wanted(place)) replay.takeChunk(chunk);
          }
          const { open } = replay;
          replay.finish(lastAt);
          return { replay, open, differences, figures: replay.figures() };
        };
        const whole = run(() => true);
        if (!whole.replay.apart) return;
        const [even, uneven] = [run((place) => place % 2 === 0), run((place) => place % 2 === 1)];
        // Whoever runs parts sees that an order waits, and runs the whole.
        if (even.open + uneven.open > 0) return;
        apart += 1;
        expect(JSON.stringify(addFigures(even.figures, uneven.figures))).toBe(JSON.stringify(whole.figures));
        const inOrder = [...even.differences, ...uneven.differences].sort((a, b) => a.place - b.place);
        expect(inOrder).toEqual(whole.differences);
      }),
      { numRuns: RUNS },
    );
    expect(apart).toBeGreaterThan(RUNS / 10);
  },
);

test("[F6] a sweep decides chunks as it decides events, and its parts add up too", PATIENT, () => {
  let lanes = 0;
  let apart = 0;
  fc.assert(
    fc.property(caseArbitrary, (one) => {
      const { chunks, lastAt } = chunksOf(one);
      const variants = [one.after, one.before ?? one.after, one.after].map((programs) =>
        prepare(programs, one.settings, { trace: false }),
      );
      const run = (wanted: (place: number) => boolean) => {
        const sweep = createSweep(variants, { looks: one.looks });
        for (const [place, chunk] of chunks.entries()) if (wanted(place)) for (const _ of sweep.inPieces(chunk));
        sweep.finish(lastAt);
        return sweep;
      };
      const whole = run(() => true);
      const byEvent = createSweep(variants, { looks: one.looks });
      for (const { order, at } of one.orders)
        byEvent.take({ type: "order_received", id: `${order.id}/received`, at, order }, 0);
      byEvent.finish(lastAt);
      expect(JSON.stringify(whole.figures())).toBe(JSON.stringify(byEvent.figures()));
      if (whole.byEvent === null) lanes += 1;
      if (!whole.apart) return;
      apart += 1;
      const [even, uneven] = [run((place) => place % 2 === 0), run((place) => place % 2 === 1)];
      expect(JSON.stringify(addSweeps(even.figures(), uneven.figures()))).toBe(JSON.stringify(whole.figures()));
    }),
    { numRuns: RUNS },
  );
  expect(lanes).toBeGreaterThan(RUNS / 2);
  expect(apart).toBeGreaterThan(RUNS / 10);
});
