import { expect, it } from "vitest";
import { linePath } from "./line-path.ts";

const numbers = (path: string) => path.match(/-?\d+(\.\d+)?/g)?.map(Number) ?? [];

it.each([
  ["to the right", { sourceX: 0, sourceY: 10, targetX: 400, targetY: 90, said: 40 }],
  ["to the right, with nothing written on it", { sourceX: 0, sourceY: 10, targetX: 400, targetY: 90, said: 0 }],
  ["back to the left, to the row below", { sourceX: 900, sourceY: 10, targetX: 40, targetY: 300, said: 40 }],
  ["back to the left, upwards", { sourceX: 900, sourceY: 300, targetX: 40, targetY: 10, said: 0 }],
])("a line %s is one path from port to port", (_, look) => {
  const path = linePath(look);
  expect(path).toMatch(/^(?:[MLQC]\s?(?:-?[\d.]+[ ,]?)+\s*)+$/);
  expect(path.startsWith("M")).toBe(true);
  expect(numbers(path).slice(0, 2)).toEqual([look.sourceX, look.sourceY]);
  expect(numbers(path).slice(-2)).toEqual([look.targetX, look.targetY]);
});
