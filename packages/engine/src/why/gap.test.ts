import { describe, expect, it } from "vitest";
import { gapOf } from "./gap.ts";

const far = (fact: string, operator: "le" | "ge" | "lt" | "gt", value: number, saw: number, wanted = true) =>
  gapOf({ type: "comparison", fact, operator, value }, wanted, { [fact]: saw }).sentence.zh;

describe("how far an order was from a node", () => {
  it("[X2] is said as too far or too near of a due date, as too much or short of money, as too many or few of pieces", () => {
    expect(far("due_in_days", "le", 3, 5)).toMatch(/：远了 2 天$/);
    expect(far("due_in_days", "ge", 3, 1)).toMatch(/：近了 2 天$/);
    expect(far("amount", "ge", 30_000, 29_000)).toMatch(/：还差 .*10/);
    expect(far("amount", "le", 30_000, 31_000)).toMatch(/：多了 .*10/);
    expect(far("total_qty", "lt", 5, 5)).toMatch(/：多了 1 件$/);
    expect(far("total_qty", "gt", 5, 5)).toMatch(/：还差 1 件$/);
  });

  it("[X2] is what a condition that holds would need not to hold, where it must not", () => {
    expect(far("total_qty", "ge", 5, 5, false)).toMatch(/：多了 1 件$/);
    expect(far("total_qty", "le", 5, 5, false)).toMatch(/：还差 1 件$/);
  });
});
