import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const here = new URL("./", import.meta.url);
const ids = (text: string, form: RegExp) => new Set([...text.matchAll(form)].map(([, id]) => id ?? ""));

test("every rule of SPEC.md stands in a test's title, and every id in a title is a rule", () => {
  const spec = readFileSync(new URL("../SPEC.md", here), "utf8");
  const rules = ids(spec, /\[([A-Z]\d+)\]/g);
  expect(spec.match(/\[([A-Z]\d+)\]/g)).toHaveLength(rules.size);
  const tests = readdirSync(here, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".test.ts"));
  const sources = tests.map((name) => readFileSync(new URL(name, here), "utf8")).join("\n");
  const titled = ids(sources, /"\[([A-Z]\d+)\]/g);
  expect([...rules].filter((id) => !titled.has(id))).toEqual([]);
  expect([...titled].filter((id) => !rules.has(id))).toEqual([]);
});
