/** Aliyun SendSms 2017-05-25, signature version 3. The text is an approved template; one number takes 1 a minute, 5 an hour, 10 a day. */
import { z } from "zod";
import { signAliyun } from "../signature/aliyun.ts";
import { text } from "../text.ts";
import type { Channel, Message, Outcome } from "./channel.ts";
import { CHAT_SCHEDULE, fingerprint, perRecipient, WINDOW } from "./limits.ts";
import { delivered, final, fromFailure, fromStatus, noRecipient, parseObject, retry } from "./outcome.ts";
import { oneLine } from "./wording.ts";

const config = z.strictObject({
  access_key_id: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9]{8,64}$/),
  access_key_secret: z.string().trim().min(8).max(200),
  sign_name: z.string().trim().min(2).max(30),
  template_code: z.string().regex(/^SMS_\d{3,20}$/),
  /** Variable of the template → `title`, `count`, a line's label, or a name in the message's `variables`. */
  variables: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,29}$/), z.string().max(60)).default({}),
});
type Config = z.infer<typeof config>;

const HOST = "dysmsapi.aliyuncs.com";

export const aliyunSms: Channel<Config> = {
  kind: "aliyun_sms",
  label: text("阿里云短信", "Aliyun SMS"),
  config,
  secrets: ["access_key_secret"],
  quotas: [perRecipient(WINDOW.minute, 1), perRecipient(WINDOW.hour, 5), perRecipient(WINDOW.day, 10)],
  digests: true,
  schedule: CHAT_SCHEDULE,
  credential: ({ access_key_id, sign_name }) => `aliyun_sms:${fingerprint(access_key_id, sign_name)}`,
  async send(message, settings, tools) {
    const numbers = [...new Set(message.to.map(({ mobile }) => smsNumber(mobile)).filter((number) => number !== null))];
    if (numbers.length === 0)
      return noRecipient(
        "（缺少手机号），请在“设置 → 联系方式”补上",
        ": no mobile number is known; add it under Settings → Contacts",
      );
    const { query, headers } = signAliyun({
      host: HOST,
      action: "SendSms",
      version: "2017-05-25",
      query: {
        PhoneNumbers: numbers.slice(0, 1000).join(","),
        SignName: settings.sign_name,
        TemplateCode: settings.template_code,
        TemplateParam: JSON.stringify(templateVariables(message, settings.variables)),
        OutId: message.id,
      },
      nowMs: tools.now(),
      nonce: tools.nonce(),
      keyId: settings.access_key_id,
      keySecret: settings.access_key_secret,
    });
    const reply = await tools.request({ method: "POST", url: `https://${HOST}/?${query}`, headers });
    if (!reply.ok) return fromFailure(reply);
    const body = reply.truncated ? null : parseObject(reply.body);
    const missed = message.to.filter(({ mobile }) => smsNumber(mobile) === null).map((person) => person.id);
    if (typeof body?.Code === "string") return smsOutcome(body, body.Code, reply.body, missed);
    const reason = text("阿里云的回答无法读取", "Aliyun's answer cannot be read");
    return fromStatus(reply, tools.now()) ?? retry("bad_reply", reason, { answer: reply.body });
  },
};

/** A mainland number of 11 digits, or an international one of digits with its country code. */
function smsNumber(mobile: string | undefined): string | null {
  const digits = (mobile ?? "")
    .replace(/[\s-]/g, "")
    .replace(/^(\+|00)/, "")
    .replace(/^86(?=1\d{10}$)/, "");
  return /^\d{7,15}$/.test(digits) ? digits : null;
}

/** Values are single lines of at most 35 characters; the vendor refuses longer ones. Half an address would lead nowhere. */
function templateVariables(message: Message, wanted: Record<string, string>): Record<string, string> {
  const known = new Map([
    ["title", message.title],
    ["count", "1"],
    ...message.lines.map(({ label, value }): [string, string] => [label, value]),
    ...Object.entries(message.variables ?? {}),
  ]);
  return Object.fromEntries(
    Object.entries(wanted).map(([name, source]) => [name, fitting(oneLine(known.get(source) ?? "")) || "-"]),
  );
}

const MOST = 35;
function fitting(value: string): string {
  const all = [...value];
  return all.length > MOST && /^https?:\/\//.test(value) ? "" : all.slice(0, MOST).join("");
}

const THIS_MESSAGE = new Set([
  "isv.MOBILE_NUMBER_ILLEGAL",
  "isv.TEMPLATE_MISSING_PARAMETERS",
  "isv.INVALID_JSON_PARAM",
  "isv.PARAM_LENGTH_LIMIT",
  "isv.BLACK_KEY_CONTROL_LIMIT",
  "isv.MOBILE_COUNT_OVER_LIMIT",
  "isv.INVALID_PARAMETERS",
]);
const WHOLE_ACCOUNT = /^(isv\.(AMOUNT_NOT_ENOUGH|OUT_OF_SERVICE|DAY_LIMIT_CONTROL|SMS_SIGNATURE_ILLEGAL|SMS_SIGN_ILLEGAL|SMS_TEMPLATE_ILLEGAL|ACCOUNT_\w+|PRODUCT_UN\w+)|isp\.RAM_PERMISSION_DENY|SignatureDoesNotMatch|InvalidAccessKeyId\S*|Forbidden\S*|IncompleteSignature)$/; // biome-ignore format: one pattern

/** What to do about the vendor's codes that people meet while they set it up. */
const SAID: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  SignatureDoesNotMatch: ["AccessKey Secret 不对", "the AccessKey Secret is wrong"],
  "InvalidAccessKeyId.NotFound": ["没有这个 AccessKey ID", "there is no such AccessKey ID"],
  "isv.TEMPLATE_MISSING_PARAMETERS": [
    "模板里有变量没有说明显示什么，请在渠道里补上",
    "a variable of the template is not filled; add it to the channel",
  ],
  "isv.SMS_SIGNATURE_ILLEGAL": ["短信签名不存在或未通过审核", "the SMS signature is unknown or not approved"],
  "isv.SMS_TEMPLATE_ILLEGAL": ["短信模板不存在或未通过审核", "the template is unknown or not approved"],
  "isv.MOBILE_NUMBER_ILLEGAL": ["手机号不对", "the mobile number is wrong"],
  "isv.AMOUNT_NOT_ENOUGH": ["账户余额不足", "the account has no balance left"],
  "isv.BUSINESS_LIMIT_CONTROL": ["同一号码发得太密", "too many messages to one number"],
};

function smsOutcome(body: Record<string, unknown>, code: string, answer: string, missed: string[]): Outcome {
  if (code === "OK") return delivered(answer, typeof body.BizId === "string" ? body.BizId : null, missed);
  const [zh, en] = SAID[code] ?? ["", ""];
  const said = text(`阿里云返回 ${code}${zh && `：${zh}`}`, `Aliyun answered ${code}${en && `: ${en}`}`);
  if (THIS_MESSAGE.has(code)) return final(code, said, { answer });
  if (WHOLE_ACCOUNT.test(code)) return final(code, said, { answer, scope: "channel" });
  if (code === "isv.BUSINESS_LIMIT_CONTROL") return retry("rate_limited", said, { answer, afterMs: 60_000 });
  return retry(code, said, { answer });
}
