import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseFlow } from "./export.ts";
import { withTables } from "./testing/reference.ts";
import { validateFlow } from "./validate/validate-flow.ts";

const file = join(import.meta.dirname, "../../../docs/flow-format.md");

test("the reference of the document names every kind, comparison and fact as they are (UPDATE=1 writes it)", () => {
  const page = readFileSync(file, "utf8");
  if (process.env.UPDATE === "1") writeFileSync(file, withTables(page));
  expect(readFileSync(file, "utf8")).toBe(withTables(page));
});

test("its example is a flow that may be published", () => {
  const example = /```json\n([\s\S]*?)```/.exec(readFileSync(file, "utf8"))?.[1] ?? "";
  const read = parseFlow(example);
  if (!read.ok) throw new Error(JSON.stringify(read));
  expect(validateFlow(read.document).map(({ code }) => code)).toEqual(["port_ends"]);
});
