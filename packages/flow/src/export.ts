import { canonicalJson, type Problem, pointerTo, schemaText, shapeProblems } from "@switchyard/orders";
import { type FlowDocument, flowDocumentSchema } from "./document.ts";
import { type Text, text } from "./text.ts";

export type ReadFlowResult = { ok: true; document: FlowDocument } | { ok: false; problems: Problem[] };

/** A document from outside (a file, a template, a request), or what is wrong with it and where. Never throws. */
export function readFlow(input: unknown): ReadFlowResult {
  const problems = shapeProblems(input);
  if (problems.length > 0) return { ok: false, problems };
  const read = flowDocumentSchema.safeParse(input);
  if (read.success) return { ok: true, document: read.data };
  return {
    ok: false,
    problems: read.error.issues.map((issue) => ({
      pointer: issue.path.reduce<string>((pointer, key) => pointerTo(pointer, String(key)), ""),
      code: issue.code,
      message: unknownKind(input, issue.path) ?? unfit(schemaText(issue)),
    })),
  };
}

const unfit = ({ zh, en }: Text): Text =>
  text(`流程文件此处不符合格式：${zh}`, `The flow file does not fit the format here: ${en}`);

/** A node of a kind that this version does not have is named, with its kind. */
function unknownKind(input: unknown, path: readonly PropertyKey[]): Text | null {
  if (path.length !== 3 || path[0] !== "nodes" || path[2] !== "kind") return null;
  const node = at(at(input, "nodes"), String(path[1]));
  const [id, kind] = [String(at(node, "id")), String(at(node, "kind"))];
  return text(
    `节点 ${id} 的类型 ${kind} 不认识，请删除该节点或升级系统`,
    `Node ${id} is of the unknown kind ${kind}; delete the node or upgrade the system`,
  );
}

function at(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}

/** As {@link readFlow}, from JSON text. */
export function parseFlow(json: string): ReadFlowResult {
  try {
    return readFlow(JSON.parse(json));
  } catch {
    const message = text(
      "不是 JSON 文件，请选择从本产品导出的流程",
      "Not a JSON file; choose a flow that was exported from here",
    );
    return { ok: false, problems: [{ pointer: "", code: "not_json", message }] };
  }
}

/** The document as a file: keys in one fixed order, one value a line, so that two exports can be compared line by line. */
export function serialiseFlow(document: FlowDocument): string {
  return `${JSON.stringify(JSON.parse(canonicalJson(document)), null, 2)}\n`;
}
