import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  concat,
  signCainiao,
  signDouyin,
  signKdniao,
  signKuaidi100Order,
  signKuaidi100Query,
  signKuaishou,
  signLazada,
  signSf,
  signShopee,
  signTaobaoHmac,
  signTiktok,
  signWrapped,
  signXiaohongshu,
} from "../testing/vendor-signatures.ts";
import { signAliyun } from "./aliyun.ts";
import { signKuaidi100Push } from "./couriers.ts";
import { hmacBase64, sameText } from "./digest.ts";
import { signDingtalk, signFeishu } from "./robots.ts";
import { fitsWebhook, signWebhook, webhookKey } from "./standard-webhooks.ts";

// biome-ignore lint/suspicious/noExplicitAny: the vectors are data of other shapes each
type Input = Record<string, any>;
interface Vector {
  id: string;
  input: Input;
  concat?: string;
  expected?: string;
  expected_upper?: string;
}

/** A vector that gives only the joined text is signed through one parameter that spells exactly that. */
const joined = (input: Input): Record<string, string> => ({ [String(input.concat)]: "" });

const SIGN: Record<string, (input: Input) => string> = {
  "dingtalk.sign": (v) => encodeURIComponent(signDingtalk(Number(v.timestampMs), v.secret)),
  "feishu.sign": (v) => signFeishu(Number(v.timestampSec), v.secret),
  "kuaidi100.push.sign": (v) => signKuaidi100Push(v.param, v.salt),
  "kuaidi100.query.sign": (v) => signKuaidi100Query(v.param, v.key, v.customer),
  "kuaidi100.order.sign": (v) => signKuaidi100Order(v as Parameters<typeof signKuaidi100Order>[0]),
  "kdniao.DataSign": (v) => signKdniao(v.RequestData, v.apiKey),
  "sf.msgDigest": (v) => signSf(v.msgData, v.timestamp, v.checkWord),
  "cainiao.data_digest": (v) => signCainiao(v.logistics_interface, v.secret),
  "taobao.md5": (v) => signWrapped(v.params, v.secret),
  "taobao.hmac-md5": (v) => signTaobaoHmac(v.params, v.secret),
  "pinduoduo.md5": (v) => signWrapped(joined(v), v.secret),
  "jd.md5": (v) => signWrapped(joined(v), v.secret),
  "douyin.md5": (v) => signDouyin(joined(v), v.secret),
  "kuaishou.md5": (v) => signKuaishou(v.params, v.signSecret),
  "xiaohongshu.md5": (v) =>
    signXiaohongshu(v.method, { appId: v.appId, timestamp: v.timestamp, version: v.version }, v.appSecret),
  "shopee.hmac": (v) =>
    signShopee(
      { partnerId: v.partner_id, path: v.path, timestamp: v.timestamp, accessToken: v.access_token, shopId: v.shop_id },
      v.partner_key,
    ),
  "lazada.hmac": (v) => signLazada(v.path, v.params, v.secret),
  "tiktok.hmac": (v) => signTiktok({ path: v.path, parameters: v.params, body: v.body }, v.secret),
  "shopify.webhook": (v) => hmacBase64(v.secret, v.rawBody),
  "woocommerce.webhook": (v) => hmacBase64(v.secret, v.rawBody),
};

const file = join(import.meta.dirname, "../../../../../shared/domain/signature-vectors.json");
const present = existsSync(file);
if (!present) console.log("signatures: ../shared is absent, only the package's own vectors are checked");

describe.skipIf(!present)("[S1] the shared vectors", () => {
  const { vectors } = JSON.parse(present ? readFileSync(file, "utf8") : '{"vectors":[]}') as { vectors: Vector[] };

  it("are all known here", () => {
    expect(vectors.map((vector) => vector.id).sort()).toEqual(Object.keys(SIGN).sort());
    console.log(`signatures: ${vectors.length} shared vectors`);
  });

  for (const vector of vectors) {
    it(`${vector.id} comes out as written`, () => {
      const expected = vector.expected ?? vector.expected_upper;
      expect(SIGN[vector.id]?.(vector.input)).toBe(expected);
      if (vector.concat !== undefined && vector.id.startsWith("taobao")) {
        expect(concat(vector.input.params)).toBe(vector.concat);
      }
    });
  }
});

describe("[S2] the package's own vectors", () => {
  it("Standard Webhooks: the vector of the specification's libraries", () => {
    const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const message = {
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
      seconds: 1614265330,
      body: Buffer.from('{"test": 2432232314}'),
    };
    const signature = signWebhook([secret], message);
    expect(signature).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    expect(fitsWebhook(`v1a,xyz v1,AAAA ${signature}`, [secret], message)).toBe(true);
    expect(fitsWebhook(signature, [secret], { ...message, seconds: 1614265331 })).toBe(false);
    expect(fitsWebhook("", [], message)).toBe(false);
    expect(fitsWebhook(signature, [], message)).toBe(false);
  });

  it("Standard Webhooks: two secrets give two signatures, either fits", () => {
    const [a, b] = [
      `whsec_${Buffer.alloc(24, 1).toString("base64")}`,
      `whsec_${Buffer.alloc(32, 2).toString("base64")}`,
    ];
    const message = { id: "m", seconds: 1, body: Buffer.from("x") };
    const header = signWebhook([a, b], message);
    expect(header.split(" ")).toHaveLength(2);
    expect(fitsWebhook(header, [b], message)).toBe(true);
    expect(webhookKey("whsec_short")).toBeNull();
  });

  it("Aliyun ACS3: the worked example of the vendor's documentation (RunInstances)", () => {
    const { headers } = signAliyun({
      host: "ecs.cn-shanghai.aliyuncs.com",
      action: "RunInstances",
      version: "2014-05-26",
      query: { ImageId: "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd", RegionId: "cn-shanghai" },
      nowMs: Date.parse("2023-10-26T10:22:32Z"),
      nonce: "3156853299f313e23d1673dc12e1703d",
      keyId: "YourAccessKeyId",
      keySecret: "YourAccessKeySecret",
    });
    expect(headers.authorization).toBe(
      "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
    );
  });

  it("DingTalk and Feishu are the reverse of each other", () => {
    expect(signDingtalk(1767225600000, "SECtest0000000000000000000000000000000000000000000000000000000000")).toBe(
      "G63NpdhjkhhAFVFzso6tcp7zuY41sn2sn4dtDVrj408=",
    );
    expect(signFeishu(1767225600, "feishu-test-secret")).toBe("+O/t8xQIQMWSvTBZyknDY29EsHsGDkn69jEmEuuS2Fs=");
  });

  it("texts are compared by their digests", () => {
    expect(sameText("a", "a")).toBe(true);
    expect(sameText("a", "aa")).toBe(false);
  });
});
