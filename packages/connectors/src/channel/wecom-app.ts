/** WeCom app message (doc 90236). Text ≤ 2,048 bytes; one member at most 30 a minute and 1,000 an hour, beyond that dropped silently. */
import { z } from "zod";
import { isRecord, text } from "../text.ts";
import type { Channel, Message, Outcome, SendTools } from "./channel.ts";
import { CHAT_SCHEDULE, fingerprint, perRecipient, WINDOW } from "./limits.ts";
import { delivered, final, noRecipient, retry, vendorReply } from "./outcome.ts";
import { isVendorId, vendorId } from "./settings.ts";
import { fit, footer, plainWording } from "./wording.ts";

const config = z.strictObject({
  corp_id: vendorId,
  agent_id: z.number().int().positive(),
  secret: z.string().trim().min(8).max(200),
});
type Config = z.infer<typeof config>;

const HOST = "https://qyapi.weixin.qq.com/cgi-bin";
const credential = ({ corp_id, agent_id, secret }: Config): string =>
  `wecom_app:${corp_id}:${agent_id}:${fingerprint(secret)}`;

export const wecomApp: Channel<Config> = {
  kind: "wecom_app",
  label: text("企业微信应用消息", "WeCom app message"),
  config,
  secrets: ["secret"],
  quotas: [perRecipient(WINDOW.minute, 30), perRecipient(WINDOW.hour, 1000)],
  digests: true,
  schedule: CHAT_SCHEDULE,
  credential,
  async send(message, settings, tools) {
    const users = [...new Set(message.to.map(({ wecom }) => wecom).filter((user) => isVendorId(user)))];
    if (users.length === 0)
      return noRecipient(
        "（缺少企业微信账号），请在“设置 → 联系方式”补上",
        ": no WeCom account is known; add it under Settings → Contacts",
      );
    const first = await attempt(message, users, settings, tools);
    if (first !== "stale_token") return first;
    tools.tokens.delete(credential(settings));
    const second = await attempt(message, users, settings, tools);
    return second === "stale_token"
      ? retry("token_refused", text("access_token 两次被拒", "The access token was refused twice"))
      : second;
  },
};

/** 40014 invalid, 42001 expired, 41001 missing: a new token helps. */
const STALE = new Set([40014, 42001, 41001]);

async function attempt(
  message: Message,
  users: string[],
  settings: Config,
  tools: SendTools,
): Promise<Outcome | "stale_token"> {
  const token = await accessToken(settings, tools);
  if (!token.ok) return token.outcome;
  const content = fit(plainWording(message), { max: 2048, tail: footer(message), linkText: (url) => url });
  const reply = await tools.request({
    method: "POST",
    url: `${HOST}/message/send?access_token=${encodeURIComponent(token.value)}`,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      touser: users.slice(0, 1000).join("|"),
      msgtype: "text",
      agentid: settings.agent_id,
      text: { content },
      safe: 0,
      // A second attempt after a lost answer: the footer carries our id, so only a true repetition is the same text.
      enable_duplicate_check: 1,
      duplicate_check_interval: 1800,
    }),
  });
  const vendor = vendorReply(reply, tools.now());
  if (!vendor.ok) return vendor.outcome;
  const code = Number(vendor.reply.errcode ?? Number.NaN);
  return STALE.has(code) ? "stale_token" : appOutcome(code, vendor.reply, vendor.answer, message, users);
}

function appOutcome(
  code: number,
  reply: Record<string, unknown>,
  answer: string,
  message: Message,
  users: string[],
): Outcome {
  const said = text(`企业微信返回错误 ${code}`, `WeCom answered error ${code}`);
  if (code === 0) {
    const invalid = new Set(
      String(reply.invaliduser ?? "")
        .split("|")
        .filter((user) => user !== ""),
    );
    const missed = message.to.filter(
      ({ wecom }) => wecom === undefined || !users.includes(wecom) || invalid.has(wecom),
    );
    if (missed.length === message.to.length)
      return final("no_valid_recipient", text("收件人均无效", "No recipient is valid"), { answer });
    return delivered(
      answer,
      typeof reply.msgid === "string" ? reply.msgid : null,
      missed.map((person) => person.id),
    );
  }
  if (code === 81013 || code === 82001)
    return final(`errcode_${code}`, text("收件人均无效", "No recipient is valid"), { answer });
  if (code === 45009) {
    const reason = text("发送太频繁，企业微信限流", "Too often: WeCom limits the rate");
    return retry("rate_limited", reason, { answer, afterMs: 60_000 });
  }
  const wrong = SETTINGS.get(code);
  if (wrong !== undefined) return final(`errcode_${code}`, wrong, { answer, scope: "channel" });
  return retry(Number.isNaN(code) ? "bad_reply" : `errcode_${code}`, said, { answer });
}

const BY_SECRET = text("Secret 不对，或不属于这个应用", "The secret is wrong, or another app's");
const BY_AGENT = text("AgentId 不对，或应用没有权限", "The agent id is wrong, or the app is not allowed to");
/** What is wrong with the settings, by the vendor's code. */
const SETTINGS = new Map([
  [40001, BY_SECRET],
  [40091, BY_SECRET],
  [40013, text("企业 ID 不对", "The corp id is wrong")],
  [40056, BY_AGENT],
  [301002, BY_AGENT],
  [48002, text("应用没有发消息的权限", "The app may not send messages")],
  [50001, text("地址不在应用的可信域名里", "The address is not among the app's trusted domains")],
  [60020, text("本机 IP 不在应用的可信 IP 里", "This machine's address is not among the app's trusted ones")],
]);

type Token = { ok: true; value: string } | { ok: false; outcome: Outcome };

async function accessToken(settings: Config, tools: SendTools): Promise<Token> {
  const key = credential(settings);
  const cached = tools.tokens.get(key);
  if (cached !== undefined && cached.expiresAt > tools.now()) return { ok: true, value: cached.value };
  const query = `corpid=${encodeURIComponent(settings.corp_id)}&corpsecret=${encodeURIComponent(settings.secret)}`;
  const result = await tools.request({ method: "GET", url: `${HOST}/gettoken?${query}` });
  const vendor = vendorReply(result, tools.now());
  if (!vendor.ok) return vendor;
  const { errcode, access_token: value, expires_in: seconds } = isRecord(vendor.reply) ? vendor.reply : {};
  const code = Number(errcode ?? 0);
  if (code !== 0 || typeof value !== "string" || value === "") {
    const wrong = SETTINGS.get(code);
    // The answer of this call may hold the token: only its code is told.
    const reason = text(
      `无法取得 access_token（${code}）${wrong ? `：${wrong.zh}` : ""}`,
      `No access token was given (${code})${wrong ? `: ${wrong.en}` : ""}`,
    );
    return {
      ok: false,
      outcome: wrong ? final(`errcode_${code}`, reason, { scope: "channel" }) : retry(`errcode_${code}`, reason),
    };
  }
  const life = Math.max(60, Math.min(typeof seconds === "number" ? seconds : 7200, 7200) - 300) * 1000;
  tools.tokens.set(key, { value, expiresAt: tools.now() + life });
  return { ok: true, value };
}
