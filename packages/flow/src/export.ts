import { canonicalJson, type Problem, pointerTo, shapeProblems } from "@switchyard/orders";
import { type FlowDocument, flowDocumentSchema } from "./document.ts";
import { text } from "./text.ts";

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
      message: text(
        `流程文件此处不符合格式:${issue.message}`,
        `The flow file does not fit the format here: ${issue.message}`,
      ),
    })),
  };
}

/** As {@link readFlow}, from JSON text. */
export function parseFlow(json: string): ReadFlowResult {
  try {
    return readFlow(JSON.parse(json));
  } catch {
    const message = text(
      "不是 JSON 文件,请选择从本产品导出的流程",
      "Not a JSON file; choose a flow that was exported from here",
    );
    return { ok: false, problems: [{ pointer: "", code: "not_json", message }] };
  }
}

/** The document as a file: keys in one fixed order, one value a line, so that two exports can be compared line by line. */
export function serialiseFlow(document: FlowDocument): string {
  return `${JSON.stringify(JSON.parse(canonicalJson(document)), null, 2)}\n`;
}
