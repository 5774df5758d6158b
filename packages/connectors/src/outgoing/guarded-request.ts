/**
 * The only way out for HTTP: checked, pinned to the checked address, never redirected, one deadline over the whole exchange,
 * and never more than the cap read. The name is resolved once; the socket gets the addresses that were checked, so a second
 * answer of the resolver (rebinding) is never asked for.
 */
import { type IncomingMessage, request as requestHttp } from "node:http";
import { type RequestOptions, request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { type Text, text } from "../text.ts";
import { checkUrl, type Network, type RefusalCode } from "./network.ts";

export interface OutgoingRequest {
  method: "GET" | "POST" | "PUT";
  url: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** At most 15,000, which is the default. */
  timeoutMs?: number;
}

export interface Reply {
  ok: true;
  status: number;
  headers: Record<string, string>;
  body: string;
  /** More than the cap came: `body` holds the first 64 KB. */
  truncated: boolean;
}
export type FailureCode = RefusalCode | "redirect" | "timeout" | "connection" | "tls";
export interface RequestFailure {
  ok: false;
  code: FailureCode;
  /** Another attempt may go better. */
  retryable: boolean;
  message: Text;
}
export type RequestResult = Reply | RequestFailure;
export type Requester = (request: OutgoingRequest) => Promise<RequestResult>;

const MAX_EXCHANGE_MS = 15_000;
export const MAX_REPLY_BYTES = 64 * 1024;

export async function guardedRequest(input: OutgoingRequest, network: Network = {}): Promise<RequestResult> {
  const ms = Math.min(input.timeoutMs ?? MAX_EXCHANGE_MS, MAX_EXCHANGE_MS);
  const deadline = AbortSignal.timeout(ms);
  const checked = await Promise.race([checkUrl(input.url, network), expired(deadline)]);
  if (checked === null) return timedOut(ms);
  if (!checked.ok) {
    const { code, message } = checked.refusal;
    return { ok: false, code, retryable: code === "name_not_found", message };
  }
  try {
    return await exchange(input, checked, deadline);
  } catch (error) {
    return deadline.aborted ? timedOut(ms) : connectionFailure(error);
  }
}

/** Binds the network, so that a channel is handed just one function. */
export const createRequester =
  (network: Network = {}): Requester =>
  (request) =>
    guardedRequest(request, network);

function expired(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(null), { once: true }));
}

function exchange(
  input: OutgoingRequest,
  { url, addresses }: { url: URL; addresses: string[] },
  signal: AbortSignal,
): Promise<RequestResult> {
  const body = input.body === undefined ? undefined : Buffer.from(input.body);
  const options: RequestOptions = {
    method: input.method,
    headers: {
      accept: "application/json, text/plain",
      "accept-encoding": "identity",
      "user-agent": "Switchyard/1",
      ...input.headers,
      ...(body === undefined ? {} : { "content-length": String(body.byteLength) }),
      connection: "close",
    },
    agent: false,
    signal,
    lookup: pinned(addresses),
    maxHeaderSize: 16 * 1024,
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === "https:" ? requestHttps : requestHttp)(url, options);
    request.on("error", reject);
    request.on("socket", (socket) =>
      socket.on("connect", () => {
        const address = socket.remoteAddress ?? "";
        if (!addresses.some((allowed) => sameAddress(allowed, address))) {
          request.destroy(new Error(`connected to an unchecked address`));
        }
      }),
    );
    request.on("response", (response) => {
      response.on("error", reject);
      readReply(response)
        .then(resolve, reject)
        .finally(() => request.destroy());
    });
    request.end(body);
  });
}

/** Stands in for the resolver of the socket: whatever the name, these addresses. */
const pinned =
  (addresses: string[]): LookupFunction =>
  (_host, options, callback) => {
    const found = addresses.map((address) => ({ address, family: isIP(address) }));
    const [first] = found;
    if (options.all === true || first === undefined) callback(null, found);
    else callback(null, first.address, first.family);
  };

const sameAddress = (a: string, b: string): boolean =>
  isIP(a) === 6 && isIP(b) === 6 ? new URL(`http://[${a}]`).host === new URL(`http://[${b}]`).host : a === b;

async function readReply(response: IncomingMessage): Promise<RequestResult> {
  const status = response.statusCode ?? 0;
  if (status >= 300 && status < 400) {
    const message = text(`对方要求跳转（${status}），未跟随`, `The receiver redirected (${status}); not followed`);
    return { ok: false, code: "redirect", retryable: true, message };
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > MAX_REPLY_BYTES) break;
  }
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
  const body = Buffer.concat(chunks).subarray(0, MAX_REPLY_BYTES).toString("utf8");
  return { ok: true, status, headers, body, truncated: size > MAX_REPLY_BYTES };
}

const timedOut = (ms: number): RequestFailure => ({
  ok: false,
  code: "timeout",
  retryable: true,
  message: text(`${ms / 1000} 秒内未完成`, `Not finished within ${ms / 1000} s`),
});

/** Only the error's code is told: messages of the platform may quote the URL, which is often the secret. */
function connectionFailure(error: unknown): RequestFailure {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  const tls = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code);
  return {
    ok: false,
    code: tls ? "tls" : "connection",
    retryable: true,
    message: tls
      ? text(`证书无效（${code}）`, `The certificate is not valid (${code})`)
      : text(`连接失败（${code}）`, `The connection failed (${code})`),
  };
}
