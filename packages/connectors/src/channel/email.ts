/**
 * E-mail over SMTP (nodemailer). Addresses pass our own strict check and go as objects, so nothing in them is parsed again;
 * contents are strings only; the server's address is checked like every outgoing request and connected to as checked.
 */
import { isIP } from "node:net";
import { createTransport } from "nodemailer";
import { z } from "zod";
import { isLoopbackAddress } from "../outgoing/address.ts";
import { reach } from "../outgoing/network.ts";
import { isRecord, type Text, text } from "../text.ts";
import type { Channel, Message, Outcome, SendTools } from "./channel.ts";
import { emailParts } from "./email-parts.ts";
import { fingerprint, MAIL_SCHEDULE, perMinute } from "./limits.ts";
import { delivered, final, noRecipient, retry } from "./outcome.ts";
import { isEmailAddress, optionalSecret } from "./settings.ts";
import { oneLine } from "./wording.ts";

const config = z.strictObject({
  host: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9.:-]{1,253}$/),
  port: z.number().int().min(1).max(65535).default(465),
  /** `none` only for a relay that the operator named, or this machine. */
  security: z.enum(["tls", "starttls", "none"]).default("tls"),
  user: z.string().max(254).default(""),
  password: optionalSecret,
  from: z.string().refine(isEmailAddress, { message: "Must be an e-mail address", params: { zh: "须是邮箱地址" } }),
  from_name: z.string().max(100).default("编组站 Switchyard"),
});
type Config = z.infer<typeof config>;

const TOTAL_MS = 15_000;

export const email: Channel<Config> = {
  kind: "email",
  label: text("电子邮件", "E-mail"),
  config,
  secrets: ["password"],
  quotas: [perMinute(60, 10)],
  digests: true,
  schedule: MAIL_SCHEDULE,
  credential: ({ host, user, from }) => `email:${fingerprint(host, user, from)}`,
  async send(message, settings, tools) {
    const good = message.to.filter((person) => person.email !== undefined && isEmailAddress(person.email));
    if (good.length === 0)
      return noRecipient(
        "（缺少有效邮箱），请在“设置 → 联系方式”补上",
        ": no valid e-mail address is known; add it under Settings → Contacts",
      );
    const addresses = [...new Set(good.flatMap(({ email: address }) => (address === undefined ? [] : [address])))];
    const server = await mailServer(settings, tools);
    if (!server.ok) return server.outcome;
    try {
      const { rejected, answer } = await post(message, settings, { address: server.address, addresses });
      const missed = message.to.filter(
        (p) => p.email === undefined || !addresses.includes(p.email) || rejected.includes(p.email),
      );
      return delivered(
        answer,
        message.id,
        missed.map((person) => person.id),
      );
    } catch (error) {
      return mailOutcome(error);
    }
  },
};

type Server = { ok: true; address: string } | { ok: false; outcome: Outcome };

async function mailServer(settings: Config, { network }: SendTools): Promise<Server> {
  const { host, port } = settings;
  if (network.mailRelays?.includes(host) === true) return { ok: true, address: host };
  const reachable = await reach(host, network, network.loopback?.ports.includes(port) === true);
  if (!reachable.ok) {
    const { code, message } = reachable.refusal;
    const outcome = code === "name_not_found" ? retry(code, message) : final(code, message, { scope: "channel" });
    return { ok: false, outcome };
  }
  const address = reachable.addresses[0] ?? "";
  if (settings.security === "none" && !isLoopbackAddress(address)) {
    const reason = text("不允许明文发送邮件", "Mail is not sent without TLS");
    return { ok: false, outcome: final("no_tls", reason, { scope: "channel" }) };
  }
  return { ok: true, address };
}

/** Sends once; gives back the server's last line, and the addresses that it rejected while it took others. */
async function post(
  message: Message,
  settings: Config,
  { address, addresses }: { address: string; addresses: string[] },
): Promise<{ answer: string; rejected: string[] }> {
  const { security, user, password } = settings;
  const transport = createTransport({
    host: address,
    port: settings.port,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    ...(user === "" ? {} : { auth: { user, pass: password } }),
    tls: { minVersion: "TLSv1.2", ...(isIP(settings.host) === 0 ? { servername: settings.host } : {}) },
    connectionTimeout: 8000,
    greetingTimeout: 8000,
    socketTimeout: 8000,
    maxResponseSize: 64 * 1024,
    logger: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { subject, html, text: body } = emailParts(message);
  const signal = AbortSignal.timeout(TOTAL_MS);
  try {
    const sent = await transport.sendMail({
      from: { name: oneLine(settings.from_name), address: settings.from },
      to: addresses.map((to) => ({ name: "", address: to })),
      envelope: { from: settings.from, to: addresses },
      subject,
      text: body,
      html,
      messageId: `<${message.id}@${settings.from.split("@")[1]}>`,
      date: new Date(message.at),
      headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
      signal,
    });
    return { answer: sent.response, rejected: addresses.filter((to) => sent.rejected.includes(to)) };
  } finally {
    transport.close();
  }
}

/** Only codes and the server's reply are told, never nodemailer's own text. */
function mailOutcome(error: unknown): Outcome {
  const fault = isRecord(error) ? error : {};
  const code = typeof fault.code === "string" ? fault.code : "unknown";
  const status = typeof fault.responseCode === "number" ? fault.responseCode : 0;
  const answer = typeof fault.response === "string" ? fault.response : code;
  if (status >= 500 && code === "ETLS") {
    const reason = text("邮件服务器不支持加密（STARTTLS）", "The mail server offers no STARTTLS");
    return final("no_tls", reason, { answer, scope: "channel" });
  }
  if (status >= 500) {
    const scope = code === "EAUTH" ? "channel" : "message";
    const reason: Text =
      code === "EAUTH"
        ? text("邮箱账号或密码被拒绝", "The mail server refused the login")
        : text(`邮件服务器拒收（${status}）`, `The mail server refused it (${status})`);
    return final(code === "EAUTH" ? "auth" : `smtp_${status}`, reason, { answer, scope });
  }
  if (status >= 400)
    return retry(`smtp_${status}`, text(`邮件服务器暂时拒收（${status}）`, `The mail server put it off (${status})`), {
      answer,
    });
  const reason = NOT_REACHED.has(code)
    ? text(
        `连不上邮件服务器，请检查地址、端口和加密方式（${code}）`,
        `The mail server is not reached: check address, port and encryption (${code})`,
      )
    : text(`邮件发送失败（${code}）`, `The mail could not be sent (${code})`);
  return retry(code.toLowerCase(), reason, { answer: code });
}
/** No connection, or none that both sides understand. */
const NOT_REACHED = new Set(["ESOCKET", "ECONNECTION", "ETIMEDOUT", "EDNS", "ETLS"]);
