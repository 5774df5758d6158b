import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signWebhook } from "../signature/standard-webhooks.ts";
import { parseBody } from "./parse-body.ts";
import { type IncomingWebhook, verifyWebhook, type WebhookPlatform } from "./verify-webhook.ts";

const NOW = Date.parse("2026-01-20T04:00:00Z");
const raw = Buffer.from('{"id":820982911946154508,"name":"#9999","note":"订单"}');
const SECRET = {
  shopify: "shpss_test",
  woocommerce: "wc_test",
  signed: `whsec_${Buffer.alloc(32, 5).toString("base64")}`,
  kuaidi100: "test-salt",
};
const base64 = (secret: string, body: Uint8Array) => createHmac("sha256", secret).update(body).digest("base64");
const seconds = NOW / 1000;
const param = '{"status":"polling","message":"派送中"}';

const GOOD: Record<WebhookPlatform, Omit<IncomingWebhook, "secrets" | "now">> = {
  shopify: {
    platform: "shopify",
    raw,
    headers: {
      "X-Shopify-Hmac-SHA256": base64(SECRET.shopify, raw),
      "X-Shopify-Topic": "orders/create",
      "X-Shopify-Shop-Domain": "s.example",
      "X-Shopify-Webhook-Id": "w-1",
    },
  },
  woocommerce: {
    platform: "woocommerce",
    raw,
    headers: {
      "x-wc-webhook-signature": base64(SECRET.woocommerce, raw),
      "x-wc-webhook-topic": "order.created",
      "x-wc-webhook-delivery-id": "d-1",
    },
  },
  signed: {
    platform: "signed",
    raw,
    headers: {
      "webhook-id": "m-1",
      "webhook-timestamp": String(seconds),
      "webhook-signature": signWebhook([SECRET.signed], { id: "m-1", seconds, body: raw }),
    },
  },
  kuaidi100: {
    platform: "kuaidi100",
    raw: Buffer.from(
      new URLSearchParams({
        param,
        sign: createHash("md5")
          .update(param + SECRET.kuaidi100)
          .digest("hex"),
      }).toString(),
    ),
    headers: {},
  },
};
const PLATFORMS = Object.keys(GOOD) as WebhookPlatform[];
const check = (platform: WebhookPlatform, change: Partial<IncomingWebhook> = {}) =>
  verifyWebhook({ ...GOOD[platform], secrets: [SECRET[platform]], now: NOW, ...change });

describe.each(PLATFORMS)("[W1] %s", (platform) => {
  it("passes what was signed, and with either secret while they change over", () => {
    expect(check(platform)).toMatchObject({ result: "verified" });
    expect(check(platform, { secrets: ["another", SECRET[platform]] })).toMatchObject({ result: "verified" });
  });

  it("refuses any other secret, no secret, an empty one, and another body", () => {
    const other = platform === "signed" ? `whsec_${Buffer.alloc(32, 6).toString("base64")}` : "another-tenant";
    const refused = { result: "refused", status: 401 };
    expect(check(platform, { secrets: [other] })).toMatchObject({ ...refused, problem: { code: "wrong_signature" } });
    expect(check(platform, { secrets: [] })).toMatchObject({ ...refused, problem: { code: "no_secret" } });
    expect(check(platform, { secrets: ["", "  "] })).toMatchObject({ ...refused, problem: { code: "no_secret" } });
    const changed = Buffer.from(GOOD[platform].raw);
    changed[10] = (changed[10] ?? 0) ^ 1;
    expect(check(platform, { raw: changed }).result).toBe("refused");
    expect(check(platform, { raw: Buffer.alloc(0) }).result).toBe("refused");
  });

  it("refuses missing, short, empty and decorated signatures", () => {
    const name = Object.keys(GOOD[platform].headers).find((header) => /sign|hmac/i.test(header));
    if (name === undefined) {
      expect(check(platform, { raw: Buffer.from(new URLSearchParams({ param }).toString()) })).toMatchObject({
        problem: { code: "no_signature" },
      });
      return;
    }
    const good = GOOD[platform].headers[name] ?? "";
    for (const bad of [
      undefined,
      "",
      " ",
      good.slice(0, -1),
      good.slice(1),
      `${good}=`,
      good.toLowerCase(),
      `v0,${good}`,
      "null",
      "undefined",
    ]) {
      expect([bad, check(platform, { headers: { ...GOOD[platform].headers, [name]: bad } }).result]).toEqual([
        bad,
        "refused",
      ]);
    }
  });
});

describe("[W2] around the signature", () => {
  it("a timestamp is good for five minutes either way, and must be a number", () => {
    const at = (offset: number, more = {}) => {
      const time = seconds + offset;
      const signature = signWebhook([SECRET.signed], { id: "m-1", seconds: time, body: raw });
      return check("signed", {
        headers: { "webhook-id": "m-1", "webhook-timestamp": String(time), "webhook-signature": signature, ...more },
      });
    };
    for (const offset of [-300, 0, 300]) expect(at(offset).result).toBe("verified");
    for (const offset of [-301, 301, -1e6])
      expect(at(offset)).toMatchObject({ result: "refused", status: 401, problem: { code: "stale" } });
    for (const odd of ["", "1e9", "-1", "0x10", "NaN", "1.5"])
      expect(at(0, { "webhook-timestamp": odd }).result).toBe("refused");
  });

  it("tells what to take once: a message that is sent again under another id, which nobody signed, is the same", () => {
    const verdict = check("shopify");
    expect(verdict).toMatchObject({ topic: "orders/create", shop: "s.example" });
    expect(verdict.result === "verified" && verdict.deliveryId).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(check("shopify", { headers: { ...GOOD.shopify.headers, "X-Shopify-Webhook-Id": "w-2" } })).toEqual(verdict);
    const woo = { ...GOOD.woocommerce.headers, "x-wc-webhook-delivery-id": "d-2" };
    expect(check("woocommerce", { headers: woo })).toEqual(check("woocommerce"));
    expect(check("signed")).toMatchObject({ deliveryId: "m-1" });
  });

  it("WooCommerce's unsigned ping is a ping and nothing else", () => {
    expect(check("woocommerce", { raw: Buffer.from("webhook_id=12"), headers: {}, secrets: [] })).toEqual({
      result: "ping",
    });
    expect(check("woocommerce", { raw: Buffer.from("webhook_id=12&x=1"), headers: {} }).result).toBe("refused");
  });

  it("kuaidi100 signs the decoded text, in any case of letters", () => {
    const verdict = check("kuaidi100");
    expect(verdict.result === "verified" && Buffer.from(verdict.body).toString()).toBe(param);
    const upper = new URLSearchParams({
      param,
      sign: createHash("md5")
        .update(param + SECRET.kuaidi100)
        .digest("hex")
        .toUpperCase(),
    });
    expect(check("kuaidi100", { raw: Buffer.from(upper.toString()) }).result).toBe("verified");
  });
});

describe("[W3] bodies", () => {
  const parse = (text: string) => parseBody(Buffer.from(text));
  it("keep ids of any length exact", () => {
    expect(parse('{"id":4100000000000000010,"n":12,"f":1.5,"big":1e400}')).toMatchObject({
      ok: true,
      value: { id: "4100000000000000010", n: 12, f: 1.5 },
    });
  });

  it("are refused where they are too deep, poisoned, cut or not UTF-8", () => {
    const code = (text: string | Buffer) => {
      const parsed = parseBody(Buffer.from(text));
      return parsed.ok ? null : parsed.problem.code;
    };
    expect(code("[".repeat(64) + "]".repeat(64))).toBeNull();
    expect(code("[".repeat(65) + "]".repeat(65))).toBe("too_deep");
    expect(code("[".repeat(1e6))).toBe("too_deep");
    expect(code(`{"a":"${"[".repeat(100)}\\"${"{".repeat(100)}"}`)).toBeNull();
    expect(code('{"a":{"__proto__":{"x":1}}}')).toBe("forbidden_key");
    expect(code('{"constructor":1}')).toBe("forbidden_key");
    expect(code('{"a":')).toBe("not_json");
    expect(code(Buffer.from([0x22, 0xff, 0x22]))).toBe("not_json");
    expect(code(`"${"x".repeat(6e6)}"`)).toBe("too_large");
  });
});
