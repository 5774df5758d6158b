/** Signatures of the shop platforms' APIs, channels.md 3. `concat` is keys in ASCII order, key and value with nothing between. */
import { hmacHex, md5Hex } from "./digest.ts";

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
