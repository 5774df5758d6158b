/** All channels by kind, and the way from stored settings to an attempt. */
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { createRequester } from "../outgoing/guarded-request.ts";
import type { Network } from "../outgoing/network.ts";
import { type Problem, problem, text } from "../text.ts";
import { aliyunSms } from "./aliyun-sms.ts";
import type { Channel, ChannelKind, InboxEntry, Message, Outcome, SendTools, TokenStore } from "./channel.ts";
import { dingtalkRobot } from "./dingtalk-robot.ts";
import { email } from "./email.ts";
import { feishuRobot } from "./feishu-robot.ts";
import { inbox } from "./inbox.ts";
import { final } from "./outcome.ts";
import { webhook } from "./webhook.ts";
import { wecomApp } from "./wecom-app.ts";
import { wecomRobot } from "./wecom-robot.ts";

/** A channel whose settings were checked: what the dispatcher holds. */
export interface OpenChannel {
  channel: Pick<Channel, "kind" | "label" | "quotas" | "digests" | "schedule" | "secrets">;
  credential: string;
  send: (message: Message, tools: SendTools) => Promise<Outcome>;
}
export type OpenedChannel = { ok: true; channel: OpenChannel } | { ok: false; problems: Problem[] };

interface Entry {
  channel: Pick<Channel, "kind" | "label" | "quotas" | "digests" | "schedule" | "secrets"> & { config: z.ZodType };
  open: (settings: unknown) => OpenedChannel;
}

const entry = <Config>(channel: Channel<Config>): Entry => ({
  channel,
  open(settings) {
    const parsed = channel.config.safeParse(settings);
    if (!parsed.success) {
      const problems = parsed.error.issues.map(({ path, code }) =>
        problem(
          `setting_${code}`,
          `渠道设置无效：${path.join(".")}`,
          `This setting is not valid: ${path.join(".")}`,
          path.map((key) => `/${String(key)}`).join(""),
        ),
      );
      return { ok: false, problems };
    }
    const config = parsed.data;
    const send = (message: Message, tools: SendTools): Promise<Outcome> => sendSafely(channel, config, message, tools);
    return { ok: true, channel: { channel, credential: channel.credential(config), send } };
  },
});

const entries: Readonly<Record<ChannelKind, Entry>> = {
  inbox: entry(inbox),
  email: entry(email),
  webhook: entry(webhook),
  wecom_robot: entry(wecomRobot),
  wecom_app: entry(wecomApp),
  dingtalk_robot: entry(dingtalkRobot),
  feishu_robot: entry(feishuRobot),
  aliyun_sms: entry(aliyunSms),
};

/** What a settings form needs: the schema, which fields are secret, the limits. */
export const channelCatalogue: readonly Entry["channel"][] = Object.values(entries).map(({ channel }) => channel);

/** Checks stored settings (secrets opened) and makes a channel of them. Problems name the field, never its value. */
export const openChannel = (kind: ChannelKind, settings: unknown): OpenedChannel => entries[kind].open(settings);

/** A fault of ours in one channel must not stop the dispatcher: it is a failed attempt like any other. */
async function sendSafely<Config>(
  channel: Channel<Config>,
  config: Config,
  message: Message,
  tools: SendTools,
): Promise<Outcome> {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(message.id)) {
    return final("bad_id", text("消息编号无效", "The message's id is not valid"));
  }
  try {
    return await channel.send(message, config, tools);
  } catch (error) {
    const name = error instanceof Error ? error.name : "unknown";
    return {
      result: "retry",
      code: "fault",
      reason: text(`渠道内部错误（${name}）`, `A fault inside the channel (${name})`),
      answer: "",
    };
  }
}

/** Tools over one network; `now` is the clock of the caller. */
export function createSendTools(options: {
  now: () => number;
  inbox: (entry: InboxEntry) => Promise<void>;
  network?: Network;
  tokens?: TokenStore;
}): SendTools {
  const { now, inbox: writeInbox, network = {}, tokens = memoryTokens() } = options;
  return { now, inbox: writeInbox, network, tokens, request: createRequester(network), nonce: randomUUID };
}

/** Access tokens in memory: a new one is asked for after a restart. */
export function memoryTokens(): TokenStore {
  const tokens = new Map<string, { value: string; expiresAt: number }>();
  return {
    get: (key) => tokens.get(key),
    set: (key, token) => void tokens.set(key, token),
    delete: (key) => void tokens.delete(key),
  };
}
