/** DingTalk custom robot, security kind "sign" (and keyword). 20 a minute; beyond that the robot is shut for ten minutes. */
import { z } from "zod";
import { signDingtalk } from "../signature/robots.ts";
import { text } from "../text.ts";
import { wordsOf } from "../words.ts";
import type { Channel, Message, Outcome } from "./channel.ts";
import { CHAT_SCHEDULE, fingerprint, perMinute } from "./limits.ts";
import { delivered, final, retry, vendorReply } from "./outcome.ts";
import { isMobile, isVendorId, optionalSecret, tokenSchema } from "./settings.ts";
import { cutBytes, fit, footer, markdownWording, plainWording } from "./wording.ts";

const config = z.strictObject({
  access_token: tokenSchema({ parameter: "access_token" }),
  /** Empty where the robot is held by a keyword or an address list instead. */
  secret: optionalSecret,
  /** A word that every message must hold, where the robot asks for one. */
  keyword: z.string().trim().max(30).default(""),
  format: z.enum(["text", "markdown"]).default("text"),
});
type Config = z.infer<typeof config>;

export const dingtalkRobot: Channel<Config> = {
  kind: "dingtalk_robot",
  label: text("钉钉群机器人", "DingTalk group robot"),
  config,
  secrets: ["access_token", "secret"],
  quotas: [perMinute(20, 5)],
  digests: true,
  schedule: CHAT_SCHEDULE,
  credential: ({ access_token }) => `dingtalk_robot:${fingerprint(access_token)}`,
  async send(message, settings, tools) {
    const now = tools.now();
    const signed =
      settings.secret === "" ? "" : `&timestamp=${now}&sign=${encodeURIComponent(signDingtalk(now, settings.secret))}`;
    const reply = await tools.request({
      method: "POST",
      url: `https://oapi.dingtalk.com/robot/send?access_token=${encodeURIComponent(settings.access_token)}${signed}`,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(robotBody(message, settings)),
    });
    const vendor = vendorReply(reply, now);
    return vendor.ok ? dingtalkOutcome(vendor.reply, vendor.answer) : vendor.outcome;
  },
};

function robotBody(message: Message, { format, keyword }: Config): object {
  const users = message.to.flatMap((person) => (isVendorId(person.dingtalk) ? [person.dingtalk] : []));
  const mobiles = message.to.flatMap((person) =>
    !isVendorId(person.dingtalk) && isMobile(person.mobile) ? [person.mobile] : [],
  );
  const at = { atMobiles: mobiles, atUserIds: users, isAtAll: message.mentionAll === true };
  // A mention shows only when it also stands in the text.
  const mentions = [...mobiles, ...users]
    .slice(0, 50)
    .map((name) => `@${name}`)
    .join(" ");
  const tail = [mentions, footer(message), keyword].filter((part) => part !== "").join("\n");
  if (format === "text") {
    const content = fit(plainWording(message), { max: 4000, tail, linkText: (url) => url });
    return { msgtype: "text", text: { content }, at };
  }
  const wording = markdownWording(message);
  const title = cutBytes(wording.title, 120);
  const lines = wording.lines.map((line) => `${line}  `);
  const body = fit(
    { ...wording, lines, title: `### ${wording.title}\n` },
    { max: 4000, tail, linkText: (url) => `\n[${wordsOf(message).open}](${url})` },
  );
  return { msgtype: "markdown", markdown: { title, text: body }, at };
}

function dingtalkOutcome(reply: Record<string, unknown>, answer: string): Outcome {
  const code = Number(reply.errcode ?? Number.NaN);
  if (code === 0) return delivered(answer);
  const said = text(`钉钉返回错误 ${code}`, `DingTalk answered error ${code}`);
  if (code === 310000) {
    const reason = text(
      "加签、关键词或 IP 不符（也可能是本机时钟不准）",
      "Signature, keyword or address does not match (or this machine's clock is off)",
    );
    return final("errcode_310000", reason, { answer, scope: "channel" });
  }
  if (code === 130101 || code === 130102 || code === 410100) {
    const reason = text(
      "发送太频繁，钉钉约 10 分钟内不再接收",
      "Too often: DingTalk takes nothing for some ten minutes",
    );
    return retry("rate_limited", reason, { answer, afterMs: 600_000 });
  }
  if (code === 300001 || code === 300005 || code === 40014 || code === 400101 || code === 400102) {
    return final(`errcode_${code}`, text("机器人地址无效或已停用", "The robot's address is wrong or switched off"), {
      answer,
      scope: "channel",
    });
  }
  if (code === 400105 || code === 43004 || code === 460101) return final(`errcode_${code}`, said, { answer });
  return retry(Number.isNaN(code) ? "bad_reply" : `errcode_${code}`, said, { answer });
}
