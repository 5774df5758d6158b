/** The way in for template files. Never throws; a file that does not fit leaves nothing behind but what is wrong with it. */
import { readFlow } from "@switchyard/flow";
import { type Problem, pointerTo, schemaProblems, shapeProblems } from "@switchyard/orders";
import { checksumOf } from "./canonical.ts";
import { checkTemplate } from "./check-template.ts";
import { fromBareFlow, isBareFlow } from "./migrate.ts";
import { TEMPLATE_FORMAT, TEMPLATE_FORMAT_VERSION, type Template, templateFileSchema } from "./template.ts";
import { problem } from "./text.ts";

export type ReadTemplateResult = { ok: true; template: Template } | { ok: false; problems: Problem[] };

/** Longest file that is looked at, in characters. */
export const MAX_TEMPLATE_TEXT = 8_000_000;

export function parseTemplate(json: string): ReadTemplateResult {
  if (json.length > MAX_TEMPLATE_TEXT)
    return refused(
      problem("", "too_large", "文件超过 8 MB，不是模板文件", "The file is over 8 MB; this is no template"),
    );
  let input: unknown;
  try {
    input = JSON.parse(json);
  } catch {
    return refused(
      problem(
        "",
        "not_json",
        "不是 JSON 文件，请选择从本产品导出的模板",
        "Not a JSON file; choose a template that was exported from here",
      ),
    );
  }
  return readTemplate(input);
}

export function readTemplate(input: unknown): ReadTemplateResult {
  const unsafe = shapeProblems(input);
  if (unsafe.length > 0) return { ok: false, problems: unsafe };
  const version = formatProblem(input, TEMPLATE_FORMAT, TEMPLATE_FORMAT_VERSION);
  if (version !== null) return refused(version);
  if (!isBareFlow(input)) return readWhole(input);
  const older = fromBareFlow(input);
  return older.ok ? checked(older.template) : older;
}

/** What is no such file at all, and what a newer program wrote. Null: it can be read on. */
export function formatProblem(input: unknown, format: string, newest: number): Problem | null {
  const { format: named, formatVersion } = (typeof input === "object" && input !== null ? input : {}) as Record<
    string,
    unknown
  >;
  if (named !== format && !(format === TEMPLATE_FORMAT && isBareFlow(input)))
    return problem(
      "/format",
      "not_this_format",
      "这不是本产品导出的模板文件",
      "This is no template that was exported from here",
    );
  if (typeof formatVersion === "number" && formatVersion > newest)
    return problem(
      "/formatVersion",
      "newer_format",
      `这个文件由更新的版本导出（格式 ${formatVersion}，这里能读到 ${newest}）。请先升级系统再导入；没有保存任何内容`,
      `A newer version wrote this file (format ${formatVersion}; this one reads up to ${newest}). Upgrade first, then import it; nothing was stored`,
    );
  return null;
}

function readWhole(input: unknown): ReadTemplateResult {
  const read = templateFileSchema.safeParse(input);
  if (!read.success) {
    return {
      ok: false,
      problems: schemaProblems(read.error.issues).map(({ pointer, code, message: { zh, en } }) =>
        problem(pointer, code, `模板文件此处不符合格式：${zh}`, `The template does not fit the format here: ${en}`),
      ),
    };
  }
  const { format: _format, formatVersion: _version, flow, layout, checksum, ...head } = read.data;
  const { checksum: _, ...content } = input as Record<string, unknown>;
  if (checksumOf(content) !== checksum)
    return refused(
      problem(
        "/checksum",
        "checksum",
        "校验和不符：文件被改动过或不完整，请重新导出",
        "The checksum does not fit: the file was changed or cut; export it again",
      ),
    );
  const placed = withLayout(flow, layout);
  if (!placed.ok) return placed;
  const document = readFlow({ ...placed.flow, name: head.name.zh.slice(0, 120), brands: [] });
  if (!document.ok)
    return { ok: false, problems: document.problems.map((one) => ({ ...one, pointer: `/flow${one.pointer}` })) };
  return checked({ ...head, document: document.document });
}

function checked(template: Template): ReadTemplateResult {
  const problems = checkTemplate(template);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, template };
}

type Placed = { ok: true; flow: Omit<Record<string, unknown>, "name" | "brands"> } | { ok: false; problems: Problem[] };

/** Every card has its place in the layout, and nowhere else. */
function withLayout(
  flow: { nodes: { id: string }[] } & Record<string, unknown>,
  layout: Record<string, [number, number]>,
): Placed {
  const extra = ["name", "brands", "description"].filter((key) => Object.hasOwn(flow, key));
  const ids = new Set(flow.nodes.map(({ id }) => id));
  const problems = [
    ...extra.map((key) =>
      problem(`/flow/${key}`, "unrecognized_keys", "模板里不写这一项", "A template does not say this here"),
    ),
    ...Object.keys(layout).flatMap((id) =>
      ids.has(id)
        ? []
        : [problem(pointerTo("/layout", id), "no_such_node", `没有节点 ${id}`, `There is no node ${id}`)],
    ),
    ...flow.nodes.flatMap((node, at) => {
      if (Object.hasOwn(node, "position"))
        return [
          problem(`/flow/nodes/${at}/position`, "unrecognized_keys", "位置写在 layout 里", "Positions stand in layout"),
        ];
      return Object.hasOwn(layout, node.id)
        ? []
        : [
            problem(
              `/flow/nodes/${at}`,
              "no_layout",
              `节点 ${node.id} 在 layout 里没有位置`,
              `Node ${node.id} has no place in layout`,
            ),
          ];
    }),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const nodes = flow.nodes.map((node) => {
    const [x, y] = layout[node.id] ?? [0, 0];
    return { ...node, position: { x, y } };
  });
  return { ok: true, flow: { ...flow, nodes } };
}

export const refused = (one: Problem): { ok: false; problems: Problem[] } => ({ ok: false, problems: [one] });
