/** A signed webhook, Standard Webhooks 1.0: the same id and body at every attempt, the timestamp of the attempt, all live secrets. */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { signWebhook, webhookKey } from "../signature/standard-webhooks.ts";
import { text } from "../text.ts";
import type { Channel, Message } from "./channel.ts";
import { fingerprint, perMinute, WEBHOOK_SCHEDULE } from "./limits.ts";
import { delivered, final, fromFailure, fromStatus } from "./outcome.ts";

const NO_SECRET = {
  message: "Must be a webhook secret, as whsec_…",
  params: { zh: "须是 Webhook 密钥，例如 whsec_…" },
};
const config = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  /** Newest first. A second one is kept while the receiver changes over. */
  secrets: z
    .array(z.string().refine((secret) => webhookKey(secret) !== null, NO_SECRET))
    .min(1)
    .max(3),
});

/** `whsec_` and 32 random bytes. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

/** Puts a new secret first; the one before stays until the next rotation. */
export function rotateWebhookSecrets(secrets: readonly string[], fresh: string): string[] {
  return [fresh, ...secrets.slice(0, 1)];
}

export const webhook: Channel<z.infer<typeof config>> = {
  kind: "webhook",
  label: text("签名 Webhook", "Signed webhook"),
  config,
  secrets: ["secrets"],
  quotas: [perMinute(600, 60)],
  digests: false,
  schedule: WEBHOOK_SCHEDULE,
  credential: ({ url }) => `webhook:${fingerprint(url)}`,
  async send(message, { url, secrets }, tools) {
    const body = Buffer.from(JSON.stringify(webhookBody(message)));
    if (body.byteLength > 1_000_000) return final("too_large", text("内容超过 1 MB", "The body is over 1 MB"));
    const seconds = Math.floor(tools.now() / 1000);
    const reply = await tools.request({
      method: "POST",
      url,
      headers: {
        "content-type": "application/json",
        "webhook-id": message.id,
        "webhook-timestamp": String(seconds),
        "webhook-signature": signWebhook(secrets, { id: message.id, seconds, body }),
      },
      body,
    });
    if (!reply.ok) return fromFailure(reply);
    return fromStatus(reply, tools.now()) ?? delivered(reply.body || `HTTP ${reply.status}`);
  },
};

function webhookBody(message: Message): { type: string; timestamp: string; data: Record<string, unknown> } {
  const { level, title, lines, link } = message;
  const data = message.data ?? { level, title, lines, ...(link === undefined ? {} : { link }) };
  return { type: message.kind, timestamp: new Date(message.at).toISOString(), data };
}
