/** The port: opened with bounds on slow senders, closed by letting what is under way end. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Server as NetServer } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { type Behind, orderDoor } from "../http/order-door.ts";
import { CannotStart } from "./cannot-start.ts";

export interface Listening {
  port: number;
  /** Takes no new connection and waits for the open ones, at most so long; then cuts them. */
  close(patienceMs: number): Promise<void>;
}

/** How long a silent connection may still bring a request that was sent before its sender heard of the end. */
const GRACE_MS = 500;

/**
 * The system opens connections by itself and the loop takes in one of them a turn; those that it still held when the port closes
 * would be reset, with their requests. Ends when two turns brought none (the first may have begun before), and in a flood after so many.
 */
async function takeInWaiting(server: NetServer): Promise<void> {
  let quiet = 0;
  const came = () => {
    quiet = -1;
  };
  server.on("connection", came);
  for (let turn = 0; quiet < 2 && turn < 1000; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    quiet += 1;
  }
  server.off("connection", came);
}

/** Throws what `listen` would throw where the port cannot be opened: before a start has done its work, and not after it. */
export async function tryPort(at: { host: string; port: number }): Promise<void> {
  const server = new NetServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => reject(whyNot(cause, at)));
    server.listen(at.port, at.host, resolve);
  });
  await new Promise((resolve) => server.close(resolve));
}

/** What answers: the app, and what the door of orders needs. */
export interface Answering {
  app: Hono;
  orders: Behind;
}

export async function listen({ app, orders }: Answering, at: { host: string; port: number }): Promise<Listening> {
  const server = createServer(orderDoor(orders, getRequestListener(app.fetch)));
  server.headersTimeout = 10_000;
  server.requestTimeout = 300_000;
  let closing = false;
  // Before the app's own listener: a connection is told with its last answer that it ends.
  server.prependListener("request", (_request: IncomingMessage, response: ServerResponse) => {
    if (closing) response.shouldKeepAlive = false;
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => reject(whyNot(cause, at)));
    server.listen(at.port, at.host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : at.port,
    async close(patienceMs) {
      closing = true;
      await takeInWaiting(server);
      // http.Server's own close would cut connections whose next request is already on its way.
      const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
      const began = performance.now();
      const tidy = setInterval(() => {
        // After a look at every connection: a process that was held up finds here what reached it in time, and still unread.
        if (performance.now() - began > GRACE_MS) setImmediate(() => server.closeIdleConnections());
      }, 20);
      const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
      await closed;
      clearInterval(tidy);
      clearTimeout(cut);
    },
  };
}

/** Why the port does not open, where it is known. */
function whyNot(cause: Error, { host, port }: { host: string; port: number }): Error {
  switch ("code" in cause ? cause.code : "") {
    case "EADDRINUSE":
      return new CannotStart(
        `端口 ${port} 已被占用（也许已经启动过一次）。请停止占用它的程序，或用 PORT 指定其他端口。`,
        `Port ${port} is in use (perhaps this was started before). Stop what uses it, or name another one with PORT.`,
        { cause },
      );
    case "EACCES":
      return new CannotStart(
        `没有权限使用端口 ${port}：1024 以下的端口只留给管理员。请用 PORT 指定其他端口，由前面的代理转发。`,
        `Port ${port} may not be opened: those below 1024 are for administrators. Name another one with PORT, and have the proxy hand on to it.`,
        { cause },
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new CannotStart(
        `HOST=${host} 不是这台机器的地址。请改为 127.0.0.1（仅本机）或 0.0.0.0（所有网卡）。`,
        `HOST=${host} is no address of this machine. Use 127.0.0.1 (this machine only) or 0.0.0.0 (all of its networks).`,
        { cause },
      );
    default:
      return cause;
  }
}
