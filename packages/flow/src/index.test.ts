import { expect, test } from "vitest";
import * as flow from "./index.ts";

test("the public names are these and no others", () => {
  expect(Object.keys(flow).sort()).toMatchInlineSnapshot(`
    [
      "FORMAT_VERSION",
      "OPERATORS",
      "applyOperation",
      "comparisonSchema",
      "comparisonsOf",
      "compileCondition",
      "compileFlow",
      "conditionSchema",
      "conditionSentence",
      "diffFlows",
      "durationSchema",
      "edgeSchema",
      "effectOrder",
      "factLookup",
      "flowDocumentSchema",
      "flowSentences",
      "idSchema",
      "isTrigger",
      "namesFor",
      "nodeCatalogue",
      "nodeSchema",
      "nodeSentence",
      "nodeSpec",
      "nodeStatements",
      "nodeTitle",
      "operandSchema",
      "operandSentence",
      "operationSchema",
      "operatorSpec",
      "operatorsFor",
      "parseFlow",
      "patternFactSchema",
      "portLabel",
      "portSentence",
      "portsOf",
      "readFlow",
      "serialiseFlow",
      "validateFlow",
      "windowFactSchema",
    ]
  `);
});
