/** Aliyun's ACS3-HMAC-SHA256 (signature version 3, RPC style): canonical request → string to sign → hex HMAC. */
import { hmacHex, sha256Hex } from "./digest.ts";

/** RFC 3986 as the vendor wants it: also `!'()*` are escaped. */
function percentEncode(value: string): string {
  return encodeURIComponent(value).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

export interface AliyunCall {
  host: string;
  action: string;
  version: string;
  query: Record<string, string>;
  nowMs: number;
  nonce: string;
  keyId: string;
  keySecret: string;
}

/** All headers of a signed call with an empty body; `query` is the query string to append to `https://host/?`. */
export function signAliyun(call: AliyunCall): { query: string; headers: Record<string, string> } {
  const query = Object.keys(call.query)
    .sort()
    .map((key) => `${percentEncode(key)}=${percentEncode(call.query[key] ?? "")}`)
    .join("&");
  const bodyHash = sha256Hex("");
  const headers: Record<string, string> = {
    host: call.host,
    "x-acs-action": call.action,
    "x-acs-content-sha256": bodyHash,
    "x-acs-date": new Date(call.nowMs).toISOString().replace(/\.\d{3}Z$/, "Z"),
    "x-acs-signature-nonce": call.nonce,
    "x-acs-version": call.version,
  };
  const names = Object.keys(headers).sort();
  const canonicalHeaders = names.map((name) => `${name}:${(headers[name] ?? "").trim()}\n`).join("");
  const canonical = ["POST", "/", query, canonicalHeaders, names.join(";"), bodyHash].join("\n");
  const signature = hmacHex("sha256", call.keySecret, `ACS3-HMAC-SHA256\n${sha256Hex(canonical)}`);
  const authorization = `ACS3-HMAC-SHA256 Credential=${call.keyId},SignedHeaders=${names.join(";")},Signature=${signature}`;
  return { query, headers: { ...headers, authorization } };
}
