import type { FlowDocument } from "../document.ts";
import { error } from "./check-node.ts";
import type { Finding, FlowContext } from "./finding.ts";

/** Sub-flows must exist, start with *order received*, and never lead back to a flow that is already running. */
export function checkSubflows(doc: FlowDocument, context: FlowContext): Finding[] {
  return doc.nodes.flatMap((node): Finding[] => {
    if (node.kind !== "subflow") return [];
    if (node.flow === "")
      return [error(node, "setting_missing", "还没有选子流程", "has no flow yet; choose one", "/flow")];
    const called = context.flows?.[node.flow];
    if (node.flow !== context.flow && called === undefined) {
      return [
        error(
          node,
          "unknown_flow",
          `调用的流程 ${node.flow} 不存在或未发布，请另选`,
          `calls flow ${node.flow}, which does not exist or is not published; choose another`,
          "/flow",
        ),
      ];
    }
    const circle = callsBack(node.flow, context, context.flow === undefined ? [] : [context.flow]);
    if (circle !== null) {
      return [
        error(
          node,
          "recursive_flow",
          `会绕回自己：${circle.join(" → ")}，请改用别的流程`,
          `calls itself: ${circle.join(" → ")}; use another flow`,
          "/flow",
        ),
      ];
    }
    if (called?.nodes.some((one) => one.kind === "order_received")) return [];
    return [
      error(
        node,
        "flow_without_start",
        `调用的流程没有“收到订单”，无法开始；请在该流程中加一个`,
        "calls a flow without “Order received”, where it would start; add one to that flow",
        "/flow",
      ),
    ];
  });
}

/** The circle of calls that begins at a flow, or null. */
function callsBack(flow: string, context: FlowContext, path: readonly string[]): string[] | null {
  const next = [...path, flow];
  if (path.includes(flow)) return next.slice(path.indexOf(flow));
  for (const node of context.flows?.[flow]?.nodes ?? []) {
    if (node.kind !== "subflow") continue;
    const circle = callsBack(node.flow, context, next);
    if (circle !== null) return circle;
  }
  return null;
}
