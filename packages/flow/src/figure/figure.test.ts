import { DEFAULT_STATE_MACHINE, type Facts } from "@switchyard/orders";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Condition } from "../document.ts";
import { checkFigure, figureLookup } from "./check-figure.ts";
import { DEFAULT_FIGURES } from "./default-figures.ts";
import { type Figure, figureSchema } from "./figure.ts";
import { figureJudge } from "./judge-figure.ts";
import { FigureTally, isGood, oneDecimal } from "./tally-figure.ts";

const HOUR = 3_600_000;
const NOW = 1_770_000_000_000;
const lookup = figureLookup({ states: DEFAULT_STATE_MACHINE.states.map(({ id }) => id) });
const base = { id: "f", name: { zh: "甲", en: "A" }, by: "paid_at" } as const;
const over300: Condition = { type: "comparison", fact: "amount", operator: "ge", value: 30_000 };
const isA: Condition = { type: "comparison", fact: "brand", operator: "is", value: "A" };

function tally(figure: Figure, orders: Facts[], now = NOW) {
  expect(checkFigure(figure, lookup)).toEqual([]);
  const { judge } = figureJudge(figure, lookup);
  const sum = new FigureTally(figure);
  for (const facts of orders) {
    const judged = judge(facts, now);
    if (judged !== null) sum.add(judged);
  }
  return { ...sum.count(), value: sum.value() };
}

describe("counting", () => {
  const share: Figure = { ...base, kind: "share", of: isA, that: over300 };

  test("[G1] an order counts by its instant and where the condition holds for it", () => {
    const paid = { paid_at: NOW, brand: "A", amount: 30_000 };
    expect(figureJudge(share, lookup).judge(paid, NOW)).toEqual({ at: NOW, is: "yes", ms: 0 });
    expect(tally(share, [paid, { ...paid, brand: "B" }, { brand: "A", amount: 1 }, { ...paid, amount: 1 }])).toEqual({
      ...{ of: 2, yes: 1, unjudged: 0, missing: {}, value: 50 },
    });
  });

  test("[G3] what lacks data is in neither number, and says what it lacks", () => {
    const orders = [
      { paid_at: 1, brand: "A", amount: 30_000 },
      { paid_at: 1, brand: "A" },
      { paid_at: 1, amount: 1 },
    ];
    expect(tally(share, orders)).toEqual({
      ...{ of: 1, yes: 1, unjudged: 2, missing: { amount: 1, brand: 1 }, value: 100 },
    });
  });

  test("[G2] over a time: not at exactly the limit, and while it waits by what it has waited", () => {
    const figure: Figure = { ...base, kind: "over", from: "paid_at", to: "reached.HandedOver", hours: 48 };
    const after = (ms: number) => ({ paid_at: NOW - 90 * HOUR, reached: { HandedOver: NOW - 90 * HOUR + ms } });
    const waits = (ms: number) => ({ paid_at: NOW - ms });
    const at = (facts: Facts) => figureJudge(figure, lookup).judge(facts, NOW)?.is;
    expect([after(48 * HOUR), after(48 * HOUR + 1), waits(48 * HOUR), waits(48 * HOUR + 1)].map(at)).toEqual([
      ...["no", "yes", "no", "yes"],
    ]);
  });

  test("[G2] [G3] mean and median of a time; one that runs backwards is none", () => {
    const took = (hours: number) => ({ paid_at: NOW, reached: { PickedUp: NOW + hours * HOUR } });
    const orders = [took(1), took(2), took(6), took(-1), { paid_at: NOW }];
    const time = { ...base, from: "paid_at", to: "reached.PickedUp" } as const;
    const count = { of: 3, yes: 3, unjudged: 2, missing: { "reached.PickedUp": 1 } };
    expect(tally({ ...time, kind: "mean" }, orders)).toEqual({ ...count, value: 3 });
    expect(tally({ ...time, kind: "median" }, orders)).toEqual({ ...count, value: 2 });
    expect(tally({ ...time, kind: "median" }, [took(1), took(2)]).value).toBe(1.5);
  });

  test("[G4] one decimal, half up, in whole numbers; no orders give no value", () => {
    expect([oneDecimal(5700, 1000), oneDecimal(300, 500), oneDecimal(5, 100), oneDecimal(49, 1000)]).toEqual([
      ...[5.7, 0.6, 0.1, 0],
    ]);
    expect(oneDecimal(100, 3)).toBe(33.3);
    expect(tally(share, [])).toEqual({ of: 0, yes: 0, unjudged: 0, missing: {}, value: null });
    const whole = fc.integer({ min: 0, max: 10 ** 9 });
    fc.assert(
      fc.property(whole, fc.integer({ min: 1, max: 10 ** 9 }), (n, d) => {
        const tenths = BigInt(Math.round(oneDecimal(n, d) * 10));
        const [twice, half] = [2n * BigInt(d) * tenths, BigInt(d)];
        // tenths − ½ ≤ 10 n/d < tenths + ½
        expect(20n * BigInt(n) >= twice - half && 20n * BigInt(n) < twice + half).toBe(true);
      }),
    );
  });

  test("a bound says what is good", () => {
    const most: Figure = { ...share, good: { at: "most", value: 5.7 } };
    expect([isGood(most, 5.7), isGood(most, 5.8), isGood(most, null), isGood(share, 1)]).toEqual([
      true,
      false,
      null,
      null,
    ]);
    expect(isGood({ ...share, good: { at: "least", value: 95 } }, 94.9)).toBe(false);
  });
});

test("[G5] what a flow declares, what an event brings, tables and states that are not there are refused", () => {
  const codes = (figure: Figure) => checkFigure(figure, lookup).map(({ pointer, code }) => `${pointer} ${code}`);
  const about = (fact: string): Condition => ({ type: "comparison", fact, operator: "is_not_empty" });
  for (const fact of ["count.same", "event.value", "stock.available", "destination.paused", "reached.Nowhere"])
    expect(codes({ ...base, kind: "share", that: about(fact) })).toEqual(["/that unknown_fact"]);
  expect(codes({ ...base, kind: "share", by: "due_at", that: isA })).toEqual(["/by counts_by"]);
  expect(codes({ ...base, kind: "mean", by: "brand", from: "amount", to: "reached.Nowhere" })).toEqual([
    ...["/by not_an_instant", "/by counts_by", "/from not_an_instant", "/to not_an_instant"],
  ]);
});

test("[G6] the defaults are right", () => {
  for (const figure of DEFAULT_FIGURES) {
    expect(figureSchema.parse(figure)).toEqual(figure);
    expect(checkFigure(figure, lookup)).toEqual([]);
  }
  expect(new Set(DEFAULT_FIGURES.map(({ id }) => id)).size).toBe(DEFAULT_FIGURES.length);
});

describe("defaults of how orders are handled", () => {
  const of = (id: string): Figure => {
    const found = DEFAULT_FIGURES.find((one) => one.id === id);
    if (found === undefined) throw new Error(`there is no ${id}`);
    return found;
  };
  const ago = (hours: number) => NOW - hours * HOUR;

  test("[G6] first handling: the mean of the times from order to assignment, of those that were assigned", () => {
    const handled = (hours: number) => ({ ordered_at: ago(50), reached: { Assigned: ago(50 - hours) } });
    const orders = [handled(1), handled(4), { ordered_at: ago(50) }, { reached: { Assigned: ago(1) } }];
    expect(tally(of("first_handling"), orders)).toEqual({
      ...{ of: 2, yes: 2, unjudged: 1, missing: { ordered_at: 1 }, value: 2.5 },
    });
    expect(figureJudge(of("first_handling"), lookup).judge(handled(1), NOW)?.at).toBe(ago(49));
  });

  test("[G6] picked late: more than two hours after assignment, picked or still waiting; what was called off is not asked", () => {
    const assigned = (hours: number, more: Facts = {}, status = "Assigned") => ({
      ...{ status, reached: { Assigned: ago(hours), ...more } },
    });
    const figure = of("pick_timeout");
    const is = (facts: Facts) => figureJudge(figure, lookup).judge(facts, NOW)?.is ?? null;
    expect(
      [assigned(9, { Picked: ago(7) }), assigned(9, { Picked: ago(7) + 1 }), assigned(2), assigned(2.1)].map(is),
    ).toEqual(["no", "yes", "no", "yes"]);
    const calledOff = ["Cancelled", "Refunded"].map((status) => assigned(9, {}, status));
    expect([...calledOff, { status: "Approved", reached: {} }].map(is)).toEqual([null, null, null]);
    expect(tally(figure, [assigned(1), assigned(3), assigned(9, { Picked: ago(8) }), ...calledOff])).toMatchObject({
      ...{ of: 3, yes: 1, value: 33.3 },
    });
  });

  test("[G6] returned: of the orders that were delivered, those that came back", () => {
    const signed = (more: Facts = {}) => ({ reached: { Signed: ago(5), ...more } });
    const orders = [signed(), signed({ Returned: ago(1) }), signed(), signed(), { reached: { Returned: ago(1) } }];
    expect(tally(of("return_rate"), orders)).toMatchObject({ of: 4, yes: 1, value: 25 });
    expect(isGood(of("return_rate"), 3)).toBe(true);
    expect(isGood(of("return_rate"), 3.1)).toBe(false);
  });
});
