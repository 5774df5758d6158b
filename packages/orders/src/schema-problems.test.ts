import { describe, expect, it } from "vitest";
import { z } from "zod";
import { schemaProblems } from "./schema-problems.ts";

const schema = z
  .strictObject({
    name: z.string().min(1),
    kind: z.enum(["a", "b"]),
    count: z.number().int().min(2),
    share: z.number().gt(0).max(1),
    lines: z.array(z.strictObject({ sku: z.string().max(3) })).max(1),
    mail: z.email(),
    either: z.union([z.literal("x"), z.strictObject({ y: z.number() })]),
  })
  .partial()
  .refine((value) => Object.keys(value).length > 0, { message: "name one of them", params: { zh: "至少写一项" } });

const said = (input: unknown) => {
  const read = schema.safeParse(input);
  return read.success ? [] : schemaProblems(read.error.issues, "/body").map(({ pointer, message }) => [pointer, message.zh, message.en]);
}; // biome-ignore format: one line

describe("what a schema refuses is said in both languages", () => {
  it.each([
    [{ name: "" }, "/body/name", "不能为空", "Must not be empty"],
    [{ name: 3 }, "/body/name", "须是文字", "Must be text"],
    [{ kind: "c" }, "/body/kind", "只能是 “a”、“b”", "Must be one of “a”, “b”"],
    [{ count: 1 }, "/body/count", "至少 2", "Must be at least 2"],
    [{ count: 2.5 }, "/body/count", "须是整数", "Must be a whole number"],
    [{ share: 0 }, "/body/share", "须大于 0", "Must be more than 0"],
    [{ lines: [{}] }, "/body/lines/0/sku", "缺少这一项", "This is missing"],
    [{ lines: [{ sku: "long" }] }, "/body/lines/0/sku", "至多 3 个字", "Must have at most 3 characters"],
    [{ mail: "nobody" }, "/body/mail", "须是邮箱地址", "Must be an e-mail address"],
    [{ either: "z" }, "/body/either", "写法不对", "Not written as expected"],
    [{ name: "n", colour: 1 }, "/body", "不认识的字段：“colour”", "Unknown: “colour”"],
    [{}, "/body", "至少写一项", "name one of them"],
  ])("%j", (input, pointer, zh, en) => expect(said(input)).toEqual([[pointer, zh, en]]));
});
