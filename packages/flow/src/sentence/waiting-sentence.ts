import type { NodeOf, StepQuietHours } from "../document.ts";
import { type Text, text } from "../text.ts";
import { conditionSentence } from "./condition-sentence.ts";
import { eventName, factNamed, type Names, stateName } from "./names.ts";
import { apart, blank, cat, counted, durationText, ended, inside, joined, same } from "./words.ts";

/** Sentences of the nodes that wait and of those that warn. */

const factLabel = (name: string, names: Names): Text => inside(factNamed(name, names, "order").label);

/** 「同一品牌的订单 24小时内合并成一批,满 10 单即关闭(已退款 的除外)」 */
export function mergeSentence(node: NodeOf<"merge">, names: Names): Text {
  const by = apart(
    joined(
      node.by.map((name) => factLabel(name, names)),
      "、",
      " and ",
    ),
  );
  const window = durationText(node.window);
  const limits = [
    ...(node.maxOrders === undefined ? [] : [text(`${node.maxOrders} 单`, counted(node.maxOrders, "order"))]),
    ...(node.maxQty === undefined ? [] : [text(`${node.maxQty} 件`, counted(node.maxQty, "piece"))]),
  ];
  const full = joined(limits, "或 ", " or ");
  const except = node.exclude === undefined ? same("") : conditionSentence(node.exclude, names);
  return cat(
    text(`同一${by.zh}的订单 ${window.zh}内合并成一批`, `merge orders of the same ${by.en} within ${window.en}`),
    limits.length === 0 ? same("") : text(`，满 ${full.zh}即关闭`, `, closing at ${full.en}`),
    node.exclude === undefined ? same("") : text(`，${except.zh} 的除外`, `, except where ${except.en}`),
  );
}

/**
 * 「到此处后 2小时内未到 已分仓 则超时」 (inclusive: at the deadline) or 「到此处后超过 2小时未到」 (strict: after it). The two
 * wordings are the two meanings.
 */
export function watchSentence(node: NodeOf<"watch">, names: Names): Text {
  const span = durationText(node.within);
  const goals = [
    ...node.goal.states.map((id) => stateName(id, names)),
    ...node.goal.events.map((id) => eventName(id, names)),
  ];
  const goal = goals.length === 0 ? blank("未选目标", "no goal yet") : joined(goals, " 或 ", " or ");
  const since = sinceText(node.since, names);
  return node.strict
    ? text(
        `${since.zh}超过 ${span.zh}未到 ${goal.zh} 则超时`,
        `late when ${goal.en} takes over ${span.en} ${since.en.replace(/^of/, "from")}`,
      )
    : text(`${since.zh} ${span.zh}内未到 ${goal.zh} 则超时`, `late unless ${goal.en} within ${span.en} ${since.en}`);
}

function sinceText(since: NodeOf<"watch">["since"], names: Names): Text {
  if (since === "received") return text("收到订单后", "of receiving the order");
  if (since === "reached") return text("到此处后", "of coming here");
  const label = factLabel(since.fact, names);
  return text(`${ended(label).zh}后`, `of ${label.en}`);
}

export function approvalSentence(node: NodeOf<"approval">, approvers: Text): Text {
  const title = node.title === "" ? same("") : text(`：${node.title}`, `: ${node.title}`);
  const limit = node.timeout === undefined ? text("", "") : durationText(node.timeout);
  return cat(
    node.chain === undefined
      ? text(`请 ${approvers.zh} 审批`, `ask ${approvers.en} to approve`)
      : text(
          `请品牌的审批人逐级审批，没有审批链的品牌请 ${approvers.zh} 审批`,
          `ask the brand's approvers level by level, or ${approvers.en} where a brand has none, to approve`,
        ),
    node.levels === 1 ? same("") : text(`，${node.levels} 级`, `, ${counted(node.levels, "level")}`),
    node.timeout === undefined ? same("") : text(`，${limit.zh}内未批则超时`, `, timing out after ${limit.en}`),
    title,
  );
}

const SIGNS = { lt: "<", le: "≤", gt: ">", ge: "≥" } as const;
const PAUSES = {
  channel: text("，暂停该渠道", ", pausing the channel"),
  wave: text("，暂停该波次", ", pausing the wave"),
  none: text("", ""),
};
const OF = {
  count: text("次数", "count"),
  ratio: text("占比", "ratio"),
  distinct: text("不同值个数", "number of different values"),
  value: text("", ""),
};

/** 「同一渠道 当日 状态冲突次数>15 则熔断,暂停该渠道;<5 持续 1小时 后恢复」 */
export function breakerSentence(node: NodeOf<"breaker">, names: Names): Text {
  const { measure, hold, recover } = node;
  const event = measure.event === "" ? blank("未选事件", "no event yet") : eventName(measure.event, names);
  const by = joined(
    measure.by.map((name) => factLabel(name, names)),
    "、",
    " and ",
  );
  const where = measure.where === undefined ? same("") : conditionSentence(measure.where, names);
  const span = measure.window === undefined ? same("") : durationText(measure.window);
  const distinct =
    measure.distinct === undefined
      ? OF[measure.of]
      : text(
          `不同${factLabel(measure.distinct, names).zh}个数`,
          `number of different values of ${factLabel(measure.distinct, names).en}`,
        );
  const what =
    measure.of === "value"
      ? event
      : text(`${event.zh}${measure.of === "count" ? "" : "的"}${distinct.zh}`, `${distinct.en} of ${event.en}`);
  const period =
    measure.day === true
      ? text("当日", " today")
      : measure.window === undefined
        ? same("")
        : text(`${span.zh}内`, ` in ${span.en}`);
  const held = (threshold: number, operator: keyof typeof SIGNS, time: typeof hold): Text => {
    const lasting = durationText(time);
    const stays = time.amount === 0 ? same("") : text(` 持续 ${lasting.zh}`, ` for ${lasting.en}`);
    return cat(text(`${SIGNS[operator]}${threshold}`, ` ${SIGNS[operator]} ${threshold}`), stays);
  };
  const past = held(node.threshold, node.operator, hold);
  const back = recover === undefined ? undefined : held(recover.threshold, recover.operator, recover.hold);
  return cat(
    text(
      `${measure.by.length === 0 ? "" : `同一${by.zh} `}${period.zh}${where.zh === "" ? "" : `（${where.zh}）的`}${what.zh}${past.zh} 则熔断`,
      `open when ${what.en}${where.en === "" ? "" : ` where ${where.en}`}${measure.by.length === 0 ? "" : ` of the same ${by.en}`}${period.en}${past.en}`,
    ),
    PAUSES[node.pauses],
    back === undefined
      ? text("；由人恢复", "; closed by hand")
      : text(`；${back.zh} 后恢复`, `; closed again at${back.en}`),
  );
}

const CHANNELS = {
  inbox: text("站内", "inbox"),
  wecom: text("企业微信", "WeCom"),
  dingtalk: text("钉钉", "DingTalk"),
  feishu: text("飞书", "Feishu"),
  sms: text("短信", "SMS"),
  email: text("邮件", "e-mail"),
};

/** 「企业微信告警 主管(2 级):交期将到」 */
export function alertSentence(node: NodeOf<"alert">, to: Text): Text {
  const by = CHANNELS[node.channel];
  return cat(
    text(`${by.zh}告警 ${to.zh}（${node.level} 级）`, `alert ${to.en} by ${by.en} (level ${node.level})`),
    node.text === "" ? same("") : text(`：${node.text}`, `: ${node.text}`),
    quietSentence(node.quietHours),
  );
}

/** What a step says of quiet hours; nothing where it leaves them to the workspace. */
export function quietSentence(hours: StepQuietHours | undefined): Text {
  if (hours === undefined) return same("");
  if (hours === "none") return text("（不受免打扰限制）", " (at any hour)");
  const { start, end } = hours;
  return text(`（${start}–${end} 免打扰）`, ` (not between ${start} and ${end})`);
}
