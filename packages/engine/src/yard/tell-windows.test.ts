import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { windowEnd, windowStart } from "../prepare/window.ts";
import { startRun } from "../step/run.ts";
import { compare, flowOf, hours, programOf } from "../testing/flow.ts";
import { orderOf, Yard } from "../testing/yard.ts";
import { counterKey, windowValue } from "./counter.ts";

const START = Date.UTC(2026, 0, 20, 1);
const MINUTE = 60_000;

/** A count, a sum and a number of different values of one group, each begun anew by the measure `Reset` of 1 or more. */
const doc = flowOf("w", [{ id: "seen", kind: "measure", measure: "Hit" }], [], {
  windows: (["count", "sum", "distinct"] as const).map((of) => ({
    id: "x",
    of,
    event: "Hit",
    by: ["event.group"],
    window: hours(2),
    ...(of === "count" ? {} : { field: "event.n" }),
    reset: { event: "Reset", where: compare("event.n", "ge", 1) },
  })),
});

interface Told {
  kind: "Hit" | "Reset";
  n: number;
  wait: number;
  late: number;
}
const told: fc.Arbitrary<Told> = fc.record({
  kind: fc.constantFrom("Hit", "Hit", "Hit", "Reset"),
  n: fc.nat(3),
  wait: fc.nat(20),
  late: fc.nat(60),
});

/** What counts, by the rule's own words: not older than the window, not from before the newest time it was begun anew. */
function recount(seen: { kind: string; n: number; at: number; happened: number }[], now: number) {
  let kept: { n: number; happened: number }[] = [];
  let since = Number.NEGATIVE_INFINITY;
  for (const { kind, n, at, happened } of seen) {
    if (happened < at - 120 * MINUTE) continue;
    if (kind === "Hit" && happened >= since) kept.push({ n, happened });
    if (kind !== "Reset" || n < 1 || happened < since) continue;
    kept = kept.filter((one) => one.happened > happened);
    since = happened;
  }
  const inside = kept.filter(({ happened }) => happened >= now - 120 * MINUTE);
  return {
    count: inside.length,
    sum: inside.reduce((sum, { n }) => sum + n, 0),
    distinct: new Set(inside.map(({ n }) => n)).size,
  };
}

describe("windows that are begun anew", () => {
  it.each([64, 2])("[C4] count what happened since, however late it comes (%i kept singly)", (fewItems) => {
    fc.assert(
      fc.property(fc.array(told, { maxLength: 60 }), (script) => {
        const yard = new Yard([programOf(doc)], { at: START, prepare: { fewItems } });
        const seen: { kind: string; n: number; at: number; happened: number }[] = [];
        let at = START;
        for (const { kind, n, wait, late } of script) {
          at += wait * MINUTE;
          const happened = at - late * MINUTE;
          seen.push({ kind, n, at, happened });
          yard.do({ type: "measure_observed", measure: kind, at, occurredAt: happened, data: { group: "g", n } });
          const flow = yard.prepared.flows[0]?.live;
          const run = startRun(
            yard.prepared,
            { type: "resumed", id: "x", at, target: "sku", name: "", by: "" },
            yard.state,
          );
          const values = Object.fromEntries(
            flow?.windows.map((one) => [one.of, windowValue(run, one, ["g"], at)]) ?? [],
          );
          expect(values).toEqual(recount(seen, at));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("windows whose state is purged", () => {
  const DAY = 24 * 60 * MINUTE;
  const working = (amount: number) => ({ amount, unit: "hour", clock: "working" }) as const;
  const doc = flowOf("p", [{ id: "seen", kind: "measure", measure: "Hit" }], [], {
    windows: [hours(30), working(20)].map((window, at) => ({
      id: `x${at}`,
      of: "count" as const,
      event: "Hit",
      by: ["event.group"],
      window,
    })),
  });

  it.each([64, 1])("[C6] count what they would count without it (%i kept singly)", (fewItems) => {
    const happening = fc.record({ wait: fc.nat(9 * 60), late: fc.nat(90), many: fc.integer({ min: 1, max: 4 }) });
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (script) => {
        const [kept, purged] = [0, 1].map(() => new Yard([programOf(doc)], { at: START, prepare: { fewItems } }));
        if (kept === undefined || purged === undefined) throw new Error("two yards");
        const counts = ({ prepared, state, now }: Yard) => {
          const run = startRun(prepared, { type: "resumed", id: "x", at: now, target: "sku", name: "", by: "" }, state);
          return prepared.flows[0]?.live.windows.map((one) => windowValue(run, one, ["g"], now));
        };
        for (const { wait, late, many } of script) {
          for (const yard of [kept, purged]) {
            yard.until(yard.now + wait * MINUTE);
            for (let n = 0; n < many; n += 1) {
              const occurredAt = yard.now - late * MINUTE;
              yard.do({ type: "measure_observed", measure: "Hit", occurredAt, data: { group: "g" } });
            }
          }
          purged.state.purge(purged.now);
          expect(counts(purged)).toEqual(counts(kept));
        }
        purged.state.purge(purged.now + 30 * DAY);
        expect(purged.state.entries().filter(([key]) => key.kind === "counter")).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("the end of a window", () => {
  it("[C6] is one after which nothing from before can be inside: of a span, of working time, of a day", () => {
    const { prepared } = new Yard([programOf(doc)]);
    const [span] = prepared.flows[0]?.live.windows ?? [];
    if (span === undefined) throw new Error("no window");
    const windows = [
      span,
      { ...span, duration: { amount: 20, unit: "hour", clock: "working" } as const },
      { ...span, duration: null, day: true },
    ];
    const instant = fc.integer({ min: START, max: START + 400 * 24 * 60 }).map((n) => START + (n - START) * MINUTE);
    fc.assert(
      fc.property(fc.constantFrom(...windows), instant, fc.nat(10_000), (window, last, more) => {
        const at = windowEnd(window, last, prepared.settings) + 1 + more * MINUTE;
        expect(windowStart(window, at, prepared.settings)).toBeGreaterThan(last);
      }),
      { numRuns: 300 },
    );
  });
});

describe("windows and merges by a list", () => {
  const line = (sku: string, at: number) => ({ line_no: at, qty: 1, sku });
  const withSkus = (id: string, ...skus: string[]) => orderOf(id, { lines: skus.map((sku, at) => line(sku, at + 1)) });

  it("[C5] an order counts for each value of the list; a condition sees the largest", () => {
    const yard = new Yard([
      programOf(
        flowOf(
          "often",
          [
            { id: "in", kind: "order_received" },
            { id: "if", kind: "condition", when: compare("count.same", "ge", 3), missing: "not_met" },
            { id: "red", kind: "tag", tag: "often" },
          ],
          ["in -> if", "if:met -> red"],
          { windows: [{ id: "same", of: "count", event: "order_received", by: ["skus"], window: hours(24) }] },
        ),
      ),
    ]);
    yard.do({ type: "order_received", order: withSkus("A1", "S1", "S2") });
    yard.do({ type: "order_received", order: withSkus("A2", "S2") });
    yard.do({ type: "order_received", order: withSkus("A3", "S3", "S1") });
    yard.do({ type: "order_received", order: withSkus("A4", "S3", "S2", "S2") });
    yard.do({ type: "order_received", order: orderOf("A5") });
    const tagged = yard.effects().filter((effect) => effect.type === "tag");
    expect(tagged.map((effect) => effect.order)).toEqual(["A4"]);
    const window = yard.prepared.flows[0]?.live.windows[0];
    if (window === undefined) throw new Error("no window");
    expect(yard.state.get(counterKey(window, ["S2"]))).toMatchObject({ items: expect.objectContaining({ length: 3 }) });
  });

  it("[M9] orders of the same list, in whatever order, are one batch; its closing sees the list", () => {
    const yard = new Yard([
      programOf(
        flowOf(
          "same",
          [
            { id: "in", kind: "order_received" },
            { id: "join", kind: "merge", by: ["skus"], window: hours(1) },
            { id: "if", kind: "condition", when: compare("skus", "contains_any", ["S2"]), missing: "not_met" },
            { id: "tell", kind: "alert", to: ["ops"], channel: "inbox", level: 1, text: "ready" },
          ],
          ["in -> join", "join:closed -> if", "if:met -> tell"],
        ),
      ),
    ]);
    for (const [id, skus] of Object.entries({ A1: ["S1", "S2"], A2: ["S2", "S1", "S1"], A3: ["S1"] }))
      yard.do({ type: "order_received", order: withSkus(id, ...skus) });
    yard.until(START + 2 * 60 * MINUTE);
    expect(yard.effects().filter((effect) => effect.type === "alert")).toMatchObject([{ orders: ["A1", "A2"] }]);
  });
});
