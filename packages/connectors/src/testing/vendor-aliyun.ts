/** Aliyun SendSms: the signature is worked out again from the request as it arrived; flow control by number. */
import { createHash, createHmac } from "node:crypto";
import { countWithin, take } from "./vendor-count.ts";
import type { VendorAnswer, VendorCall, VendorState } from "./vendor-server.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const sha256 = (value: string): string => createHash("sha256").update(value).digest("hex");
const encode = (value: string): string =>
  encodeURIComponent(value).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

export function aliyun(call: VendorCall, state: VendorState): VendorAnswer {
  const { accounts } = state;
  const refuse = (status: number, Code: string): VendorAnswer => ({
    status,
    body: { Code, Message: Code, RequestId: "R" },
  });
  const authorization = /^ACS3-HMAC-SHA256 Credential=(\w+),SignedHeaders=([a-z0-9;-]+),Signature=([0-9a-f]{64})$/.exec(
    call.headers.authorization ?? "",
  );
  if (authorization === null) return refuse(400, "IncompleteSignature");
  const [, keyId, names = "", given] = authorization;
  if (keyId !== accounts.aliyun.id) return refuse(404, "InvalidAccessKeyId.NotFound");
  if (given !== expectedSignature(call, names, accounts.aliyun.secret)) return refuse(400, "SignatureDoesNotMatch");
  if (Math.abs(Date.parse(call.headers["x-acs-date"] ?? "") - state.now()) > 15 * MINUTE)
    return refuse(400, "InvalidTimeStamp.Expired");
  const nonce = call.headers["x-acs-signature-nonce"] ?? "";
  if (state.seen.has(nonce)) return refuse(400, "SignatureNonceUsed");
  state.seen.add(nonce);
  const answer = (Code: string): VendorAnswer => ({ body: { Code, Message: Code, RequestId: "R" } });
  if (call.query.get("SignName") !== accounts.aliyun.sign) return answer("isv.SMS_SIGNATURE_ILLEGAL");
  if (call.query.get("TemplateCode") !== accounts.aliyun.template) return answer("isv.SMS_TEMPLATE_ILLEGAL");
  return deliver(call, state, answer);
}

function deliver(call: VendorCall, state: VendorState, answer: (code: string) => VendorAnswer): VendorAnswer {
  const numbers = (call.query.get("PhoneNumbers") ?? "").split(",");
  if (numbers.length > 1000) return answer("isv.MOBILE_COUNT_OVER_LIMIT");
  if (numbers.some((number) => !/^1[3-9]\d{9}$/.test(number))) return answer("isv.MOBILE_NUMBER_ILLEGAL");
  let variables: Record<string, string>;
  try {
    variables = JSON.parse(call.query.get("TemplateParam") ?? "") as Record<string, string>;
  } catch {
    return answer("isv.INVALID_JSON_PARAM");
  }
  if (state.accounts.aliyun.variables.some((name) => !(name in variables)))
    return answer("isv.TEMPLATE_MISSING_PARAMETERS");
  if (Object.values(variables).some((value) => [...value].length > 35)) return answer("isv.PARAM_LENGTH_LIMIT");
  const over = (number: string): boolean =>
    countWithin(state, `sms:${number}`, MINUTE) >= 1 ||
    countWithin(state, `sms:${number}`, HOUR) >= 5 ||
    countWithin(state, `sms:${number}`, 24 * HOUR) >= 10;
  if (numbers.some(over)) return answer("isv.BUSINESS_LIMIT_CONTROL");
  for (const number of numbers) take(state, `sms:${number}`);
  const id = call.query.get("OutId") ?? "";
  return {
    body: { Code: "OK", Message: "OK", BizId: `biz-${id}`, RequestId: "R" },
    received: [{ id, text: JSON.stringify(variables), to: numbers }],
  };
}

function expectedSignature(call: VendorCall, names: string, secret: string): string {
  const query = [...call.query.entries()]
    .map(([key, value]) => [encode(key), encode(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`)
    .join("&");
  const headers = names
    .split(";")
    .map((name) => `${name}:${call.headers[name] ?? ""}\n`)
    .join("");
  const hash = createHash("sha256").update(call.body).digest("hex");
  const canonical = `POST\n${call.path}\n${query}\n${headers}\n${names}\n${hash}`;
  return createHmac("sha256", secret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest("hex");
}
