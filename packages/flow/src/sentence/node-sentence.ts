import type { FlowNode, NodeOf } from "../document.ts";
import { assertNever, type Text, text } from "../text.ts";
import { conditionSentence, operandSentence } from "./condition-sentence.ts";
import { destinationName, eventName, factNamed, flowName, type Names, personName, stateName } from "./names.ts";
import {
  alertSentence,
  approvalSentence,
  breakerSentence,
  mergeSentence,
  quietSentence,
  watchSentence,
} from "./waiting-sentence.ts";
import { apart, blank, capital, cat, counted, inside, joined, listOf, quoteValue, same } from "./words.ts";

/** What a node does, in one plain sentence: what stands on its card, in lists, in diffs and in explanations. */
export function nodeSentence(node: FlowNode, names: Names = {}): Text {
  return capital(sentenceOf(node, names));
}

const UNNAMED = blank("未填", "not filled in");
const orBlank = (value: Text): Text => (value.zh.trim() === "" ? UNNAMED : value);
const people = (ids: readonly string[], names: Names): Text =>
  ids.length === 0
    ? blank("未选人", "nobody yet")
    : joined(
        ids.map((id) => personName(id, names)),
        "、",
        ", ",
      );
const after = (value: string): Text => (value === "" ? same("") : text(`：${value}`, `: ${value}`));

const SCOPES = {
  order: ["该订单", "the order"],
  brand: ["该品牌", "the brand"],
  batch: ["该批次", "the batch"],
  customer: ["该客户", "the customer"],
} as const;
const TARGETS = {
  channel: ["该渠道", "the channel"],
  workshop: ["该车间", "the workshop"],
  wave: ["该波次", "the wave"],
  sku: ["该商品", "the item"],
} as const;
const AFTER_SALE = {
  complaint: text("客诉", "a complaint"),
  return: text("退货", "a return"),
  exchange: text("换货", "an exchange"),
  refund: text("退款", "a refund"),
};
const NOTICES = { sms: text("短信", "SMS"), wechat: text("微信", "WeChat"), email: text("邮件", "e-mail") };

function sentenceOf(node: FlowNode, names: Names): Text {
  switch (node.kind) {
    case "order_received":
      return text("收到新订单时", "when a new order arrives");
    case "order_updated": {
      if (node.fields.length === 0) return text("订单内容变更时", "when an order changes");
      const fields = listOf(
        node.fields.map((name) => inside(factNamed(name, names, "order").label)),
        names.shown,
      );
      return text(`订单的 ${fields.zh} 变更时`, `when one of these changes: ${fields.en}`);
    }
    case "order_cancelled":
      return text("订单取消时", "when an order is cancelled");
    case "state_reached": {
      const states = joined(
        node.states.map((id) => stateName(id, names)),
        " 或 ",
        " or ",
      );
      return text(`订单到达 ${states.zh} 时`, `when an order reaches ${states.en}`);
    }
    case "courier_node": {
      if (node.actions.length === 0) return text("收到快递节点时", "when the courier reports anything");
      const actions = listOf(
        node.actions.map((id) => eventName(id, names)),
        names.shown,
      );
      return text(`快递节点为 ${actions.zh} 时`, `when the courier reports ${actions.en}`);
    }
    case "after_sale": {
      if (node.events.length === 0) return text("发生售后时", "when something happens after the sale");
      const events = joined(
        node.events.map((event) => AFTER_SALE[event]),
        "、",
        " or ",
      );
      return text(`发生${events.zh}时`, `on ${events.en}`);
    }
    case "measure": {
      const measure = orBlank(eventName(node.measure, names));
      return text(`上报指标 ${measure.zh} 时`, `when ${measure.en} is reported`);
    }
    case "stock_changed":
      return text("库存变化时", "when stock changes");
    case "schedule": {
      const every = node.days === "every" ? text("每天", "every day") : text("每个工作日", "every working day");
      const once = node.once === true ? text(" 整体一次", ", once for all orders") : text("", "");
      return text(`${every.zh} ${node.at.join("、")}${once.zh}`, `${every.en} at ${node.at.join(", ")}${once.en}`);
    }
    case "condition":
      return conditionSentence(node.when, names);
    case "branch":
      return branchSentence(node, names);
    case "decision_table":
      return tableSentence(node, names);
    case "split":
      return splitSentence(node);
    case "merge":
      return mergeSentence(node, names);
    case "watch":
      return watchSentence(node, names);
    case "approval":
      return approvalSentence(node, people(node.approvers, names));
    case "breaker":
      return breakerSentence(node, names);
    case "subflow":
      return cat(text("执行流程 ", "run flow "), orBlank(flowName(node.flow, names)));
    case "route":
      return routeSentence(node, names);
    case "tag": {
      const tag = orBlank(quoteValue(node.tag.trim()));
      if (node.tag.trim() === "") return text("打标签 （未填）", "tag (not filled in)");
      return node.whileMatched === true
        ? text(`满足期间打标签 ${tag.zh}`, `tag ${tag.en} while it holds`)
        : text(`打标签 ${tag.zh}`, `tag ${tag.en}`);
    }
    case "untag":
      return cat(text("去掉标签 ", "take off tag "), node.tag === "" ? UNNAMED : quoteValue(node.tag));
    case "set_field":
      return setFieldSentence(node.field, node.value, names);
    case "add_line": {
      const item =
        node.sku === ""
          ? UNNAMED
          : cat(quoteValue(node.sku), node.name ? text(`（${node.name}）`, ` (${node.name})`) : same(""));
      return text(`加 ${node.qty}件 ${item.zh}`, `add ${counted(node.qty, "piece")} of ${item.en}`);
    }
    case "hold":
      return cat(text("挂起订单", "hold the order"), after(node.reason));
    case "release":
      return text("解除挂起", "release the order");
    case "freeze":
      return cat(text(`冻结${SCOPES[node.scope][0]}`, `freeze ${SCOPES[node.scope][1]}`), after(node.reason));
    case "unfreeze":
      return text(`解冻${SCOPES[node.scope][0]}`, `unfreeze ${SCOPES[node.scope][1]}`);
    case "reserve_stock":
      return text("为每一行预占库存", "reserve stock for every line");
    case "pause_channel":
      return cat(text(`暂停${TARGETS[node.target][0]}`, `pause ${TARGETS[node.target][1]}`), after(node.reason));
    case "resume_channel":
      return text(`恢复${TARGETS[node.target][0]}`, `resume ${TARGETS[node.target][1]}`);
    case "alert":
      return alertSentence(node, people(node.to, names));
    case "task": {
      const to = people(node.to, names);
      return cat(text(`给 ${to.zh} 派任务`, `task for ${to.en}`), after(node.title));
    }
    case "notify": {
      const to = OUTSIDE[node.to] ?? personName(node.to, names);
      const by = NOTICES[node.channel];
      const told = text(`${by.zh}通知 ${to.zh}`, `notify ${to.en} by ${by.en}`);
      return cat(told, after(node.template), quietSentence(node.quietHours));
    }
    case "webhook": {
      const [event, endpoint] = [orBlank(eventName(node.event, names)), orBlank(same(node.endpoint))];
      return text(`把 ${event.zh} 推送到 ${endpoint.zh}`, `push ${event.en} to ${endpoint.en}`);
    }
    case "note":
      return same(node.text.split("\n", 1)[0] ?? "");
    case "frame":
      return text("分组框", "group");
    default:
      return assertNever(node);
  }
}

/** Cases are named where they have a name, and said in full where they have none. */
function branchSentence(node: NodeOf<"branch">, names: Names): Text {
  const cases = node.cases.map((one) => (one.name ? same(one.name) : conditionSentence(one.when, names)));
  const shown = [
    ...cases.slice(0, 3),
    ...(cases.length > 3 ? [text(`共 ${cases.length} 种`, `${cases.length} in all`)] : []),
  ];
  const list = cases.length === 0 ? blank("还没有情况", "no case yet") : joined(shown, "；", "; ");
  return node.mode === "first"
    ? text(`依次判断：${list.zh}；都不满足走“否则”`, `first that holds: ${list.en}; otherwise if none`)
    : text(`满足的都走：${list.zh}；都不满足走“否则”`, `every one that holds: ${list.en}; otherwise if none`);
}

const OUTPUTS = { route: text("去向", "destination"), tag: text("标签", "tag") };

function tableSentence(node: NodeOf<"decision_table">, names: Names): Text {
  const columns = node.columns.map((column) => inside(factNamed(column.fact, names, "order").label));
  const by = columns.length === 0 ? blank("未选字段", "no fact yet") : listOf(columns, names.shown);
  const outputs = node.outputs.map((output) =>
    output.effect === "set_field"
      ? inside(factNamed(output.field ?? "", names, "order").label)
      : OUTPUTS[output.effect],
  );
  const gives = outputs.length === 0 ? blank("未选结果", "no result yet") : listOf(outputs, names.shown);
  const hit =
    node.hit === "first"
      ? text("取第一个命中", "first row that matches")
      : text("取所有命中", "every row that matches");
  return text(
    `按 ${by.zh} 查表（${node.rows.length} 行，${hit.zh}），得出 ${gives.zh}`,
    `look up ${gives.en} by ${by.en} (${counted(node.rows.length, "row")}, ${hit.en})`,
  );
}

/** Who is told and belongs to no list of people: whoever ordered, and the contacts of the order's brand. */
const OUTSIDE: Readonly<Record<string, Text>> = {
  customer: text("客户", "the customer"),
  brand: text("品牌联系人", "the brand’s contacts"),
};
const SPLIT_BY = { order: text("订单", "order"), customer: text("客户", "customer"), brand: text("品牌", "brand") };

function splitSentence(node: NodeOf<"split">): Text {
  const parts = node.parts.map((part, index) =>
    cat(quoteValue(part.name ?? String.fromCharCode(65 + index)), same(` ${part.percent}%`)),
  );
  const list = joined(parts, "、", ", ");
  return text(`按${SPLIT_BY[node.by].zh}分流：${list.zh}`, `split by ${SPLIT_BY[node.by].en}: ${list.en}`);
}

function routeSentence(node: NodeOf<"route">, names: Names): Text {
  const to =
    node.destination === "" ? blank("未选去向", "no destination yet") : destinationName(node.destination, names);
  if (node.lines === undefined) return text(`派到 ${to.zh}`, `route to ${to.en}`);
  const lines = conditionSentence(node.lines, names, "line");
  return text(`把 ${lines.zh} 的行派到 ${to.zh}`, `route lines where ${lines.en} to ${to.en}`);
}

/** A workspace's own field may be named with `custom.` or without. */
function fieldLabel(field: string, names: Names): Text {
  const own = names.fact?.(field) === undefined ? names.fact?.(`custom.${field}`) : undefined;
  return own !== undefined && own.type !== null ? own.label : factNamed(field, names, "order").label;
}

function setFieldSentence(field: string, value: string | number | boolean, names: Names): Text {
  if (field === "") return text("改字段 （未选）", "set a field (not chosen)");
  const label = apart(inside(fieldLabel(field, names)));
  const said = value === "" ? blank("空", "empty") : operandSentence(field, value, names);
  return text(`把${label.zh}改为 ${said.zh}`, `set ${label.en} to ${said.en}`);
}
