/**
 * `POST /api/v1/orders` at the socket: the address that is asked most, without a framework between its bytes and the
 * executor. It takes what is plain and leaves every other request to the app, whose route answers the same.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { OrderSenders } from "../access/order-senders.ts";
import { answerBody, type Taken } from "../executor/intake.ts";
import type { Log } from "../log.ts";
import type { Context } from "../runtime/context.ts";
import { takeText } from "../verbs/receive-order.ts";
import { decodeText, ORDER_LIMIT } from "./body.ts";
import { errorResponse } from "./errors.ts";
import { SECURITY_HEADERS, WHOLE_HEADERS } from "./security.ts";

const ADDRESS = "/api/v1/orders";
const PLAIN_WHOLE = Object.entries(WHOLE_HEADERS).flat();

export interface Behind {
  senders: OrderSenders;
  log: Log;
}

export function orderDoor({ senders, log }: Behind, app: RequestListener): RequestListener {
  return (request, response) => {
    const sender = isPlain(request) ? senders(request.headers) : null;
    if (sender === null) app(request, response);
    else if (sender instanceof Promise)
      sender.then(
        (ctx) => read(ctx, request, response),
        (cause: unknown) => void sendError(log, response, cause),
      );
    else read(sender, request, response);
  };
}
const read = (ctx: Context, request: IncomingMessage, response: ServerResponse) =>
  readWhole(request, (bytes) => takeOrder(ctx, { request, response, bytes }));

/** JSON of a known length, from no page and no person's browser: nothing about it needs the app's middleware. */
function isPlain({ method, url, headers }: IncomingMessage): boolean {
  if (method !== "POST" || url !== ADDRESS || headers["content-type"] !== "application/json") return false;
  const length = headers["content-length"];
  if (length === undefined || Number(length) > ORDER_LIMIT) return false;
  const key = headers["idempotency-key"];
  if (key !== undefined && (typeof key !== "string" || key.length === 0 || key.length > 255)) return false;
  return headers.origin === undefined && headers["sec-fetch-site"] === undefined && headers.cookie === undefined;
}

function readWhole(request: IncomingMessage, done: (bytes: Uint8Array) => void): void {
  let first: Buffer | null = null;
  let more: Buffer[] | null = null;
  request.on("data", (piece: Buffer) => {
    if (first === null) first = piece;
    else {
      more ??= [first];
      more.push(piece);
    }
  });
  // A sender that goes away before the end ends nothing here.
  request.on("end", () => done(more === null ? (first ?? Buffer.alloc(0)) : Buffer.concat(more)));
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  bytes: Uint8Array;
}

function takeOrder(ctx: Context, { request, response, bytes }: Exchange): void {
  const fail = (cause: unknown) => void sendError(ctx.log, response, cause);
  let raw: string;
  try {
    raw = decodeText(bytes);
  } catch (cause) {
    fail(cause);
    return;
  }
  const requestKey = (request.headers["idempotency-key"] as string | undefined) ?? null;
  takeText(ctx, { requestKey, came: { door: "api", raw } }, (taken) => sendAnswer(response, taken), fail);
}

function sendAnswer(response: ServerResponse, taken: Taken): void {
  const body = answerBody(taken);
  const length = String(Buffer.byteLength(body));
  response.writeHead(taken.result === "accepted" ? 201 : 200, [...PLAIN_WHOLE, "Content-Length", length]);
  response.end(body);
}

async function sendError(log: Log, response: ServerResponse, cause: unknown): Promise<void> {
  const reply = errorResponse(cause, { method: "POST", route: ADDRESS, log });
  const body = await reply.text();
  response.writeHead(reply.status, { ...Object.fromEntries(reply.headers), ...Object.fromEntries(SECURITY_HEADERS) });
  response.end(body);
}
