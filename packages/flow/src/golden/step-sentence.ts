/** A script's step as a sentence: in the list of steps, on the timeline, in what a golden order expects. */
import { COURIER_ACTIONS } from "@switchyard/orders";
import type { FlowDocument } from "../document.ts";
import { nodeTitle } from "../sentence/flow-sentences.ts";
import { type Names, stateName } from "../sentence/names.ts";
import { durationText } from "../sentence/words.ts";
import { type Text, text } from "../text.ts";
import type { ScriptStep } from "./script.ts";

const EVIDENCE = {
  hand: text("人工确认", "confirmed by hand"),
  scan: text("扫描", "scanned"),
  courier: text("快递回传", "told by the courier"),
  platform: text("平台回传", "told by the platform"),
};
const AFTER_SALE = {
  complaint: text("有客诉", "has a complaint"),
  return: text("要退货", "is to be returned"),
  exchange: text("要换货", "is to be exchanged"),
  refund: text("要退款", "is to be refunded"),
};

export function stepSentence(step: ScriptStep, document?: FlowDocument, names: Names = {}): Text {
  switch (step.type) {
    case "order":
      return text(`收到订单 ${step.key}`, `Order ${step.key} is received`);
    case "update": {
      const fields = Object.keys(step.order).join(", ");
      return text(`订单 ${step.key} 变更：${fields}`, `Order ${step.key} changes: ${fields}`);
    }
    case "wait": {
      const { zh, en } = durationText(step.for);
      return text(`再过 ${zh}`, `Then ${en} pass`);
    }
    case "wait_next":
      return text("等到下一个时点", "Wait for whatever is due next");
    case "state": {
      const [state, proof] = [stateName(step.to, names), EVIDENCE[step.evidence]];
      return text(
        `订单 ${step.key} 到达 ${state.zh}（${proof.zh}）`,
        `Order ${step.key} becomes ${state.en} (${proof.en})`,
      );
    }
    case "courier": {
      const known = COURIER_ACTIONS.find(({ id }) => id === step.action)?.label;
      const { zh, en } = known ?? text(step.action, step.action);
      return text(`订单 ${step.key} 的快递：${zh}`, `The courier on order ${step.key}: ${en}`);
    }
    case "cancel":
      return text(`订单 ${step.key} 取消`, `Order ${step.key} is cancelled`);
    case "after_sale": {
      const what = AFTER_SALE[step.event];
      return text(`订单 ${step.key} ${what.zh}`, `Order ${step.key} ${what.en}`);
    }
    case "approval": {
      const node = titleOf(step.node, document, names);
      return step.decision === "approved"
        ? text(`订单 ${step.key} 的审批 ${node.zh} 通过`, `${node.en} is approved for order ${step.key}`)
        : text(`订单 ${step.key} 的审批 ${node.zh} 驳回`, `${node.en} is rejected for order ${step.key}`);
    }
    case "release":
      return text(`订单 ${step.key} 解除暂停`, `Order ${step.key} is released`);
    case "stock":
      return text(`库存 ${step.sku} 为 ${step.available}`, `Stock of ${step.sku} is ${step.available}`);
    case "measure": {
      const value = step.value === undefined ? "" : ` = ${step.value}`;
      return text(`上报 ${step.measure}${value}`, `${step.measure} is reported${value}`);
    }
    case "close_batch": {
      const node = titleOf(step.node, document, names);
      return text(`人工关闭批次 ${node.zh}`, `The batch of ${node.en} is closed by hand`);
    }
  }
}

function titleOf(id: string, document: FlowDocument | undefined, names: Names): Text {
  const node = document?.nodes.find((one) => one.id === id);
  return node === undefined ? text(id, id) : nodeTitle(node, names, document);
}
