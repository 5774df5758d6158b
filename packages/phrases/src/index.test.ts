import { expect, test } from "vitest";
import * as phrases from "./index.ts";

test("the public names are these and no others", () => {
  expect(Object.keys(phrases).sort()).toEqual([
    "acceptOperation",
    "buildLexicon",
    "checkUnderstanding",
    "chineseNumber",
    "fragmentDocument",
    "rewriteNode",
    "sayFlow",
    "sayNode",
    "understand",
    "wordsOf",
  ]);
});
