import { expect, it } from "vitest";
import { TextCodes } from "./text-codes.ts";

it("a thousand values that come twice are told apart, and each has one code", () => {
  const names = Array.from({ length: 1000 }, (_, n) => `SKU-${n}`);
  const text = `${[...names, ...names].map((name) => JSON.stringify(name)).join(",")}]`;
  const bytes = new TextEncoder().encode(text);
  const codes = new TextCodes({ bytes, text: (from, to) => text.slice(from, to) });
  const seen: number[] = [];
  for (let at = 0; at < bytes.length; at = codes.end + 1) seen.push(codes.scalarAt(at));
  expect(codes.values).toEqual(names);
  expect(seen).toEqual([...names, ...names].map((name) => names.indexOf(name) + 1));
});
