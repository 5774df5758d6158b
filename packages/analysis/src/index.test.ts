import { expect, test } from "vitest";
import * as analysis from "./index.ts";

test("the public names are these", () => {
  expect(Object.keys(analysis).sort()).toEqual(["DEFAULT_LIMITS", "analyse", "analyseAll", "inSlices"]);
});
