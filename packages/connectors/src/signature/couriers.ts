/** Signatures of the courier APIs, channels.md 2. MD5 is theirs, not ours. */
import { md5Base64, md5Hex } from "./digest.ts";

/** Push from kuaidi100: MD5(param + salt), compared without regard to case, over the decoded string before it is parsed. */
export const signKuaidi100Push = (param: string, salt: string): string => md5Hex(param + salt).toUpperCase();
export const signKuaidi100Query = (param: string, key: string, customer: string): string =>
  md5Hex(param + key + customer).toUpperCase();
export const signKuaidi100Order = (call: { param: string; t: string; key: string; secret: string }): string =>
  md5Hex(call.param + call.t + call.key + call.secret).toUpperCase();
/** Base64 of the hex text, not of the bytes. */
export const signKdniao = (requestData: string, apiKey: string): string =>
  Buffer.from(md5Hex(requestData + apiKey)).toString("base64");
/** As Java's URLEncoder writes it: a space is `+`, and `*` stays. */
function javaUrlEncode(value: string): string {
  return encodeURIComponent(value)
    .replace(/[!'()~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}
export const signSf = (msgData: string, timestamp: string, checkWord: string): string =>
  md5Base64(javaUrlEncode(msgData + timestamp + checkWord));
export const signCainiao = (logisticsInterface: string, secret: string): string =>
  md5Base64(logisticsInterface + secret);
