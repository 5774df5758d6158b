import { describe, expect, test } from "vitest";
import { compileRules, evaluate, type Logic, type Rule, type RulesStrategy, truthy } from "../index.ts";
import { Random } from "../testing/random.ts";
import { randomFacts, randomRule } from "../testing/random-rules.ts";

const STRATEGIES: readonly RulesStrategy[] = ["codegen", "index", "each"];
const read = (path: string): Logic => ({ var: path });

/** Rules of a shop: an index files some by brand, some by prefix, some by a range, and cannot file the last. */
const RULES: readonly Rule[] = [
  {
    id: "rush",
    when: {
      and: [
        { "===": [{ substr: [read("style"), 0, 2] }, "FJ"] },
        { "!": { missing: ["due"] } },
        { "<=": [read("due"), 3] },
      ],
    },
  },
  { id: "always", when: true },
  { id: "brand", when: { in: [read("brand"), ["B1", "B2"]] } },
  { id: "tagged", when: { in: ["极速达", read("tags")] } },
  { id: "noted", when: { in: ["极速达", read("note")] } },
  { id: "late", when: { missing: ["due"] } },
  { id: "sum", when: { ">": [{ "+": [read("qty"), read("extra")] }, 10] } },
];

describe.each(STRATEGIES)("%s", (strategy) => {
  const set = compileRules(RULES, { strategy });

  test("[L17] answers the ids of true rules in rule order", () => {
    expect(
      set.match({ style: "FJ12", due: 2, brand: "B2", tags: ["极速达"], note: "要极速达", qty: 9, extra: 2 }),
    ).toEqual([...["rush", "always", "brand", "tagged", "noted", "sum"]]);
    expect(set.match({})).toEqual(["always", "late"]);
  });

  test("[L17] a value is found in the long list that names it and in no other, whichever list came first", () => {
    const named = (letter: string) => Array.from({ length: 40 }, (_, n) => `${letter}${n}`);
    const ofBrand = (part: Logic) => ({ and: [{ "===": [read("brand"), "X"] }, part] });
    const long = compileRules(
      [
        { id: "b", when: ofBrand({ in: [read("sku"), named("B")] }) },
        { id: "a", when: ofBrand({ in: [read("sku"), named("A")] }) },
        { id: "not-a", when: ofBrand({ "!": { in: [read("sku"), named("A")] } }) },
        { id: "a-or-c", when: ofBrand({ or: [{ in: [read("sku"), named("A")] }, { in: [read("sku"), ["C1"]] }] }) },
      ],
      { strategy },
    );
    for (let n = 0; n < 40; n += 1) {
      expect(long.match({ sku: `A${n}`, brand: "X" })).toEqual(["a", "a-or-c"]);
      expect(long.match({ sku: `B${n}`, brand: "X" })).toEqual(["b", "not-a"]);
    }
    expect(long.match({ sku: "C", brand: "X" })).toEqual(["not-a"]);
    expect(long.match({ brand: "X" })).toEqual(["not-a"]);
  });

  test("[L18] `in` finds an element of a list or a part of a text", () => {
    expect(set.match({ due: 1, tags: "今日极速达单", note: ["极速达"] })).toEqual(["always", "tagged", "noted"]);
    expect(set.match({ due: 1, tags: ["极速达!"], note: null })).toEqual(["always"]);
  });

  test("[L19] a rule without an answer stops match, and is told apart by decide", () => {
    const rules = [
      { id: "good", when: { "===": [read("brand"), "B1"] } },
      { id: "bad", when: { "<": [read("qty"), 3] } },
      { id: "unknown", when: { and: [{ "===": [read("brand"), "B1"] }, { nonsense: [] }] } },
      { id: "last", when: { "===": [read("brand"), "B1"] } },
    ];
    const compiled = compileRules(rules, { strategy });
    const poison = { brand: "B1", qty: { toString: 1, valueOf: 1 } };
    expect(() => compiled.match(poison)).toThrow("in rule bad");
    const { ids, failures } = compiled.decide(poison);
    expect(ids).toEqual(["good", "last"]);
    expect(failures.map(({ id, error }) => [id, error.code])).toEqual([
      ["bad", "failed"],
      ["unknown", "unknown-operator"],
    ]);
    expect(compiled.match({ brand: "B2", qty: 1 })).toEqual(["bad"]);
  });

  test("[L19] poison among good orders changes no other answer", () => {
    const good = { due: 9, brand: "B1", qty: 1, extra: 1 };
    const poison = { due: { toString: 1, valueOf: 1 }, qty: { toString: 1, valueOf: 1 }, style: "FJ" };
    for (let i = 0; i < 20; i++) {
      expect(() => set.match(poison)).toThrow("in rule rush");
      expect(set.match(good)).toEqual(["always", "brand"]);
    }
  });

  test("[L17] what is no object has no facts", () => {
    for (const facts of [null, undefined, 1, "text", [], true]) expect(set.match(facts)).toEqual(["always", "late"]);
  });
});

test("[L22] a sample changes speed, never answers", () => {
  const random = new Random(4);
  const rules = random
    .list(400, () => ({ id: "", when: randomRule(random) as Logic }))
    .map((rule, i) => ({ ...rule, id: `r${i}` }));
  const facts = random.list(60, () => randomFacts(random));
  const [plain, learned] = [compileRules(rules), compileRules(rules, { sample: facts })];
  expect(plain.strategy).toBe("index");
  for (const each of facts) expect(learned.decide(each).ids).toEqual(plain.decide(each).ids);
});

test("[L17] large sets answer as each rule by itself", () => {
  const random = new Random(9);
  const rules = random
    .list(1_500, (): Rule => ({ id: "", when: randomRule(random, 2) as Logic }))
    .map((rule, i) => ({ ...rule, id: `r${i}` }));
  const set = compileRules(rules);
  for (const facts of random.list(20, () => randomFacts(random))) {
    const { ids, failures } = set.decide(facts);
    const failed = new Set(failures.map(({ id }) => id));
    const wanted = rules.filter(({ id, when }) => !failed.has(id) && truthy(evaluate(when, facts))).map(({ id }) => id);
    expect(ids).toEqual(wanted);
  }
});

test("[L17] an empty set matches nothing", () => {
  for (const strategy of STRATEGIES) expect(compileRules([], { strategy }).match({ a: 1 })).toEqual([]);
});

test("[L20] an expression that many rules share is evaluated once per order", () => {
  let reads = 0;
  const facts = {
    get qty() {
      return 1;
    },
    xs: [1, 2, 3],
  };
  const shared: Logic = { some: [{ var: "xs" }, { "===": [{ var: "" }, 3] }] };
  const rules = Array.from({ length: 50 }, (_, i) => ({
    id: `r${i}`,
    when: { and: [{ ">": [read("qty"), 0] }, shared] },
  }));
  const counting = new Proxy(facts.xs, {
    get: (target, key) => {
      if (key === "2") reads++;
      return Reflect.get(target, key);
    },
  });
  expect(compileRules(rules, { strategy: "index" }).match({ qty: 1, xs: counting })).toHaveLength(50);
  expect(reads).toBe(1);
});

test("[L20] infinity in a list is not null in a list", () => {
  const rules = [
    { id: "endless", when: { in: [read("n"), [Number.POSITIVE_INFINITY]] } },
    { id: "nothing", when: { in: [read("n"), [null]] } },
  ];
  for (const strategy of STRATEGIES) {
    expect(compileRules(rules, { strategy }).match({ n: null })).toEqual(["nothing"]);
    expect(compileRules(rules, { strategy }).match({ n: Number.POSITIVE_INFINITY })).toEqual(["endless"]);
  }
});
