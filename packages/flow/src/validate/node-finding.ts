import { nodeSpec } from "../catalogue/catalogue.ts";
import type { FlowNode } from "../document.ts";
import type { FactLookup } from "../facts.ts";
import { type Text, text } from "../text.ts";
import type { Finding, FlowContext } from "./finding.ts";

export interface NodeCheck {
  lookup: FactLookup;
  /** Facts of one order line. */
  lines: FactLookup;
  context: FlowContext;
}

/** A node's own name, or the name of its kind. */
export const nodeName = (node: FlowNode): Text => (node.name ? text(node.name, node.name) : nodeSpec(node.kind).label);

/** A finding whose message starts with the node's name. */
export function error(node: FlowNode, code: Finding["code"], zh: string, en: string, pointer?: string): Finding {
  const name = nodeName(node);
  return {
    severity: "error",
    code,
    node: node.id,
    ...(pointer === undefined ? {} : { pointer }),
    message: text(`“${name.zh}”${zh}`, `“${name.en}” ${en}`),
  };
}

const WHAT = {
  unknown_destination: ["去向", "destination"],
  unknown_person: ["人员", "person"],
  unknown_state: ["状态", "state"],
} as const;

/** Names that the workspace does not have; nothing is said where the caller does not know the workspace. */
export function known(
  node: FlowNode,
  code: keyof typeof WHAT,
  names: readonly string[],
  having?: readonly string[],
): Finding[] {
  if (having === undefined) return [];
  const [zh, en] = WHAT[code];
  return names
    .filter((name) => !having.includes(name))
    .map((name) =>
      error(
        node,
        code,
        `用到的${zh}“${name}”不存在，请另选`,
        `uses ${en} “${name}”, which does not exist; choose another`,
      ),
    );
}
