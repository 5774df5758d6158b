/** What happened while a script was played, in words: effects, records and what became due. */
import { destinationName, type Names, nodeTitle, personName, spanText, stateName } from "@switchyard/flow";
import { assertNever, type Text } from "@switchyard/orders";
import type { BatchEnd, Effect, JournalRecord } from "../effect.ts";
import { namesOf } from "../prepare.ts";
import { recordText } from "../record-text.ts";
import type { Happening } from "./run.ts";
import type { Due, TriedYard } from "./yard.ts";

const text = (zh: string, en: string): Text => ({ zh, en });
const same = (value: string): Text => text(value, value);

function joined(values: readonly Text[]): Text {
  return text(values.map(({ zh }) => zh).join("、"), values.map(({ en }) => en).join(", "));
}

/** A node's name as it stands in a sentence. */
export function titleOf(id: string, yard: TriedYard, names: Names = {}): Text {
  const node = yard.document.nodes.find((one) => one.id === id);
  return node === undefined ? same(id) : nodeTitle(node, names);
}

const people = (ids: readonly string[], names: Names): Text =>
  ids.length === 0 ? text("无人", "nobody") : joined(ids.map((id) => personName(id, names)));

const orders = (ids: readonly string[], yard: TriedYard): Text => joined(ids.map((id) => same(yard.keyOf(id) ?? id)));

const BATCH_ENDS: Record<BatchEnd, Text> = {
  window: text("到时间了", "its window ended"),
  orders: text("单数满了", "it has as many orders as it may"),
  qty: text("件数满了", "it has as many pieces as it may"),
  hand: text("人工关闭", "closed by hand"),
  begun: text("其中的订单已开工", "work on one of its orders began"),
};
const APPROVAL_ENDS = {
  approved: text("审批通过", "Approved"),
  rejected: text("审批驳回", "Rejected"),
  timed_out: text("审批超时", "The approval timed out"),
  cancelled: text("审批取消", "The approval is cancelled"),
};

export function effectText(effect: Effect, yard: TriedYard, names: Names = {}): Text {
  const plain = plainText(effect, yard, names);
  if ("locked" in effect && effect.locked !== undefined)
    return text(
      `${plain.zh}（未生效：已由 ${effect.locked} 人工锁定）`,
      `${plain.en} (no effect: ${effect.locked} set it by hand)`,
    );
  if (!("overridden" in effect) || effect.overridden === undefined) return plain;
  const by = titleOf(effect.overridden.node, yard, names);
  return text(`${plain.zh}（未生效：${by.zh} 在先）`, `${plain.en} (no effect: ${by.en} came first)`);
}

function plainText(effect: Effect, yard: TriedYard, names: Names): Text {
  switch (effect.type) {
    case "route": {
      const to = destinationName(effect.destination, names);
      if (effect.lines === undefined) return text(`派到 ${to.zh}`, `Sent to ${to.en}`);
      const lines = effect.lines.join(", ");
      return text(`第 ${lines} 行派到 ${to.zh}`, `Lines ${lines} sent to ${to.en}`);
    }
    case "set_field":
      return text(`${effect.field} 设为 ${effect.value}`, `${effect.field} set to ${effect.value}`);
    case "tag":
      return text(`打标签「${effect.tag}」`, `Tagged “${effect.tag}”`);
    case "untag":
      return text(`去掉标签「${effect.tag}」`, `Tag “${effect.tag}” taken off`);
    case "add_line": {
      const what = effect.name ?? effect.sku;
      return text(`加一行：${what} × ${effect.qty}`, `Line added: ${what} × ${effect.qty}`);
    }
    case "hold": {
      const short = effect.sku === undefined ? "" : ` ${effect.sku}`;
      return text(`暂停：${effect.reason}${short}`, `On hold: ${effect.reason}${short}`);
    }
    case "release":
      return text("解除暂停", "Released");
    case "freeze":
      return text(`冻结 ${effect.name}：${effect.reason}`, `${effect.name} frozen: ${effect.reason}`);
    case "unfreeze":
      return text(`解冻 ${effect.name}`, `${effect.name} unfrozen`);
    case "reserve":
      return text(`占用库存 ${effect.sku} × ${effect.qty}`, `Reserved ${effect.sku} × ${effect.qty}`);
    case "unreserve":
      return text(`释放库存 ${effect.sku} × ${effect.qty}`, `Gave back ${effect.sku} × ${effect.qty}`);
    case "pause":
      return text(`暂停 ${effect.name}：${effect.reason}`, `${effect.name} paused: ${effect.reason}`);
    case "resume":
      return text(`恢复 ${effect.name}`, `${effect.name} resumed`);
    case "pool":
      return text(`${effect.name} 已暂停，进入人工干预池`, `${effect.name} is paused; it waits in the manual pool`);
    case "replay":
      return text(
        `${effect.name} 恢复后处理 ${effect.count} 件积压`,
        `${effect.name}: ${effect.count} that waited are run`,
      );
    case "alert": {
      const to = people(effect.to, names);
      return text(
        `${effect.level} 级告警 → ${to.zh}：${effect.text}`,
        `Level ${effect.level} alert → ${to.en}: ${effect.text}`,
      );
    }
    case "task": {
      const to = people(effect.to, names);
      return text(`任务 → ${to.zh}：${effect.title}`, `Task → ${to.en}: ${effect.title}`);
    }
    case "notify":
      return text(`通知客户：${effect.template}`, `Customer told: ${effect.template}`);
    case "webhook":
      return text(`调用 ${effect.endpoint}：${effect.event}`, `Calls ${effect.endpoint}: ${effect.event}`);
    case "batch_joined": {
      const members = orders(effect.orders ?? [], yard);
      return text(
        `并入批次（${members.zh}，共 ${effect.qty} 件）`,
        `Joined a batch (${members.en}; ${effect.qty} pieces)`,
      );
    }
    case "batch_left":
      return text("退出批次", "Left its batch");
    case "batch_closed": {
      const [members, why] = [orders(effect.orders ?? [], yard), BATCH_ENDS[effect.reason]];
      return text(`批次关闭：${why.zh}（${members.zh}）`, `The batch closed: ${why.en} (${members.en})`);
    }
    case "batch_void":
      return text("批次作废：里面没有订单了", "The batch is void: no order is left in it");
    case "approval_asked": {
      const to = people(effect.approvers, names);
      const level = effect.levels > 1 ? ` ${effect.level}/${effect.levels}` : "";
      return text(`请 ${to.zh} 审批${level}：${effect.title}`, `${to.en} asked to approve${level}: ${effect.title}`);
    }
    case "approval_ended":
      return APPROVAL_ENDS[effect.outcome];
    case "state": {
      const [from, to] = [stateName(effect.from, names), stateName(effect.to, names)];
      return text(`状态：${from.zh} → ${to.zh}`, `State: ${from.en} → ${to.en}`);
    }
    case "platform_state":
      return text(`平台状态：${effect.canonical}`, `Platform state: ${effect.canonical}`);
    case "reject": {
      const to = stateName(effect.to, names);
      return text(`不能到 ${to.zh}`, `Cannot become ${to.en}`);
    }
    case "intercept":
      return text("来不及取消，已要求拦截", "Too late to cancel; an interception is asked for");
    case "park":
      return text("搁置，等缺少的一步", "Parked until the missing step is done");
    case "quarantine":
      return text("内容无法使用，已隔离", "It cannot be used and is quarantined");
    case "resolve":
      return text("告警解除：其实按时完成了", "The alert is resolved: it was done in time after all");
    case "breaker_opened":
      return text(`熔断 ${effect.name}：${effect.value}`, `Breaker of ${effect.name} opened at ${effect.value}`);
    case "breaker_closed":
      return text(`熔断恢复 ${effect.name}`, `Breaker of ${effect.name} closed`);
    default:
      return assertNever(effect);
  }
}

/** Records that say something an effect does not. */
const SILENT = new Set(["accepted", "updated", "locked", "unlocked", "published", "stale_timer", "gone"]);

export function recordHappening(record: JournalRecord, yard: TriedYard, names: Names = {}): Happening | null {
  const { code, data } = record;
  if (SILENT.has(code) || (code === "noted" && data.what === "line_there")) return null;
  const key = yard.keyOf(record.order);
  const node = typeof data.watch === "string" ? namesOf(data.watch).node : null;
  const said = node === null ? null : watchText(code, data, titleOf(node, yard, names));
  const words = said ?? recordText(code, data, yard.prepared.machine);
  return words === null ? null : { kind: code, node, key, text: words };
}

function watchText(code: string, data: Record<string, unknown>, title: Text): Text | null {
  const { start, deadline } = data;
  switch (code) {
    case "watch_started":
    case "watch_restarted": {
      const span = typeof start === "number" && typeof deadline === "number" ? spanText(deadline - start) : same("");
      return text(`开始计时：${title.zh}（限 ${span.zh}）`, `The clock starts: ${title.en} (${span.en})`);
    }
    case "watch_kept":
      return text(`按时完成：${title.zh}`, `In time: ${title.en}`);
    case "watch_breached":
      return text(`超时：${title.zh}`, `Too late: ${title.en}`);
    case "watch_cancelled":
      return text(`不再计时：${title.zh}`, `The clock stops: ${title.en}`);
    default:
      return null;
  }
}

/** What became due. */
export function dueText(due: Due, yard: TriedYard, names: Names = {}): Text {
  if (due.what === "schedule") {
    const node = titleOf(due.node, yard, names);
    return text(`到点：${node.zh}`, `Scheduled: ${node.en}`);
  }
  const { key, timer } = due.timer;
  if (key.kind === "batch") return text("合并时间到", "A batch's window ends");
  if (key.kind === "channel") return text("熔断计时到", "A breaker's time is up");
  const order = yard.keyOf(key.key) ?? "";
  if (timer === "look") return text(`时间到了，重新判断订单 ${order}`, `Time has come to look at order ${order} again`);
  const node = titleOf(namesOf(timer.slice(timer.indexOf("/") + 1)).node, yard, names);
  return timer.startsWith("approval/")
    ? text(`订单 ${order} 的审批到期：${node.zh}`, `The approval of order ${order} is due: ${node.en}`)
    : text(`订单 ${order} 的时限到期：${node.zh}`, `The deadline of order ${order} is here: ${node.en}`);
}
