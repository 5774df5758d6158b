/** Everything that one brand runs, as one file: its templates, each with the values that the brand gave. */
import { idSchema } from "@switchyard/flow";
import { type Problem, schemaProblems, shapeProblems } from "@switchyard/orders";
import { z } from "zod";
import { canonicalFile, checksumOf } from "./canonical.ts";
import { nameSchema } from "./name.ts";
import type { ParameterValues } from "./parameter.ts";
import { formatProblem, MAX_TEMPLATE_TEXT, readTemplate, refused } from "./read-template.ts";
import type { Template } from "./template.ts";
import { problem } from "./text.ts";
import { serialiseTemplate } from "./write-template.ts";

const BUNDLE_FORMAT = "switchyard-bundle";
const BUNDLE_FORMAT_VERSION = 1;
const KEYS = ["format", "formatVersion", "name", "flows"] as const;

export interface BundledFlow {
  /** What the brand calls the flow. */
  name: string;
  template: Template;
  /** In the template's own names. */
  values: ParameterValues;
}
export interface Bundle {
  name: { zh: string; en: string };
  /** In flow order. */
  flows: BundledFlow[];
}
export type ReadBundleResult = { ok: true; bundle: Bundle } | { ok: false; problems: Problem[] };

const fileSchema = z.strictObject({
  format: z.literal(BUNDLE_FORMAT),
  formatVersion: z.literal(BUNDLE_FORMAT_VERSION),
  name: nameSchema,
  flows: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(120),
        template: z.looseObject({}),
        values: z.record(idSchema, z.unknown()),
      }),
    )
    .max(500),
  checksum: z.string(),
});

export function serialiseBundle({ name, flows }: Bundle): string {
  const content = {
    format: BUNDLE_FORMAT,
    formatVersion: BUNDLE_FORMAT_VERSION,
    name,
    flows: flows.map((one) => ({ ...one, template: JSON.parse(serialiseTemplate(one.template)) as unknown })),
  };
  return canonicalFile(content, KEYS);
}

export function parseBundle(json: string): ReadBundleResult {
  if (json.length > MAX_TEMPLATE_TEXT)
    return refused(problem("", "too_large", "文件超过 8 MB", "The file is over 8 MB"));
  let input: unknown;
  try {
    input = JSON.parse(json);
  } catch {
    return refused(problem("", "not_json", "不是 JSON 文件", "Not a JSON file"));
  }
  const unsafe = shapeProblems(input);
  if (unsafe.length > 0) return { ok: false, problems: unsafe };
  const version = formatProblem(input, BUNDLE_FORMAT, BUNDLE_FORMAT_VERSION);
  if (version !== null) return refused(version);
  const read = fileSchema.safeParse(input);
  if (!read.success) {
    const problems = schemaProblems(read.error.issues).map(({ pointer, message: { zh, en } }) =>
      problem(pointer, "unfit", `打包文件此处不符合格式：${zh}`, `The bundle does not fit the format here: ${en}`),
    );
    return { ok: false, problems };
  }
  const { checksum, ...content } = read.data;
  if (checksumOf(content) !== checksum)
    return refused(
      problem("/checksum", "checksum", "校验和不符，请重新导出", "The checksum does not fit; export it again"),
    );
  const flows: BundledFlow[] = [];
  const problems: Problem[] = [];
  read.data.flows.forEach(({ name, template, values }, at) => {
    const one = readTemplate(template);
    if (one.ok) flows.push({ name, template: one.template, values: values as ParameterValues });
    else problems.push(...one.problems.map((each) => ({ ...each, pointer: `/flows/${at}/template${each.pointer}` })));
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, bundle: { name: read.data.name, flows } };
}
