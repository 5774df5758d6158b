import { nodeCatalogue, nodeSchema } from "@switchyard/flow";
import { describe, expect, it } from "vitest";
import en from "../../words/en/index.ts";
import zh from "../../words/zh-CN/index.ts";
import { canEdit, hasSimpleForm } from "./forms.ts";
import { type FieldSpec, nodeFields } from "./schema-fields.ts";

const flat = (fields: readonly FieldSpec[]): FieldSpec[] =>
  fields.flatMap((field) => ("fields" in field ? [field, ...flat(field.fields)] : [field]));
const choices = (field: FieldSpec) => ("options" in field ? (field.options ?? []) : []);

describe("forms made from schemas", () => {
  const kinds = nodeCatalogue.map((spec) => spec.kind);

  it("every kind can be edited", () => {
    expect(kinds.filter((kind) => !canEdit(kind))).toEqual([]);
  });

  it.each(kinds.filter(hasSimpleForm))("%s: every setting has a field, a word for it and for its choices", (kind) => {
    const fields = nodeFields(kind);
    const option = nodeSchema.options.find((candidate) => candidate.shape.kind.value === kind);
    const own = ["id", "kind", "name", "position", "comment"];
    expect(fields.map((field) => field.name)).toEqual(
      Object.keys(option?.shape ?? {}).filter((name) => !own.includes(name)),
    );
    for (const field of flat(fields)) {
      if (field.name !== "id")
        expect([zh.field, en.field].every((words) => Object.hasOwn(words, field.name))).toBe(true);
      for (const choice of choices(field)) expect(Object.hasOwn(zh.choice, choice), choice).toBe(true);
    }
  });
});
