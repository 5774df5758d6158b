import { expect, test } from "vitest";
import { numberedTexts } from "./numbered-texts.ts";

test("no two texts are one order, also where a body is used again", () => {
  const textOf = numberedTexts("t", (body) => `[${body}]`);
  const numbers = Array.from({ length: 5000 }, (_, n) => (JSON.parse(textOf(n)) as { external_id: string }[])[0]);
  expect(new Set(numbers.map((order) => order?.external_id)).size).toBe(5000);
  expect(numbers[1]?.external_id).toBe("t-00000001");
  expect(new Set(Array.from({ length: 5000 }, (_, n) => textOf(n).length - textOf(n % 2000).length))).toEqual(
    new Set([0]),
  );
});
