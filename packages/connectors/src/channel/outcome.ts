/** The few ways in which an attempt ends, and how HTTP answers map to them. */
import type { Reply, RequestFailure, RequestResult } from "../outgoing/guarded-request.ts";
import { isRecord, type Text, text } from "../text.ts";
import type { Outcome } from "./channel.ts";

export const delivered = (answer: string, vendorId: string | null = null, missed: string[] = []): Outcome => ({
  result: "delivered",
  vendorId,
  missed,
  answer: short(answer),
});

export function retry(
  code: string,
  reason: Text,
  { answer = "", afterMs }: { answer?: string; afterMs?: number } = {},
): Outcome {
  return { result: "retry", code, reason, answer: short(answer), ...(afterMs === undefined ? {} : { afterMs }) };
}

export function final(
  code: string,
  reason: Text,
  { answer = "", scope = "message" }: { answer?: string; scope?: "message" | "channel" } = {},
): Outcome {
  return { result: "final", code, reason, scope, answer: short(answer) };
}

export const noRecipient = (zh: string, en: string): Outcome =>
  final("no_recipient", text(`没有可用的收件人${zh}`, `Nobody to send to${en}`));

export function fromFailure(failure: RequestFailure): Outcome {
  return failure.retryable
    ? retry(failure.code, failure.message)
    : final(failure.code, failure.message, { scope: "channel" });
}

const DOUBTED = [
  "：没有认可签名或密钥，请与对方核对",
  ": it does not take the signature or secret; check it with them",
] as const;
const SAID: Readonly<Record<number, readonly [zh: string, en: string]>> = {
  401: DOUBTED,
  403: DOUBTED,
  404: ["：没有这个地址，请核对", ": there is nothing at this address; check it"],
  429: ["：发得太快，稍后再试", ": too many at once; try again later"],
};

/** What every HTTP answer that is not 2xx means; null for 2xx. */
export function fromStatus(reply: Reply, now: number): Outcome | null {
  const { status, body } = reply;
  if (status >= 200 && status < 300) return null;
  const [zh, en] = SAID[status] ?? ["", ""];
  const said = text(`对方返回 HTTP ${status}${zh}`, `The receiver answered HTTP ${status}${en}`);
  const afterMs = retryAfter(reply.headers["retry-after"], now);
  if (status === 410)
    return final("gone", text("接收地址已停用（410）", "The receiver is gone (410)"), {
      answer: body,
      scope: "channel",
    });
  return retry(`http_${status}`, said, { answer: body, ...(afterMs === null ? {} : { afterMs }) });
}

/** RFC 9110: seconds or a date. Null where it says nothing usable; at most a day. */
function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  const value = header.trim();
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) && ms >= 0 ? Math.min(ms, 86_400_000) : null;
}

export type Vendor = { ok: true; reply: Record<string, unknown>; answer: string } | { ok: false; outcome: Outcome };

/** Vendors answer 200 with a code inside: the body must be a JSON object, otherwise nobody knows whether it arrived. */
export function vendorReply(result: RequestResult, now: number): Vendor {
  if (!result.ok) return { ok: false, outcome: fromFailure(result) };
  const bad = fromStatus(result, now);
  if (bad !== null) return { ok: false, outcome: bad };
  const reply = result.truncated ? null : parseObject(result.body);
  if (reply !== null) return { ok: true, reply, answer: result.body };
  const reason = text("对方的回答无法读取", "The receiver's answer cannot be read");
  return { ok: false, outcome: retry("bad_reply", reason, { answer: result.body }) };
}

export function parseObject(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** One line, 500 characters, without what vendors echo of tokens. */
function short(answer: string): string {
  const line = answer.replace(/\s+/g, " ").trim();
  return line.replace(/((?:access_token|key|secret|sign)["']?\s*[=:]\s*["']?)[^"'&\s,}]+/gi, "$1••••").slice(0, 500);
}
