import { expect, test } from "vitest";
import { isSpanOf, spanOf } from "./span.ts";

test("a version is compared with the one before it, the first with the draft: none with itself", () => {
  expect(spanOf(3)).toEqual({ from: 2, to: 3 });
  expect(spanOf(2)).toEqual({ from: 1, to: 2 });
  expect(spanOf(1)).toEqual({ from: 1, to: "draft" });
});

test("the version that is shown is marked, one alone", () => {
  const marked = (span: Parameters<typeof isSpanOf>[0]) => [1, 2, 3].filter((one) => isSpanOf(span, one));
  expect([marked(spanOf(1)), marked(spanOf(2)), marked({ from: 1, to: 3 })]).toEqual([[1], [2], [3]]);
  expect(marked({ from: 3, to: "draft" })).toEqual([]);
});
