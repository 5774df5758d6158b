import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compilePattern } from "./pattern.ts";

const matches = (expression: string, text: string, ignoreCase = false) => {
  const result = compilePattern(expression, { ignoreCase });
  return result.ok ? result.pattern.matches(text) : result.problem.code;
};

describe("patterns", () => {
  test("[X1] found anywhere; anchored with ^ and $; RE2 syntax", () => {
    expect(matches("^FJ\\d{4}$", "FJ2026")).toBe(true);
    expect(matches("^FJ\\d{4}$", "FJ20267")).toBe(false);
    expect(matches("生日|birthday", "写上生日快乐")).toBe(true);
    expect(matches("\\p{Han}{2}", "ab中文")).toBe(true);
    expect(matches("(?i)fj", "FJ1")).toBe(true);
    expect(matches("fj", "FJ1")).toBe(false);
    expect(matches("fj", "FJ1", true)).toBe(true);
  });

  test.each([
    ["", "pattern_empty"],
    ["[", "pattern_syntax"],
    ["a**", "pattern_syntax"],
    ["(?=x)a", "pattern_unsupported"],
    ["(?<!x)a", "pattern_unsupported"],
    ["(a)\\1", "pattern_unsupported"],
    ["a{1001}", "pattern_syntax"],
    ["((a{30}){30}){30}", "pattern_syntax"],
    ["(a?){200}a{200}", "pattern_too_costly"],
    ["a".repeat(501), "pattern_too_long"],
  ])("[X2] %s is refused: %s", (expression, code) => {
    const result = compilePattern(expression);
    expect(result.ok ? "accepted" : result.problem.code).toBe(code);
    if (!result.ok) expect(/[一-龥]/.test(result.problem.message.zh) && result.problem.message.en !== "").toBe(true);
  });

  test("[X3] expressions that ruin backtracking engines take time linear in the text", () => {
    for (const expression of ["(a+)+$", "(a|a)*$", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*)*=.*", "(a|aa)+$"]) {
      for (const text of [`${"a".repeat(5000)}!`, `${"x".repeat(5000)}`, "aA".repeat(2500)]) {
        // A backtracking engine would not come back within the test's time-out.
        expect(typeof matches(expression, text)).toBe("boolean");
      }
    }
  });

  test("[X4] on plain expressions it agrees with the platform's engine", () => {
    const expression = fc.array(fc.constantFrom("a", "b", "[ab]", "a*", "b+", "(a|b)?", "^", "$", ".", "中", "\\d"), {
      minLength: 1,
      maxLength: 6,
    });
    const text = fc.string({ unit: fc.constantFrom("a", "b", "中", "1", " "), maxLength: 12 });
    fc.assert(
      fc.property(expression, text, (parts, input) => {
        const source = parts.join("");
        let reference: RegExp;
        try {
          reference = new RegExp(source, "u");
        } catch {
          return;
        }
        const result = compilePattern(source);
        if (result.ok) expect(result.pattern.matches(input)).toBe(reference.test(input));
      }),
      { numRuns: 500 },
    );
  });

  test("[X5] no expression makes it throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (expression, text) => void matches(expression, text)),
    );
  });
});
