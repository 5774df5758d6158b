import { nodeCatalogue, nodeSchema } from "@switchyard/flow";
import { describe, expect, it } from "vitest";
import en from "../../words/en/index.ts";
import zh from "../../words/zh-CN/index.ts";
import { canEdit, hasSimpleForm } from "./forms.ts";
import { changedAt, type FieldSpec, nodeFields } from "./schema-fields.ts";

const flat = (fields: readonly FieldSpec[]): FieldSpec[] =>
  fields.flatMap((field) => ("fields" in field ? [field, ...flat(field.fields)] : [field]));
const choices = (field: FieldSpec) => ("options" in field ? (field.options ?? []) : []);

describe("where a change of a group is", () => {
  const before = {
    of: "count",
    window: { amount: 1, unit: "hour" },
    rows: [
      { id: "a", n: 1 },
      { id: "b", n: 2 },
    ],
  };

  it.each([
    [{ ...before, of: "sum" }, "measure.of"],
    [{ ...before, window: { amount: 2, unit: "hour" } }, "measure.window.amount"],
    [{ ...before, window: { amount: 2, unit: "day" } }, "measure.window"],
    [
      {
        ...before,
        rows: [
          { id: "a", n: 1 },
          { id: "b", n: 3 },
        ],
      },
      "measure.rows.1.n",
    ],
    [{ ...before, extra: 1 }, "measure.extra"],
    [undefined, "measure"],
  ])("%o", (after, path) => expect(changedAt("measure", before, after)).toBe(path));
});

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
