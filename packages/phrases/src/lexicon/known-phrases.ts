import type { Text } from "@switchyard/orders";
import type { Shown } from "./lexicon.ts";

const PHRASES: [zh: string, en: string][] = [
  ["款号以 FJ 开头", "style code starts with FJ"],
  ["交期不超过 3 天", "due within 3 days"],
  ["备注提到“…”", "note mentions “…”"],
  ["金额满 300 元", "amount at least 300"],
  ["标签包含 …", "tags contain …"],
  ["渠道是 …", "channel is …"],
  ["派到 …", "route to …"],
  ["打标签 …", "tag …"],
  ["标红", "tag red"],
  ["提醒 …", "alert …"],
  ["短信通知客户", "text the customer"],
  ["企业微信 @…", "WeCom @…"],
  ["给 … 派任务", "task for …"],
  ["暂停该渠道", "pause the channel"],
  ["挂起订单", "hold the order"],
  ["冻结该品牌", "freeze the brand"],
  ["加赠品 …", "add gift …"],
  ["请 … 审批", "ask … to approve"],
  ["预占库存", "reserve stock"],
  ["推送到 …", "push to …"],
  ["同一品牌 24 小时内合并", "merge orders of the same brand within 24 hours"],
  ["2 小时未分配", "not assigned within 2 hours"],
  ["付款后 24 小时未发货", "not shipped within 24 hours of payment"],
  ["收到订单时", "when an order arrives"],
  ["订单取消时", "when an order is cancelled"],
  ["每天 10:00", "every day at 10:00"],
  ["否则", "otherwise"],
];

export const KNOWN_PHRASES: readonly { text: Text; of: Shown }[] = PHRASES.map(([zh, en]) => ({
  text: { zh, en },
  of: "phrase",
}));
