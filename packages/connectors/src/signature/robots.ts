/** Signatures of the group robots. channels.md 1.3 and 1.4: the two are the reverse of each other. */
import { hmacBase64 } from "./digest.ts";

/** DingTalk: milliseconds; base64 of HMAC-SHA256(key = secret, message = timestamp "\n" secret), to be URL-encoded. */
export function signDingtalk(timestampMs: number, secret: string): string {
  return hmacBase64(secret, `${timestampMs}\n${secret}`);
}

/** Feishu: seconds; base64 of HMAC-SHA256(key = timestamp "\n" secret, message = ""). */
export function signFeishu(timestampSec: number, secret: string): string {
  return hmacBase64(`${timestampSec}\n${secret}`, "");
}
