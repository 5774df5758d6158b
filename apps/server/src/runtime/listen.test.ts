import { connect } from "node:net";
import { Hono } from "hono";
import { expect, test } from "vitest";
import type { Behind } from "../http/order-door.ts";
import { listen } from "./listen.ts";

const CLIENTS = 40;

/** Opens a connection now, sends a request as soon as it stands, gives all that comes until it ends. */
function answerTo(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let said = "";
    socket.setEncoding("utf8");
    socket.on("data", (piece: string) => {
      said += piece;
    });
    socket.on("error", reject);
    socket.on("end", () => resolve(said));
    socket.write("GET /here HTTP/1.1\r\nhost: here\r\n\r\n");
  });
}

test("connections that the system opened before the port closed are answered, and told that they end", async () => {
  const app = new Hono().get("/here", (context) => context.text("answered"));
  // No order is sent: the door lets everything through to the app.
  const { port, close } = await listen({ app, orders: {} as Behind }, { host: "127.0.0.1", port: 0 });
  const answers = Array.from({ length: CLIENTS }, () => answerTo(port));
  // The system has opened them all by then, and the server has seen one of them at most.
  await new Promise((resolve) => setImmediate(resolve));
  await close(5000);
  for (const answer of await Promise.all(answers)) {
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toMatch(/\r\nconnection: close\r\n/i);
    expect(answer).toMatch(/answered$/);
  }
});

test("a port that does not open says why and what to do", async () => {
  const app = new Hono();
  const at = (host: string, port: number) => listen({ app, orders: {} as Behind }, { host, port });
  const first = await at("127.0.0.1", 0);
  await expect(at("127.0.0.1", first.port)).rejects.toMatchObject({
    text: { zh: expect.stringContaining(`端口 ${first.port} 已被占用`), en: expect.stringContaining("is in use") },
  });
  // Of the block that no machine has (RFC 5737).
  await expect(at("192.0.2.1", 0)).rejects.toMatchObject({ text: { zh: expect.stringContaining("HOST=192.0.2.1") } });
  await first.close(1000);
});
