import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Refusal } from "../refusal/refusal.ts";
import { faultProblem, isTooDeep, parseJson } from "./json-text.ts";

describe("a fault in JSON text", () => {
  test.each([
    ["", 1, 1, "", "too early"],
    ["{", 1, 2, "", "too early"],
    ["abc", 1, 1, "", '"a"'],
    ['{"a":1,}', 1, 8, "", '"}"'],
    ['{"a":1 "b":2}', 1, 8, "", '"\\""'],
    ['{"lines":[{"qty":1},\n {"qty":}]}', 2, 9, "/lines/1/qty", '"}"'],
    ['{"a~/b": tru}', 1, 10, "/a~0~1b", '"t"'],
    ['{"a":01}', 1, 6, "/a", '"0"'],
    ['{"a":1}}', 1, 8, "", '"}"'],
    ["{'a':1}", 1, 2, "", '"\'"'],
    ['{"a":"x\ny"}', 1, 8, "/a", '"\\n"'],
    ['{"a":"\\x"}', 1, 7, "/a", '"\\\\"'],
    ['{"a":NaN}', 1, 6, "/a", '"N"'],
    ['["款", ,]', 1, 7, "/1", '","'],
  ])("%j is named by line %i, column %i, pointer %j", (text, line, column, pointer, found) => {
    expect(() => JSON.parse(text)).toThrow();
    const problem = faultProblem(text);
    expect(problem).toMatchObject({ pointer, code: "malformed_json" });
    expect(problem.message.en).toContain(`Line ${line}, column ${column}: `);
    expect(problem.message.en).toContain(found);
    expect(problem.message.zh).toContain(`第 ${line} 行第 ${column} 列`);
  });

  test("every damaged text is refused, and its place lies within it", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.nat(), fc.string({ maxLength: 2 }), (text, at, noise) => {
        const place = at % (text.length + 1);
        const damaged = text.slice(0, place) + noise + text.slice(place + 1);
        let valid = true;
        try {
          JSON.parse(damaged);
        } catch {
          valid = false;
        }
        if (valid) expect(parseJson(damaged)).toEqual(JSON.parse(damaged));
        else expect(() => parseJson(damaged)).toThrow(Refusal);
      }),
    );
  });
});

describe("depth", () => {
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  test("64 levels are read, 65 are not", () => {
    expect(isTooDeep(nested(64), 64)).toBe(false);
    expect(isTooDeep(nested(65), 64)).toBe(true);
    expect(() => parseJson(nested(65))).toThrow(expect.objectContaining({ code: "too_deep" }));
  });
  test("brackets inside strings do not count", () => {
    expect(isTooDeep(JSON.stringify(`${"[".repeat(100)}"\\`), 64)).toBe(false);
  });
  test("a million levels are refused at once", () => {
    // Whatever follows is not looked at.
    expect(isTooDeep("[".repeat(65) + "x".repeat(10), 64)).toBe(true);
    expect(isTooDeep(nested(1_000_000), 64)).toBe(true);
  });
});
