/** What a replay's screens call the kinds of change and the figures: a file and a publishing say the same. */
import type { Text } from "@switchyard/orders";
import type { ChangeKind } from "@switchyard/sandbox";

export const KIND_WORDS: Record<ChangeKind, Text> = {
  rerouted: { zh: "改派", en: "re-routed" },
  newly_routed: { zh: "新派单", en: "newly routed" },
  no_longer_routed: { zh: "不再派单", en: "no longer routed" },
  newly_alerted: { zh: "新告警", en: "newly alerted" },
  no_longer_alerted: { zh: "不再告警", en: "no longer alerted" },
  alerted_otherwise: { zh: "告警不同", en: "alerted otherwise" },
  newly_merged: { zh: "新合并", en: "newly merged" },
  no_longer_merged: { zh: "不再合并", en: "no longer merged" },
  merged_otherwise: { zh: "合并不同", en: "merged otherwise" },
  newly_breached: { zh: "新超时", en: "newly overdue" },
  no_longer_breached: { zh: "不再超时", en: "no longer overdue" },
  newly_held: { zh: "新挂起", en: "newly held" },
  no_longer_held: { zh: "不再挂起", en: "no longer held" },
  newly_parked: { zh: "转为待人工处理", en: "newly parked" },
  no_longer_parked: { zh: "不再待人工处理", en: "no longer parked" },
  tags: { zh: "标签不同", en: "other tags" },
  fields: { zh: "字段不同", en: "other fields" },
  messages: { zh: "消息不同", en: "other messages" },
};

export const FIGURE_WORDS = {
  decided: { zh: "已决策", en: "decided" },
  undecided: { zh: "未命中", en: "undecided" },
  parked: { zh: "待人工处理", en: "parked" },
  kept: { zh: "按时完成", en: "kept" },
  breached: { zh: "超时", en: "overdue" },
  open: { zh: "还在计时", en: "still counting" },
  merged: { zh: "参与合并的订单", en: "orders merged" },
  batches: { zh: "合并批次", en: "batches" },
  saved: { zh: "节省的包裹", en: "parcels saved" },
  late: { zh: "因合并而迟的订单", en: "orders late by merging" },
} as const satisfies Record<string, Text>;
