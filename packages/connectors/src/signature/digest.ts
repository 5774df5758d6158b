/** Digests by name, and the one constant-time comparison. */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

type Bytes = string | Uint8Array;

export const md5Hex = (message: Bytes): string => createHash("md5").update(message).digest("hex");
export const md5Base64 = (message: Bytes): string => createHash("md5").update(message).digest("base64");
export const sha256Hex = (message: Bytes): string => createHash("sha256").update(message).digest("hex");
export const hmacHex = (algorithm: "md5" | "sha256", key: Bytes, message: Bytes): string =>
  createHmac(algorithm, key).update(message).digest("hex");
export const hmacBase64 = (key: Bytes, message: Bytes): string =>
  createHmac("sha256", key).update(message).digest("base64");

/** Equal in constant time: both sides are hashed first, so lengths say nothing either. */
export function sameText(given: string, expected: string): boolean {
  const digest = (value: string) => createHash("sha256").update(value, "utf8").digest();
  return timingSafeEqual(digest(given), digest(expected));
}
