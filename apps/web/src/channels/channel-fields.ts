/** What each kind of channel asks for, in the order of the form. */
import type { Language } from "@switchyard/orders";
import type { channels } from "../words/zh-CN/channels.ts";
import type { ChannelKind, ChannelView } from "./channels-api.ts";

type Words = (typeof channels)["channels"];
export type FieldName = keyof Words["field"];
export type OptionName = keyof Words["option"];
export type EditableKind = Exclude<ChannelKind, "inbox">;

export interface ChannelField {
  name: FieldName;
  input: "text" | "number" | "choice" | "secret" | "signing" | "variables";
  options?: readonly OptionName[];
  fallback?: string | number;
  example?: string;
  optional?: boolean;
}

const robotFormat: ChannelField = { name: "format", input: "choice", options: ["text", "markdown"], fallback: "text" };
const keyword: ChannelField = { name: "keyword", input: "text", optional: true };

export const CHANNEL_FIELDS: Readonly<Record<EditableKind, readonly ChannelField[]>> = {
  wecom_robot: [
    { name: "key", input: "secret", example: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…" },
    robotFormat,
  ],
  wecom_app: [
    { name: "corp_id", input: "text", example: "ww0123456789abcdef" },
    { name: "agent_id", input: "number", example: "1000002" },
    { name: "secret", input: "secret" },
  ],
  dingtalk_robot: [
    { name: "access_token", input: "secret", example: "https://oapi.dingtalk.com/robot/send?access_token=…" },
    { name: "secret", input: "secret", example: "SEC…", optional: true },
    keyword,
    robotFormat,
  ],
  feishu_robot: [
    { name: "token", input: "secret", example: "https://open.feishu.cn/open-apis/bot/v2/hook/…" },
    { name: "secret", input: "secret", optional: true },
    keyword,
    { name: "site", input: "choice", options: ["feishu", "lark"], fallback: "feishu" },
  ],
  aliyun_sms: [
    { name: "access_key_id", input: "text", example: "LTAI…" },
    { name: "access_key_secret", input: "secret" },
    { name: "sign_name", input: "text" },
    { name: "template_code", input: "text", example: "SMS_123456789" },
    { name: "variables", input: "variables" },
  ],
  email: [
    { name: "host", input: "text", example: "smtp.exmail.qq.com" },
    { name: "port", input: "number", fallback: 465 },
    { name: "security", input: "choice", options: ["tls", "starttls", "none"], fallback: "tls" },
    { name: "user", input: "text", optional: true },
    { name: "password", input: "secret", optional: true },
    { name: "from", input: "text", example: "alerts@example.com" },
    { name: "from_name", input: "text", optional: true },
  ],
  webhook: [
    { name: "url", input: "text", example: "https://erp.example.com/switchyard" },
    { name: "secrets", input: "signing" },
  ],
};
export const EDITABLE_KINDS = Object.keys(CHANNEL_FIELDS) as EditableKind[];

export const isSecret = ({ input }: ChannelField) => input === "secret" || input === "signing";
/** A robot is named by the address that its group gives, whole or its last part. */
export const ROBOT_ADDRESSES: ReadonlySet<string> = new Set(["key", "access_token", "token"]);
/** Where a new address means new secrets. */
export const HAS_HOST: ReadonlySet<ChannelKind> = new Set<ChannelKind>(["webhook", "email", "feishu_robot"]);

/** Variable of an SMS template → what of the message it shows. */
export type Variables = Readonly<Record<string, string>>;
export type Values = Partial<Record<Exclude<FieldName, "variables">, string | number> & { variables: Variables }>;

/** What a variable may show of a message; the link is not among them: it is longer than a variable may be. */
export const SHOWN_IN_SMS = [
  "title", "count", "order", "brand", "style", "due", "state", "at", "flow", "subject", "orders", "open", "unrouted", "overdue",
] as const; // biome-ignore format: a word list
/** Values of the variables are in the language of what goes out; a signature in Chinese says that the template is Chinese. */
export const speaksAnother = (
  { kind, settings }: Pick<ChannelView, "kind" | "settings">,
  language: Language,
): boolean => kind === "aliyun_sms" && language !== "zh-CN" && /\p{Script=Han}/u.test(String(settings.sign_name ?? ""));
/** As the vendor's template writes it, `${code}`, or bare. */
export const variableName = (text: string): string => text.replace(/[${}\s]/g, "");
export const isVariableName = (name: string): boolean => /^[A-Za-z][A-Za-z0-9_]{0,29}$/.test(name);

/** The form's values as the server takes them; secrets that were left empty stay as they are. */
export function toBody(kind: EditableKind, values: Values) {
  const settings: Record<string, string | number | Variables> = {};
  const secrets: Record<string, string | string[]> = {};
  for (const field of CHANNEL_FIELDS[kind]) {
    if (field.name === "variables") {
      settings.variables = values.variables ?? {};
      continue;
    }
    const value = values[field.name] ?? field.fallback ?? "";
    if (value === "" && (isSecret(field) || field.optional)) continue;
    if (field.input === "signing") secrets[field.name] = [String(value)];
    else if (field.input === "secret") secrets[field.name] = String(value);
    else settings[field.name] = value;
  }
  return { settings, secrets };
}

/** `whsec_` and 32 random bytes, made in this browser. */
export function newSigningSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}
