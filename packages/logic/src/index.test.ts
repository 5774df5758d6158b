import { expect, test } from "vitest";
import * as logic from "./index.ts";

test("the public names are these and no others", () => {
  expect(Object.keys(logic).sort()).toEqual([
    "BudgetExceeded",
    "DEFAULT_BUDGET",
    "LogicError",
    "OPERATORS",
    "checkLogic",
    "compile",
    "compileRules",
    "evaluate",
    "explain",
    "factsRead",
    "readsComputedFacts",
    "truthy",
  ]);
});
