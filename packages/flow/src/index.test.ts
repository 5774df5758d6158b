import { expect, test } from "vitest";
import * as flow from "./index.ts";

test("the public names are these and no others", () => {
  expect(Object.keys(flow).sort()).toMatchInlineSnapshot(`
    [
      "FORMAT_VERSION",
      "MOST_STEPS",
      "OPERATORS",
      "applyOperation",
      "comparisonSchema",
      "comparisonsOf",
      "compileCondition",
      "compileFlow",
      "conditionSchema",
      "conditionSentence",
      "destinationName",
      "diffFlows",
      "durationSchema",
      "edgeSchema",
      "effectOrder",
    "effectSentence",
  ]
  `);
});
