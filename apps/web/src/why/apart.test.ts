import { expect, test } from "vitest";
import { apartFrom } from "./apart.ts";

const step = (node: string, ...ports: string[]) => ({
  flow: "f",
  node,
  sentence: { zh: node, en: node },
  ports: ports.map((id) => ({ id, label: { zh: id, en: id } })),
});
const before = [step("in", "next"), step("fj", "met"), step("rapid", "next")];
const after = [step("in", "next"), step("fj", "not_met"), step("normal", "next")];

test("two ways part at the node that answered otherwise: what follows from it is not marked again", () => {
  expect([...apartFrom(before, after)]).toEqual(["f:fj"]);
  expect([...apartFrom(after, before)]).toEqual(["f:fj"]);
});

test("where no node answered otherwise, the first step that the other way has not is marked", () => {
  const longer = [step("in", "next"), step("new", "next"), step("rapid", "next")];
  expect([...apartFrom(longer, [step("in", "next")])]).toEqual(["f:new"]);
  expect([...apartFrom([step("in", "next")], longer)]).toEqual([]);
  expect([...apartFrom(before, [])]).toEqual(["f:in"]);
});

test("where both took the same steps, those are marked that say something else: a merge with another window", () => {
  const merge = (hours: string) => ({ ...step("m", "joined"), sentence: { zh: hours, en: hours } });
  expect([...apartFrom([...before, merge("2 小时")], [...before, merge("24 小时")])]).toEqual(["f:m"]);
  expect([...apartFrom([...before, merge("2 小时")], [...after, merge("24 小时")])]).toEqual(["f:fj"]);
});

test("the same ports in another order are the same way", () => {
  expect(apartFrom([step("b", "one", "two")], [step("b", "two", "one")]).size).toBe(0);
});
