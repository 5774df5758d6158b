/**
 * Is an incoming webhook really from whom it says? Over the raw bytes, before anything is parsed; without a secret nothing
 * passes. Shopify's and WooCommerce's ids stand in headers that no signature covers: whoever sends a message of theirs again could
 * give it another one. What they signed is the body, which names when the order was last changed, and is taken once by itself.
 */

import { signKuaidi100Push } from "../signature/couriers.ts";
import { hmacBase64, sameText, sha256Hex } from "../signature/digest.ts";
import { fitsWebhook } from "../signature/standard-webhooks.ts";
import { assertNever, type Problem, problem } from "../text.ts";

export const WEBHOOK_PLATFORMS = ["shopify", "woocommerce", "signed", "kuaidi100"] as const;
export type WebhookPlatform = (typeof WEBHOOK_PLATFORMS)[number];

export interface IncomingWebhook {
  platform: WebhookPlatform;
  /** The body as it came, not decoded and not parsed. */
  raw: Uint8Array;
  /** Names in any case. */
  headers: Readonly<Record<string, string | undefined>>;
  /** The source's secrets, newest first while they change over. */
  secrets: readonly string[];
  /** UTC milliseconds. */
  now: number;
}

export type Verdict =
  /** `body` is what to parse. `deliveryId` is the sender's where it is signed, else made of the body; take it once. */
  | { result: "verified"; body: Uint8Array; deliveryId: string; topic: string | null; shop: string | null }
  /** A sender asking whether somebody is there: answer 200, do nothing. */
  | { result: "ping" }
  | { result: "refused"; status: 400 | 401; problem: Problem };

/** How far a timestamp may be from our clock, either way. */
const WINDOW_SECONDS = 300;

export function verifyWebhook(incoming: IncomingWebhook): Verdict {
  const secrets = incoming.secrets.filter((secret) => secret.trim() !== "");
  const header = headerReader(incoming.headers);
  const { platform, raw } = incoming;
  if (platform === "woocommerce" && isWooPing(raw)) return { result: "ping" };
  if (secrets.length === 0)
    return refuse("no_secret", "该来源没有设置密钥，拒绝接收", "This source has no secret: refused");
  switch (platform) {
    case "shopify":
      return byBodyHmac(raw, secrets, {
        signature: header("x-shopify-hmac-sha256"),
        topic: header("x-shopify-topic"),
        shop: header("x-shopify-shop-domain"),
      });
    case "woocommerce":
      return byBodyHmac(raw, secrets, {
        signature: header("x-wc-webhook-signature"),
        topic: header("x-wc-webhook-topic"),
        shop: header("x-wc-webhook-source"),
      });
    case "signed":
      return bySignedHeaders(incoming, secrets, header);
    case "kuaidi100":
      return byKuaidi100(raw, secrets);
    default:
      return assertNever(platform);
  }
}

type HeaderReader = (name: string) => string | null;

function headerReader(headers: IncomingWebhook["headers"]): HeaderReader {
  const known = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => known.get(name) ?? null;
}

interface BodyHmac {
  signature: string | null;
  topic: string | null;
  shop: string | null;
}

function byBodyHmac(raw: Uint8Array, secrets: readonly string[], { signature, topic, shop }: BodyHmac): Verdict {
  if (signature === null || signature === "") return missing();
  let fits = false;
  for (const secret of secrets) fits = sameText(signature, hmacBase64(secret, raw)) || fits;
  return fits ? verified(raw, { id: null, topic, shop }) : wrong();
}

function bySignedHeaders({ raw, now }: IncomingWebhook, secrets: readonly string[], header: HeaderReader): Verdict {
  const [id, timestamp, signature] = [header("webhook-id"), header("webhook-timestamp"), header("webhook-signature")];
  if (id === null || timestamp === null || signature === null) return missing();
  if (!/^\d{1,12}$/.test(timestamp) || id.length > 200) {
    return { ...refuse("bad_header", "签名头格式无效", "The signature's headers are malformed"), status: 400 };
  }
  const seconds = Number(timestamp);
  if (!fitsWebhook(signature, secrets, { id, seconds, body: raw })) return wrong();
  if (Math.abs(now / 1000 - seconds) > WINDOW_SECONDS) {
    return refuse("stale", "签名时间与本机相差超过 5 分钟", "The signature's time is more than five minutes off");
  }
  return verified(raw, { id, topic: null, shop: null });
}

function byKuaidi100(raw: Uint8Array, salts: readonly string[]): Verdict {
  const form = new URLSearchParams(Buffer.from(raw).toString("utf8"));
  const [param, sign] = [form.get("param"), form.get("sign")];
  if (param === null || sign === null || sign === "") return missing();
  let fits = false;
  for (const salt of salts) fits = sameText(sign.toUpperCase(), signKuaidi100Push(param, salt)) || fits;
  return fits ? verified(Buffer.from(param), { id: null, topic: null, shop: null }) : wrong();
}

/** `id`: one that is signed, too. */
function verified(body: Uint8Array, { id, topic, shop }: { id: string | null } & Omit<BodyHmac, "signature">): Verdict {
  const deliveryId = id !== null && /^[\x21-\x7e]{1,200}$/.test(id) ? id : `sha256:${sha256Hex(body)}`;
  return { result: "verified", body, deliveryId, topic, shop };
}

/** WooCommerce's first ping is an unsigned form. */
const isWooPing = (raw: Uint8Array): boolean =>
  raw.byteLength < 64 && /^webhook_id=\d{1,20}$/.test(Buffer.from(raw).toString("latin1"));

const refuse = (code: string, zh: string, en: string): Extract<Verdict, { result: "refused" }> => ({
  result: "refused",
  status: 401,
  problem: problem(code, zh, en),
});
const missing = (): Verdict => refuse("no_signature", "缺少签名", "The signature is missing");
const wrong = (): Verdict => refuse("wrong_signature", "签名不符", "The signature does not fit");
