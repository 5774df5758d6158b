/**
 * A local server that behaves like the vendors do: signatures, limits and error codes included. The vendors' hosts become the
 * first part of the path, so that the channels' own addresses stay as they are. For tests only.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { guardedRequest, type Requester } from "../outgoing/guarded-request.ts";
import { aliyun } from "./vendor-aliyun.ts";
import { dingtalk, feishu, wecom } from "./vendor-robots.ts";
import { standardWebhook } from "./vendor-webhook.ts";

/** What the next request meets instead of the vendor. */
export type Fault =
  | "slow" | "drip" | "hang_up" | "redirect" | "huge" | "not_json" | "empty"
  | { status: number; retryAfter?: string }
  | { body: unknown }
  /** The vendor takes the message, but its answer is lost. */
  | "lost_answer"; // biome-ignore format: a word list

export interface VendorCall {
  host: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: Buffer;
}
/** Something that a vendor took and would show to people. */
export interface Received {
  vendor: string;
  id: string;
  text: string;
  to: string[];
  call: VendorCall;
}
export interface VendorAnswer {
  status?: number;
  body: unknown;
  received?: Omit<Received, "call" | "vendor">[];
}
export interface VendorState {
  now: () => number;
  /** Credentials that the vendors know. */
  accounts: VendorAccounts;
  /** Instants of what was taken, by robot, member or number. */
  sent: Map<string, number[]>;
  /** Robots shut until an instant. */
  shut: Map<string, number>;
  tokens: Map<string, number>;
  seen: Set<string>;
}
export interface VendorAccounts {
  wecomKey: string;
  wecomCorp: { id: string; secret: string; users: string[] };
  dingtalk: { token: string; secret: string; keyword?: string };
  feishu: { token: string; secret: string };
  aliyun: { id: string; secret: string; sign: string; template: string; variables: string[] };
  webhook: { secrets: string[] };
}

export const ACCOUNTS: VendorAccounts = {
  wecomKey: "wecom-key-0000-0000",
  wecomCorp: { id: "corp0000", secret: "corp-secret-0000", users: ["zhang", "li", "wang"] },
  dingtalk: { token: "dingtalktoken0000", secret: "SECdingtalk0000" },
  feishu: { token: "feishu-token-0000", secret: "feishu-secret-0000" },
  aliyun: {
    id: "LTAI0000test0000",
    secret: "aliyun-secret-0000",
    sign: "编组站",
    template: "SMS_100000",
    variables: ["title", "count"],
  },
  webhook: { secrets: [`whsec_${Buffer.alloc(32, 7).toString("base64")}`] },
};

type Vendor = (call: VendorCall, state: VendorState) => VendorAnswer;
const VENDORS: Record<string, Vendor> = {
  "qyapi.weixin.qq.com": wecom,
  "oapi.dingtalk.com": dingtalk,
  "open.feishu.cn": feishu,
  "open.larksuite.com": feishu,
  "dysmsapi.aliyuncs.com": aliyun,
  "hooks.example.com": standardWebhook,
};

export interface VendorServer {
  port: number;
  /** Goes where the real one would go, but to this server. */
  request: Requester;
  received: Received[];
  calls: number;
  faults: Fault[];
  state: VendorState;
  close: () => Promise<void>;
}

export async function startVendorServer(options: {
  now: () => number;
  timeoutMs?: number;
  accounts?: VendorAccounts;
}): Promise<VendorServer> {
  const state: VendorState = {
    now: options.now,
    accounts: options.accounts ?? ACCOUNTS,
    sent: new Map(),
    shut: new Map(),
    tokens: new Map(),
    seen: new Set(),
  };
  const server = createServer((request, response) => {
    void answer(request, response, vendorServer).catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const vendorServer: VendorServer = {
    port,
    received: [],
    calls: 0,
    faults: [],
    state,
    request: (input) => {
      const url = new URL(input.url);
      const local = `http://127.0.0.1:${port}/${url.host}${url.pathname}${url.search}`;
      return guardedRequest(
        { ...input, url: local, timeoutMs: options.timeoutMs ?? 2000 },
        { loopback: { ports: [port] } },
      );
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return vendorServer;
}

async function answer(request: IncomingMessage, response: ServerResponse, server: VendorServer): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  server.calls += 1;
  const fault = server.faults.shift();
  if (fault !== undefined && fault !== "lost_answer") return misbehave(fault, request, response);
  const url = new URL(request.url ?? "/", "http://local");
  const [, host = "", ...rest] = url.pathname.split("/");
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value ?? "")]),
  );
  const call: VendorCall = {
    host,
    path: `/${rest.join("/")}`,
    query: url.searchParams,
    headers: { ...headers, host },
    body: Buffer.concat(parts),
  };
  const reply = VENDORS[host]?.(call, server.state) ?? { status: 404, body: "no such vendor" };
  for (const message of reply.received ?? []) server.received.push({ vendor: host, call, ...message });
  if (fault === "lost_answer") return void request.socket.destroy();
  const text = typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body);
  response.writeHead(reply.status ?? 200, { "content-type": "application/json" }).end(text);
}

function misbehave(fault: Exclude<Fault, "lost_answer">, request: IncomingMessage, response: ServerResponse): void {
  if (typeof fault === "object") {
    if ("body" in fault) return void response.end(JSON.stringify(fault.body));
    const retryAfter = fault.retryAfter === undefined ? {} : { "retry-after": fault.retryAfter };
    return void response.writeHead(fault.status, retryAfter).end(`status ${fault.status}`);
  }
  switch (fault) {
    case "slow":
      return;
    case "drip": {
      const timer = setInterval(() => response.write(" "), 25);
      response.on("close", () => clearInterval(timer));
      return;
    }
    case "hang_up":
      return void request.socket.destroy();
    case "redirect":
      return void response.writeHead(307, { location: "/hooks.example.com/elsewhere" }).end();
    case "huge": {
      const block = Buffer.alloc(256 * 1024, 32);
      const more = (): void => {
        while (!response.destroyed && response.write(block));
      };
      response.on("drain", more).on("error", () => undefined);
      more();
      return;
    }
    case "not_json":
      return void response.end("<html>ok</html>");
    case "empty":
      return void response.end();
  }
}
