/** Feishu / Lark custom bot. 100 a minute and 5 a second, body ≤ 20 KB. The signature stands in the body. */
import { z } from "zod";
import { signFeishu } from "../signature/robots.ts";
import { text } from "../text.ts";
import { wordsOf } from "../words.ts";
import type { Channel, Message, Outcome } from "./channel.ts";
import { CHAT_SCHEDULE, fingerprint, perMinute, perSecond } from "./limits.ts";
import { delivered, final, retry, vendorReply } from "./outcome.ts";
import { isVendorId, optionalSecret, tokenSchema } from "./settings.ts";
import { fit, footer, plain, plainWording } from "./wording.ts";

const config = z.strictObject({
  token: tokenSchema({ lastSegment: true }),
  secret: optionalSecret,
  keyword: z.string().trim().max(30).default(""),
  site: z.enum(["feishu", "lark"]).default("feishu"),
});
type Config = z.infer<typeof config>;

const HOSTS = { feishu: "open.feishu.cn", lark: "open.larksuite.com" };

export const feishuRobot: Channel<Config> = {
  kind: "feishu_robot",
  label: text("飞书群机器人", "Feishu group bot"),
  config,
  secrets: ["token", "secret"],
  quotas: [perMinute(100, 10), perSecond(5)],
  digests: true,
  schedule: CHAT_SCHEDULE,
  credential: ({ token }) => `feishu_robot:${fingerprint(token)}`,
  async send(message, settings, tools) {
    const seconds = Math.floor(tools.now() / 1000);
    const signed =
      settings.secret === "" ? {} : { timestamp: String(seconds), sign: signFeishu(seconds, settings.secret) };
    const reply = await tools.request({
      method: "POST",
      url: `https://${HOSTS[settings.site]}/open-apis/bot/v2/hook/${encodeURIComponent(settings.token)}`,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...signed, msg_type: "text", content: { text: botText(message, settings) } }),
    });
    const vendor = vendorReply(reply, tools.now());
    return vendor.ok ? feishuOutcome(vendor.reply, vendor.answer) : vendor.outcome;
  },
};

function botText(message: Message, { keyword }: Config): string {
  const mentions = message.to.flatMap(({ feishu, name }) =>
    isVendorId(feishu) ? [`<at user_id="${feishu}">${plain(name)}</at>`] : [],
  );
  if (message.mentionAll === true) mentions.push(`<at user_id="all">${wordsOf(message).everybody}</at>`);
  const tail = [mentions.slice(0, 50).join(" "), footer(message), keyword].filter((part) => part !== "").join("\n");
  return fit(plainWording(message), { max: 15_000, tail, linkText: (url) => url });
}

function feishuOutcome(reply: Record<string, unknown>, answer: string): Outcome {
  const code = Number(reply.code ?? reply.StatusCode ?? Number.NaN);
  switch (code) {
    case 0:
      return delivered(answer);
    case 19001:
      return final("code_19001", text("机器人地址无效", "The bot's address is wrong"), { answer, scope: "channel" });
    case 19021:
      return final(
        "code_19021",
        text("签名校验失败（也可能是本机时钟不准）", "The signature did not match (or this machine's clock is off)"),
        { answer, scope: "channel" },
      );
    case 19022:
      return final("code_19022", text("本机 IP 不在白名单", "This machine's address is not on the bot's list"), {
        answer,
        scope: "channel",
      });
    case 19024:
      return final("code_19024", text("缺少机器人要求的关键词", "The keyword that the bot asks for is missing"), {
        answer,
        scope: "channel",
      });
    case 9499:
      return final("code_9499", text("飞书认为请求格式有误", "Feishu calls the request malformed"), { answer });
    case 11232:
      return retry("rate_limited", text("飞书限流", "Feishu limits the rate"), { answer, afterMs: 60_000 });
    default:
      return retry(
        Number.isNaN(code) ? "bad_reply" : `code_${code}`,
        text(`飞书返回错误 ${code}`, `Feishu answered error ${code}`),
        { answer },
      );
  }
}
