import { expect, it } from "vitest";
import { midSentence } from "./use-figure-words.ts";

it("a label inside an English sentence starts small, an abbreviation stays, Chinese too", () => {
  expect(["Brand", "Step of the longest stay", "PO number", "品牌"].map(midSentence)).toEqual([
    "brand",
    "step of the longest stay",
    "PO number",
    "品牌",
  ]);
});
