import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { factsContext } from "./codegen/emit.ts";
import { isSafeSource } from "./codegen/generate.ts";
import { Source } from "./codegen/source.ts";
import { compile, compileRules, evaluate, type Logic } from "./index.ts";
import { Random } from "./testing/random.ts";
import { randomLogic } from "./testing/random-logic.ts";
import { randomRule } from "./testing/random-rules.ts";

const HOSTILE = [
  ...[
    "constructor",
    "constructor.constructor",
    "__proto__",
    "__proto__.polluted",
    "toString",
    "valueOf.call",
    "hasOwnProperty",
  ],
  ...[
    '"+process.exit()+"',
    "`$" + "{process.exit()}`",
    "');process.exit();('",
    "\u2028process.exit()",
    "\\",
    "*/",
    "];}",
  ],
];

/** Text that a rule set would be generated as. */
function sourceOf(logic: unknown): string {
  const source = new Source();
  const context = factsContext(source);
  return source.finish(`return ${context.value(logic, context).text};`).text;
}

test("[L14] generated source keeps to its alphabet and its words, whatever the rule says", () => {
  for (let seed = 0; seed < 3_000; seed++) {
    const random = new Random(seed);
    const logic = random.chance(0.5) ? randomLogic(random) : randomRule(random);
    try {
      expect(isSafeSource(sourceOf(logic))).toBe(true);
    } catch (error) {
      expect(String(error)).toContain("budget");
    }
  }
});

test("[L14] hostile texts stand in the table of constants and nowhere else", () => {
  for (const text of HOSTILE) {
    const logic: Logic = {
      cat: [text, { var: text }, { [text]: [text] }, { var: [text, text] }, { in: [text, [text]] }],
    };
    const source = sourceOf(logic);
    expect(isSafeSource(source)).toBe(true);
    if (!/^\w+$/.test(text)) expect(source).not.toContain(text);
  }
});

test("[L14] source with a quote, a backslash or an unknown word is not safe", () => {
  for (const text of ['return "x";', "return `x`;", "return \\u0041;", "return process;", "return globalThis;", "é"]) {
    expect(isSafeSource(text)).toBe(false);
  }
});

test("[L14] `new Function` stands in one file", () => {
  const root = new URL(".", import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.includes("testing") && !file.endsWith(".test.ts"),
  );
  const guilty = files.filter((file) => /new Function\(|\beval\(/.test(readFileSync(new URL(file, root), "utf8")));
  expect(guilty).toEqual(["codegen/generate.ts"]);
});

test("[L2] `var` finds own properties only, in every path", () => {
  for (const name of [
    "constructor",
    "constructor.constructor",
    "toString",
    "__proto__",
    "a.toString",
    "list.map",
    "s.at",
  ]) {
    const data = { a: {}, list: [1], s: "x" };
    const logic: Logic = { var: name };
    expect(evaluate(logic, data)).toBeNull();
    expect(compile(logic)(data)).toBeNull();
    expect(compile({ map: [[1], logic] })(data)).toEqual([null]);
    const rules = [{ id: "it", when: logic }];
    expect(compileRules(rules).match(data)).toEqual([]);
    expect(compileRules(rules, { strategy: "index" }).match(data)).toEqual([]);
  }
  const own = JSON.parse('{"__proto__":{"x":1},"constructor":2}') as unknown;
  expect(compile({ var: "__proto__.x" })(own)).toBe(1);
  expect(evaluate({ var: "constructor" }, own)).toBe(2);
});

test("[L2] inherited facts are no facts", () => {
  const facts: unknown = Object.create({ brand: "B1", n: 5 });
  const rules = [
    { id: "equal", when: { "===": [{ var: "brand" }, "B1"] } },
    { id: "above", when: { ">": [{ var: "n" }, 1] } },
  ];
  expect(compileRules(rules).match(facts)).toEqual([]);
  expect(compileRules(rules, { strategy: "index" }).match(facts)).toEqual([]);
});

test("[L15] nothing is written into prototypes", () => {
  const data = JSON.parse('{"__proto__":{"polluted":1},"xs":[{"__proto__":{"polluted":1}}]}') as unknown;
  const logic: Logic = {
    merge: [{ var: "xs" }, { map: [{ var: "xs" }, { var: "__proto__" }] }, { cat: [{ var: "__proto__" }] }],
  };
  evaluate(logic, data);
  compile(logic)(data);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test("[L3] others who use json-logic-js in the same process notice nothing, and cannot lend us operators", () => {
  const shared = createRequire(import.meta.url)("json-logic-js") as {
    apply(logic: unknown, data?: unknown): unknown;
    add_operation(name: string, code: unknown): void;
    rm_operation(name: string): void;
  };
  const before = shared.apply;
  shared.add_operation("theirs", () => "theirs");
  expect(() => evaluate({ theirs: [] }, {})).toThrow('there is no operator "theirs"');
  expect(() => evaluate({ "+.constructor": ["x"] }, {})).toThrow("there is no operator");
  expect(shared.apply).toBe(before);
  expect(shared.apply({ theirs: [] })).toBe("theirs");
  expect(shared.apply({ var: "constructor.name" }, {})).toBe("Object");
  shared.rm_operation("theirs");
});
