import type { FlowDocument, NodeOf } from "../document.ts";
import { calledFlow, type Finding, type FlowContext } from "./finding.ts";
import { error } from "./node-finding.ts";

/** Nodes that a program may have once its sub-flows stand in it: flows that call flows twice each grow fast. */
const MAX_NODES = 20_000;

/** Sub-flows must exist, start with *order received*, never lead back to a flow that is running, and stay within bounds. */
export function checkSubflows(doc: FlowDocument, context: FlowContext): Finding[] {
  const calls = doc.nodes.filter((node) => node.kind === "subflow");
  if (calls.length === 0) return [];
  const sizes = new Map<string, number>();
  const findings = calls.flatMap((node) => checkCall(node, context));
  if (findings.length > 0) return findings;
  const total = calls.reduce((sum, node) => sum + sizeOf(node.flow, context, sizes), doc.nodes.length);
  const [first] = calls;
  if (total <= MAX_NODES || first === undefined) return [];
  const zh = `等子流程合计超过 ${MAX_NODES} 个节点，请减少调用次数`;
  return [error(first, "too_large", zh, `and the other sub-flows hold over ${MAX_NODES} nodes; call fewer`)];
}

function checkCall(node: NodeOf<"subflow">, context: FlowContext): Finding[] {
  if (node.flow === "")
    return [error(node, "setting_missing", "还没有选子流程", "has no flow yet; choose one", "/flow")];
  const found = follow(node.flow, context, context.flow === undefined ? [] : [context.flow], new Set());
  if (found?.unknown !== undefined) {
    const zh = `调用的流程“${found.unknown}”不存在或未发布，请另选`;
    const en = `calls flow “${found.unknown}”, which does not exist or is not published; choose another`;
    return [error(node, "unknown_flow", zh, en, "/flow")];
  }
  if (found?.circle !== undefined) {
    const circle = found.circle.join(" → ");
    return [
      error(
        node,
        "recursive_flow",
        `会绕回自己：${circle}，请改用别的流程`,
        `calls itself: ${circle}; use another flow`,
        "/flow",
      ),
    ];
  }
  if (calledFlow(context, node.flow)?.nodes.some((one) => one.kind === "order_received") === true) return [];
  const zh = "调用的流程没有“收到订单”，无法开始；请在该流程中加一个";
  const en = "calls a flow without “Order received”, where it would start; add one to that flow";
  return [error(node, "flow_without_start", zh, en, "/flow")];
}

/** A circle of calls, or a flow that is not there, that following a call comes to. Each flow is followed once. */
function follow(
  flow: string,
  context: FlowContext,
  path: readonly string[],
  done: Set<string>,
): { circle?: string[]; unknown?: string } | null {
  const next = [...path, flow];
  if (path.includes(flow)) return { circle: next.slice(path.indexOf(flow)) };
  if (done.has(flow)) return null;
  const called = calledFlow(context, flow);
  if (called === undefined) return { unknown: flow };
  for (const node of called.nodes) {
    if (node.kind !== "subflow") continue;
    const found = follow(node.flow, context, next, done);
    if (found !== null) return found;
  }
  done.add(flow);
  return null;
}

function sizeOf(flow: string, context: FlowContext, sizes: Map<string, number>): number {
  const known = sizes.get(flow);
  if (known !== undefined) return known;
  const nodes = calledFlow(context, flow)?.nodes ?? [];
  const inner = nodes.reduce((sum, node) => sum + (node.kind === "subflow" ? sizeOf(node.flow, context, sizes) : 0), 0);
  sizes.set(flow, nodes.length + inner);
  return nodes.length + inner;
}
