import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as templates from "./index.ts";

test("the public names", () => {
  expect(Object.keys(templates).sort()).toEqual([
    "TEMPLATE_FORMAT", "TEMPLATE_FORMAT_VERSION", "allValues", "checkTemplate", "instantiate", "makeTemplate", "mergeFlows",
    "parameterSchema", "parseBundle", "parseTemplate", "pickableValues", "privateFindings", "readTemplate", "referencesOf",
    "serialiseBundle", "serialiseTemplate", "suggestMapping", "templateJsonSchema", "unmappedNeeds",
    "valueProblem",
  ]); // biome-ignore format: a word list
});

test("[F11] the published JSON Schema is the one that files are read by (UPDATE=1 writes it)", () => {
  const file = join(import.meta.dirname, "../../../docs/schemas/template-1.schema.json");
  const text = `${JSON.stringify(templates.templateJsonSchema(), null, 2)}\n`;
  if (process.env.UPDATE === "1") writeFileSync(file, text);
  expect(readFileSync(file, "utf8")).toBe(text);
});
