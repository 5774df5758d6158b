/** What a channel is: one kind of place that a message can be sent to, with its settings, its limits and its one verb, send. */
import type { Language, QuietHours } from "@switchyard/orders";
import type { z } from "zod";
import type { Requester } from "../outgoing/guarded-request.ts";
import type { Network } from "../outgoing/network.ts";
import type { Text } from "../text.ts";

export const CHANNEL_KINDS = [
  "inbox", "email", "webhook", "wecom_robot", "wecom_app", "dingtalk_robot", "feishu_robot", "aliyun_sms",
] as const; // biome-ignore format: a word list
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** Someone to be told. A channel uses the address it understands and reports as missed whom it cannot reach. */
export interface Recipient {
  /** The person's id in the workspace. */
  id: string;
  name: string;
  email?: string;
  mobile?: string;
  wecom?: string;
  dingtalk?: string;
  feishu?: string;
}

/** All text is plain: layout, escaping and cutting are the channel's. Values may come from customers. */
export interface Message {
  /** Stable over every attempt: the receiver may drop what it has seen. Letters, digits, `_` and `-`. */
  id: string;
  /** When it happened, UTC milliseconds. */
  at: number;
  /** What kind of alert it is, for merging and for webhooks: "order.due_soon". */
  kind: string;
  /** The kind in people's words, for digests: "交期临近". */
  kindName?: string;
  /** 1 (note) to 4 (critical). */
  level: 1 | 2 | 3 | 4;
  title: string;
  /** What its title and labels are worded in where the product itself says them; a channel's own words follow. Absent: zh-CN. */
  language?: Language;
  /** `code`: which label of the product's own it is; absent where others chose it. */
  lines: { label: string; value: string; code?: string }[];
  to: Recipient[];
  mentionAll?: boolean;
  /** A page of ours. https only. */
  link?: string;
  /** What a webhook carries as `data`. */
  data?: Record<string, unknown>;
  /** Variables of an SMS template. Missing ones are taken from title, count and the lines' labels. */
  variables?: Record<string, string>;
  /** The order that somebody outside the house is told about: such a message goes together only with others about it. */
  about?: string;
  /** Whoever sends it keeps it back in these. */
  quietHours?: QuietHours;
}

export interface InboxEntry {
  message: Message;
  recipients: string[];
}

export interface SendTools {
  /** UTC milliseconds. */
  now: () => number;
  request: Requester;
  /** For e-mail, which is not HTTP, and is held by the same rules. */
  network: Network;
  tokens: TokenStore;
  /** Writes into the people's inboxes; must be idempotent by message id. */
  inbox: (entry: InboxEntry) => Promise<void>;
  /** A value never used before, for signatures that want one. */
  nonce: () => string;
}

/** Short-lived access tokens, by credential. */
export interface TokenStore {
  get(key: string): { value: string; expiresAt: number } | undefined;
  set(key: string, token: { value: string; expiresAt: number }): void;
  delete(key: string): void;
}

interface Told {
  /** The vendor's own answer, shortened, without secrets: for the "send a test message" button. */
  answer: string;
}
export type Outcome =
  | (Told & { result: "delivered"; vendorId: string | null; missed: string[] })
  | (Told & { result: "retry"; code: string; reason: Text; afterMs?: number })
  /** `scope` channel: the settings are wrong, every message will fail; message: only this one. */
  | (Told & { result: "final"; code: string; reason: Text; scope: "message" | "channel" });

/** At most `max` in any `windowMs`; of those `reserved` only for level 4. `per` recipient where the vendor counts people. */
export interface Quota {
  windowMs: number;
  max: number;
  reserved: number;
  per: "credential" | "recipient";
}

export interface Channel<Config = unknown> {
  kind: ChannelKind;
  label: Text;
  config: z.ZodType<Config>;
  /** Names of settings that are sealed at rest and never shown again. */
  secrets: readonly string[];
  quotas: readonly Quota[];
  /** Whether a flood may become one message that names counts; a webhook's receiver wants every event. */
  digests: boolean;
  /** Waits before each attempt, in milliseconds; the first is 0. */
  schedule: readonly number[];
  /** What queues and limits are keyed by: two channels with one credential share them. */
  credential: (config: Config) => string;
  send: (message: Message, config: Config, tools: SendTools) => Promise<Outcome>;
}
