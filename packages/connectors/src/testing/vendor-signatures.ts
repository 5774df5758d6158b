/**
 * How vendors sign what the product does not call: the APIs of shop platforms and couriers. Held to the shared vectors, for whoever
 * comes to call one. MD5 is theirs, not ours. `concat` is keys in ASCII order, key and value with nothing between.
 */
import { hmacHex, md5Base64, md5Hex } from "../signature/digest.ts";

export type Parameters = Readonly<Record<string, string>>;

const ascii = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
export const concat = (parameters: Parameters): string =>
  Object.entries(parameters)
    .sort(([a], [b]) => ascii(a, b))
    .map(([key, value]) => key + value)
    .join("");

/** Taobao TOP, JD and Pinduoduo alike: MD5 with the secret before and after. */
export const signWrapped = (parameters: Parameters, secret: string): string =>
  md5Hex(secret + concat(parameters) + secret).toUpperCase();
export const signTaobaoHmac = (parameters: Parameters, secret: string): string =>
  hmacHex("md5", secret, concat(parameters)).toUpperCase();
/** Douyin: `param_json` must already be compact with keys sorted at every depth. */
export const signDouyin = (parameters: Parameters, secret: string): string =>
  md5Hex(secret + concat(parameters) + secret);
export function signKuaishou(parameters: Parameters, signSecret: string): string {
  const pairs = Object.entries(parameters).sort(([a], [b]) => ascii(a, b));
  return md5Hex(`${pairs.map(([key, value]) => `${key}=${value}`).join("&")}&signSecret=${signSecret}`);
}
export function signXiaohongshu(
  method: string,
  call: { appId: string; timestamp: string; version: string },
  appSecret: string,
): string {
  return md5Hex(`${method}?appId=${call.appId}&timestamp=${call.timestamp}&version=${call.version}${appSecret}`);
}
export function signShopee(
  call: { partnerId: string; path: string; timestamp: string; accessToken?: string; shopId?: string },
  partnerKey: string,
): string {
  const message = call.partnerId + call.path + call.timestamp + (call.accessToken ?? "") + (call.shopId ?? "");
  return hmacHex("sha256", partnerKey, message);
}
export const signLazada = (path: string, parameters: Parameters, secret: string): string =>
  hmacHex("sha256", secret, path + concat(parameters)).toUpperCase();
/** `sign` and `access_token` take no part. */
export function signTiktok(call: { path: string; parameters: Parameters; body: string }, secret: string): string {
  const { sign: _sign, access_token: _token, ...rest } = call.parameters;
  return hmacHex("sha256", secret, secret + call.path + concat(rest) + call.body + secret);
}

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
