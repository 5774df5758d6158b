import { type Text, text } from "../text.ts";
import type { EffectNames, SaidEffect } from "./effect-sentence.ts";
import { personName, stateName } from "./names.ts";
import { approvalSentence } from "./waiting-sentence.ts";
import { capital, cat, joined, same } from "./words.ts";

/** What the core does that no node says of itself: batches, stock, approvals, states, what waits, breakers. */

const BATCH_ENDS: Readonly<Record<string, Text>> = {
  window: text("到时间了", "its window ended"),
  orders: text("单数满了", "it has as many orders as it may"),
  qty: text("件数满了", "it has as many pieces as it may"),
  hand: text("人工关闭", "closed by hand"),
  begun: text("其中的订单已开工", "work on one of its orders began"),
};
const APPROVAL_ENDS: Readonly<Record<string, Text>> = {
  approved: text("审批通过", "Approved"),
  rejected: text("审批驳回", "Rejected"),
  timed_out: text("审批超时", "The approval timed out"),
  cancelled: text("审批取消", "The approval is cancelled"),
};

const word = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");
const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
const own = (table: Readonly<Record<string, Text>>, key: unknown): Text =>
  typeof key === "string" && Object.hasOwn(table, key) ? (table[key] ?? same("")) : same(word(key));

/** Why a batch closed; another word than the core's stands as it is. */
export const batchEnd = (reason: unknown): Text => own(BATCH_ENDS, reason);

type Say = (effect: SaidEffect, names: EffectNames) => Text;
const orders: Say = (effect, names) =>
  joined(
    strings(effect.orders).map((id) => same(names.order?.(id) ?? id)),
    "、",
    ", ",
  );

const SAY: Readonly<Record<string, Say>> = {
  reserve: ({ sku, qty }) => text(`预占库存 ${word(sku)} × ${word(qty)}`, `Reserved ${word(sku)} × ${word(qty)}`),
  unreserve: ({ sku, qty }) => text(`释放库存 ${word(sku)} × ${word(qty)}`, `Gave back ${word(sku)} × ${word(qty)}`),
  pool: ({ name }) =>
    text(`${word(name)} 已暂停，进入人工干预池`, `${word(name)} is paused; it waits in the manual pool`),
  replay: ({ name, count }) =>
    text(`${word(name)} 恢复后处理 ${word(count)} 件积压`, `${word(name)}: ${word(count)} that waited are run`),
  batch_joined: (effect, names) => {
    const [members, qty] = [orders(effect, names), word(effect.qty)];
    const who = members.zh === "" ? members : text(`${members.zh}，`, `${members.en}; `);
    return text(
      `并入批次（${who.zh}共 ${qty} 件）`,
      `Joined a batch (${who.en}${qty === "1" ? "1 piece" : `${qty} pieces`})`,
    );
  },
  batch_left: () => text("退出批次", "Left its batch"),
  batch_closed: (effect, names) => {
    const [members, why] = [orders(effect, names), batchEnd(effect.reason)];
    const who = members.zh === "" ? members : text(`（${members.zh}）`, ` (${members.en})`);
    return text(`批次关闭：${why.zh}${who.zh}`, `The batch closed: ${why.en}${who.en}`);
  },
  batch_void: () => text("批次作废：里面没有订单了", "The batch is void: no order is left in it"),
  approval_asked: ({ approvers, title, level, levels }, names) => {
    const people = strings(approvers).map((id) => personName(id, names));
    const to = people.length === 0 ? text("无人", "nobody") : joined(people, "、", ", ");
    const step = typeof levels === "number" && levels > 1 ? ` (${word(level)}/${levels})` : "";
    const node = { id: "effect", kind: "approval", position: { x: 0, y: 0 }, approvers: [], levels: 1 } as const;
    return cat(
      capital(approvalSentence({ ...node, approvers: strings(approvers), title: word(title) }, to)),
      same(step),
    );
  },
  approval_ended: ({ outcome }) => own(APPROVAL_ENDS, outcome),
  state: ({ from, to }, names) => {
    const [before, after] = [stateName(word(from), names), stateName(word(to), names)];
    return text(`状态：${before.zh} → ${after.zh}`, `State: ${before.en} → ${after.en}`);
  },
  platform_state: ({ canonical }) => text(`平台状态：${word(canonical)}`, `Platform state: ${word(canonical)}`),
  reject: ({ to }, names) => {
    const state = stateName(word(to), names);
    return text(`不能到 ${state.zh}`, `Cannot become ${state.en}`);
  },
  intercept: () => text("来不及取消，已要求拦截", "Too late to cancel; an interception is asked for"),
  park: () => text("搁置，等缺少的一步", "Parked until the missing step is done"),
  quarantine: () => text("内容无法使用，已隔离", "It cannot be used and is quarantined"),
  resolve: () => text("告警解除：其实按时完成了", "The alert is resolved: it was done in time after all"),
  breaker_opened: ({ name, value }) =>
    text(`熔断 ${word(name)}：${word(value)}`, `Breaker of ${word(name)} opened at ${word(value)}`),
  breaker_closed: ({ name }) => text(`熔断恢复 ${word(name)}`, `Breaker of ${word(name)} closed`),
};

/** Null for a type that nobody knows. */
export function happeningText(effect: SaidEffect, names: EffectNames): Text | null {
  const { type } = effect;
  return typeof type === "string" && Object.hasOwn(SAY, type) ? (SAY[type]?.(effect, names) ?? null) : null;
}
