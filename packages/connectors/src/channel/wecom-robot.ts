/** WeCom group robot (doc 91770/99398). The key in the address is the secret. Text ≤ 2,048 bytes, markdown ≤ 4,096, 20 a minute. */
import { z } from "zod";
import { text } from "../text.ts";
import { wordsOf } from "../words.ts";
import type { Channel, Message, Outcome } from "./channel.ts";
import { CHAT_SCHEDULE, fingerprint, perMinute } from "./limits.ts";
import { delivered, final, retry, vendorReply } from "./outcome.ts";
import { isMobile, isVendorId, tokenSchema } from "./settings.ts";
import { fit, footer, markdownWording, plainWording } from "./wording.ts";

const config = z.strictObject({
  key: tokenSchema({ parameter: "key" }),
  format: z.enum(["text", "markdown"]).default("text"),
});
type Config = z.infer<typeof config>;

export const wecomRobot: Channel<Config> = {
  kind: "wecom_robot",
  label: text("企业微信群机器人", "WeCom group robot"),
  config,
  secrets: ["key"],
  quotas: [perMinute(20, 5)],
  digests: true,
  schedule: CHAT_SCHEDULE,
  credential: ({ key }) => `wecom_robot:${fingerprint(key)}`,
  async send(message, { key, format }, tools) {
    const reply = await tools.request({
      method: "POST",
      url: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${encodeURIComponent(key)}`,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(format === "markdown" ? markdownBody(message) : textBody(message)),
    });
    const vendor = vendorReply(reply, tools.now());
    return vendor.ok ? wecomOutcome(vendor.reply, vendor.answer) : vendor.outcome;
  },
};

function textBody(message: Message): object {
  const content = fit(plainWording(message), { max: 2048, tail: footer(message), linkText: (url) => url });
  const users = message.to.flatMap((person) => (isVendorId(person.wecom) ? [person.wecom] : []));
  const mobiles = message.to.flatMap((person) =>
    !isVendorId(person.wecom) && isMobile(person.mobile) ? [person.mobile] : [],
  );
  const all = message.mentionAll === true ? ["@all"] : [];
  return {
    msgtype: "text",
    text: { content, mentioned_list: [...users, ...all], mentioned_mobile_list: mobiles },
  };
}

/** `mentioned_list` works for text only; here a mention stands in the content. */
function markdownBody(message: Message): object {
  const wording = markdownWording(message);
  const mentions = message.to.flatMap((person) => (isVendorId(person.wecom) ? [`<@${person.wecom}>`] : []));
  const colour = message.level >= 3 ? "warning" : "info";
  const content = fit(
    { ...wording, title: `**<font color="${colour}">${wording.title.slice(0, 150)}</font>**` },
    {
      max: 4096,
      tail: [mentions.slice(0, 50).join(""), footer(message)].filter(Boolean).join("\n"),
      linkText: (url) => `[${wordsOf(message).open}](${url})`,
    },
  );
  return { msgtype: "markdown", markdown: { content } };
}

const ADDRESS_CODES = new Set([93000, 93004, 93008, 93015]);

function wecomOutcome(reply: Record<string, unknown>, answer: string): Outcome {
  const code = Number(reply.errcode ?? Number.NaN);
  if (code === 0) return delivered(answer);
  const said = text(`企业微信返回错误 ${code}`, `WeCom answered error ${code}`);
  if (ADDRESS_CODES.has(code)) {
    const reason = text("机器人地址无效或已删除", "The robot's address is wrong or was removed");
    return final(`errcode_${code}`, reason, { answer, scope: "channel" });
  }
  if (code === 45009) {
    const reason = text(
      "发送太频繁：企业微信限每个机器人每分钟 20 条",
      "Too often: WeCom takes 20 messages a minute from a robot",
    );
    return retry("rate_limited", reason, { answer, afterMs: 60_000 });
  }
  if (code === 40008 || code === 40058 || code === 45002) return final(`errcode_${code}`, said, { answer });
  return retry(Number.isNaN(code) ? "bad_reply" : `errcode_${code}`, said, { answer });
}
