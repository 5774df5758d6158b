import { edgeSchema, nodeSchema, patternFactSchema, portsOf, windowFactSchema } from "@switchyard/flow";
import type { Text } from "@switchyard/orders";
import type { Understanding } from "./understanding.ts";

export type CheckResult = { ok: true; understanding: Understanding } | { ok: false; problem: Text };

const refuse = (zh: string, en: string): CheckResult => ({ ok: false, problem: { zh, en } });

/**
 * What an understanding must hold to before anybody sees it, whoever made it: nodes and edges of the schema that fit each
 * other, spans that cover the text, and no claim to be complete beside an unknown span. The grammar passes by construction; an
 * adapter's answer goes through here, then through the same preview and `validateFlow` as anything drawn.
 */
export function checkUnderstanding(found: Understanding, text: string): CheckResult {
  const { fragment, spans } = found;
  const nodes = nodeSchema.array().max(500).safeParse(fragment.nodes);
  const edges = edgeSchema.array().max(2000).safeParse(fragment.edges);
  const windows = windowFactSchema.array().max(50).safeParse(fragment.windows);
  const patterns = patternFactSchema.array().max(50).safeParse(fragment.patterns);
  if (!nodes.success || !edges.success || !windows.success || !patterns.success)
    return refuse("得到的节点不符合流程的格式，已弃用", "The nodes do not fit the format of flows and were dropped");
  const byId = new Map(nodes.data.map((node) => [node.id, node]));
  if (byId.size < nodes.data.length) return refuse("节点编号重复", "Two nodes have the same id");
  for (const { from, port, to } of edges.data) {
    const source = byId.get(from);
    const fits = source !== undefined && byId.has(to) && portsOf(source).some(({ id }) => id === port);
    if (!fits) return refuse(`连线 ${from} → ${to} 接不上`, `The connection ${from} → ${to} does not fit`);
  }
  if (!fragment.entries.every((id) => byId.has(id)))
    return refuse("入口节点不存在", "An entry is no node of the fragment");
  if (!covers(spans, text)) return refuse("没有说明每一段文字是否理解", "Not every part of the text is accounted for");
  const unknown = spans.some(({ kind }) => kind === "unknown");
  if (found.complete !== (!unknown && nodes.data.length > 0))
    return refuse("称已全部理解，但并非如此", "It claims to be complete and is not");
  return { ok: true, understanding: found };
}

function covers(spans: Understanding["spans"], text: string): boolean {
  let at = 0;
  for (const { start, end } of spans) {
    if (start !== at || end <= start) return false;
    at = end;
  }
  return at === text.length;
}
