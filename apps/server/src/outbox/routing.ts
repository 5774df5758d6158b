/** Which channel a flow means by the name it gives: a channel's id or name, or a family such as `wecom`. */
import type { Effect } from "@switchyard/engine";
import type { Text } from "@switchyard/orders";
import type { ChannelRecord } from "@switchyard/store";

/** Effects that leave the house. */
export type Leaving = Extract<Effect, { type: "alert" | "task" | "notify" | "webhook" }>;

const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  wecom: ["wecom_app", "wecom_robot"],
  wechat: [],
  dingtalk: ["dingtalk_robot"],
  feishu: ["feishu_robot"],
  sms: ["aliyun_sms"],
  email: ["email"],
  webhook: ["webhook"],
};
const NAMES: Readonly<Record<string, Text>> = {
  wecom: { zh: "企业微信", en: "WeCom" },
  wechat: { zh: "微信", en: "WeChat" },
  dingtalk: { zh: "钉钉", en: "DingTalk" },
  feishu: { zh: "飞书", en: "Feishu" },
  sms: { zh: "短信", en: "SMS" },
  email: { zh: "邮件", en: "e-mail" },
};

/** What the effect names; null where only the inbox is meant. */
export function wanted(effect: Leaving): string | null {
  switch (effect.type) {
    case "alert":
      return effect.channel === "inbox" ? null : effect.channel;
    case "notify":
      return effect.channel;
    case "webhook":
      return effect.endpoint;
    case "task":
      return null;
  }
}

/**
 * The channels to try, each once, in order: the one of that id or name, or the family's first in use; what stands after it; then
 * what else of the family is in use, so that nobody who can be reached through it hears nothing. Empty: there is none.
 */
export function channelsFor(effect: Leaving, channels: readonly ChannelRecord[]): ChannelRecord[] {
  const name = wanted(effect);
  if (name === null) return [];
  const inUse = channels.filter(({ enabled }) => enabled);
  const isWebhook = effect.type === "webhook";
  const exact = inUse.find((one) => (one.id === name || one.name === name) && (!isWebhook || one.kind === "webhook"));
  if (exact !== undefined) return withFallbacks(exact, channels);
  const family = isWebhook
    ? []
    : (FAMILIES[name] ?? []).flatMap((kind) => inUse.find((one) => one.kind === kind) ?? []);
  const [first, ...others] = family;
  return first === undefined ? [] : [...new Set([...withFallbacks(first, channels), ...others])];
}

/** The channel, and what stands after it, each once. */
export function withFallbacks(
  channel: ChannelRecord,
  channels: readonly ChannelRecord[],
): [ChannelRecord, ...ChannelRecord[]] {
  const chain: [ChannelRecord, ...ChannelRecord[]] = [channel];
  for (let next = channel.fallback; next !== null; ) {
    const one = channels.find(({ id }) => id === next);
    if (one === undefined || chain.includes(one)) break;
    chain.push(one);
    next = one.fallback;
  }
  return chain;
}

export function noChannel(name: string): Text {
  const said = NAMES[name] ?? { zh: `“${name}”`, en: `“${name}”` };
  return {
    zh: `没有启用的${said.zh}渠道。请在 设置 → 渠道 添加，然后重新发送。`,
    en: `No ${said.en} channel is in use. Add one under Settings → Channels, then send again.`,
  };
}
