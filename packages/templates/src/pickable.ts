/** The values of a drawing that could become parameters: what its author picks on the canvas. */
import {
  type Comparison,
  type Condition,
  type FlowDocument,
  type FlowNode,
  factLookup,
  nodeSpec,
  operatorSpec,
} from "@switchyard/flow";
import type { ParameterType, ParameterValue } from "./parameter.ts";
import { type Text, text } from "./text.ts";

export interface Pick {
  place: string;
  /** The node that it belongs to; null for a counter. */
  node: string | null;
  type: ParameterType;
  value: ParameterValue;
  /** What it could be called. */
  label: Text;
}

export function pickableValues(document: FlowDocument): Pick[] {
  const lookup = factLookup(document);
  const name = (fact: string): Text => lookup(fact)?.label ?? text(fact, fact);
  const type = (fact: string) => lookup(fact)?.type ?? null;

  function comparison(one: Comparison, place: string, node: string): Pick[] {
    const { value, operator, fact } = one;
    const label = text(
      `${name(fact).zh}${operatorSpec(operator).label.zh}`,
      `${name(fact).en} ${operatorSpec(operator).label.en}`,
    );
    const pick = (as: ParameterType, given: ParameterValue): Pick[] => [
      { place: `${place}/value`, node, type: as, value: given, label },
    ];
    if (typeof value === "number") {
      if (type(fact) === "money") return pick("amount", value);
      return pick(/_days$/.test(fact) && Number.isInteger(value) ? "days" : "number", value);
    }
    if (typeof value === "string" && value !== "") {
      if (operator === "matches" || type(fact) === "instant") return [];
      return pick(operator === "starts_with" || operator === "not_starts_with" ? "prefix" : "text", value);
    }
    if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string"))
      return pick("texts", value);
    return typeof value === "object" && "unit" in value ? pick("duration", value) : [];
  }
  function condition(one: Condition, place: string, node: string): Pick[] {
    if (one.type === "comparison") return comparison(one, place, node);
    return one.parts.flatMap((part, at) => condition(part, `${place}/parts/${at}`, node));
  }
  function nodePicks(node: FlowNode): Pick[] {
    const at = `/nodes/${node.id}`;
    const title = node.name === undefined ? nodeSpec(node.kind).label : text(node.name, node.name);
    const pick = (key: string, as: ParameterType, value: ParameterValue | undefined, zh: string, en: string): Pick[] =>
      value === undefined || value === "" || (Array.isArray(value) && value.length === 0)
        ? []
        : [
            {
              place: `${at}/${key}`,
              node: node.id,
              type: as,
              value,
              label: text(`${title.zh}：${zh}`, `${title.en}: ${en}`),
            },
          ];
    switch (node.kind) {
      case "condition":
        return condition(node.when, `${at}/when`, node.id);
      case "branch":
        return node.cases.flatMap((one, index) => condition(one.when, `${at}/cases/${index}/when`, node.id));
      case "split":
        return node.parts.flatMap((part, index) =>
          index === node.parts.length - 1
            ? []
            : pick(`parts/${index}/percent`, "percent", part.percent, "比例", "share"),
        );
      case "merge":
        return [
          ...pick("window", "duration", node.window, "合并窗口", "window"),
          ...pick("maxOrders", "number", node.maxOrders, "最多订单数", "most orders"),
          ...pick("maxQty", "number", node.maxQty, "最多件数", "most pieces"),
          ...(node.exclude === undefined ? [] : condition(node.exclude, `${at}/exclude`, node.id)),
        ];
      case "watch":
        return pick("within", "duration", node.within, "时限", "deadline");
      case "approval":
        return [
          ...pick("approvers", "people", node.approvers, "审批人", "approvers"),
          ...pick("timeout", "duration", node.timeout, "审批时限", "time to decide"),
        ];
      case "breaker":
        return [
          ...pick("threshold", "number", node.threshold, "阈值", "threshold"),
          ...pick("hold", "duration", node.hold, "持续", "for how long"),
        ];
      case "schedule":
        return pick("at", "times", node.at, "时刻", "times of day");
      case "route":
        return pick("destination", "destination", node.destination, "去向", "destination");
      case "alert":
        return [
          ...pick("to", "people", node.to, "通知谁", "who is told"),
          ...pick("text", "text", node.text, "内容", "text"),
        ];
      case "task":
        return [
          ...pick("to", "people", node.to, "谁来做", "who does it"),
          ...pick("title", "text", node.title, "标题", "title"),
        ];
      case "notify":
        return pick("template", "text", node.template, "内容", "text");
      case "tag":
      case "untag":
        return pick("tag", "text", node.tag, "标签", "tag");
      case "hold":
      case "freeze":
        return pick("reason", "text", node.reason, "原因", "reason");
      case "add_line":
        return [...pick("sku", "text", node.sku, "SKU", "SKU"), ...pick("qty", "number", node.qty, "数量", "quantity")];
      default:
        return [];
    }
  }
  const windows = document.windows.map(
    ({ id, window }): Pick => ({
      place: `/windows/${id}/window`,
      node: null,
      type: "duration",
      value: window,
      label: text(`统计 ${id}：时间窗`, `Counter ${id}: window`),
    }),
  );
  return [...document.nodes.flatMap(nodePicks), ...windows];
}
