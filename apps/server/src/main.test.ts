/** The real process over a real socket. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { openSqliteReader } from "@switchyard/store";
import { describe, expect, onTestFinished, test } from "vitest";
import { order, temporaryFolder } from "./testing/harness.ts";

interface Server {
  child: ChildProcess;
  url: string;
  readyMs: number;
  output(): string;
  exited: Promise<number | null>;
}

function spawnServer(dataDir: string, more: Record<string, string> = {}): Omit<Server, "url" | "readyMs"> {
  const args = ["--conditions=@switchyard/source", join(import.meta.dirname, "main.ts")];
  const env = {
    ...process.env,
    PORT: "0",
    DATA_DIR: dataDir,
    EXAMPLES_DIR: join(dataDir, "none"),
    NODE_OPTIONS: "",
    ...more,
  };
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece: Buffer) => (said += piece.toString()));
  const exited = once(child, "exit").then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await exited;
  });
  return { child, output: () => said, exited };
}

async function startServer(dataDir: string): Promise<Server> {
  const started = performance.now();
  const server = spawnServer(dataDir);
  for (;;) {
    const url = /open (http:\S+)/.exec(server.output())?.[1];
    if (url !== undefined) return { ...server, url, readyMs: performance.now() - started };
    if (server.child.exitCode !== null) throw new Error(server.output());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const post = (url: string, body: unknown) =>
  fetch(`${url}/api/v1/orders`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

describe("the process", { timeout: 120_000 }, () => {
  // A second one on the same data: F6 of apps/faults.
  test("prints its address in both languages, answers, and drains on SIGTERM: nothing acknowledged or under way is lost", async () => {
    const folder = temporaryFolder();
    const server = await startServer(folder);
    expect(server.output()).toMatch(/编组站已启动.*请打开 http:\/\/127\.0\.0\.1:\d+/);
    expect(server.output()).toMatch(/Switchyard is ready .*open http/);
    expect(server.output()).toContain("发出的消息里没有订单链接");
    expect(server.output()).toContain("messages carry no links");
    const underWay = Array.from({ length: 50 }, (_, n) =>
      post(server.url, order(String(n))).then(({ status }) => status),
    );
    await Promise.race(underWay);
    server.child.kill("SIGTERM");
    const statuses = (await Promise.allSettled(underWay)).flatMap((one) =>
      one.status === "fulfilled" ? [one.value] : [],
    );
    expect(await server.exited).toBe(0);
    const acknowledged = statuses.filter((status) => status === 201).length;
    expect(acknowledged).toBeGreaterThan(0);
    const reader = await openSqliteReader(join(folder, "switchyard.db"));
    expect(await reader.orders.count("demo")).toBeGreaterThanOrEqual(acknowledged);
    await reader.close();
  });

  test("one that cannot start says why and what to do in both languages, without a stack", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "file"), "");
    writeFileSync(join(folder, "secret.key"), "not a key");
    const wrong: [Record<string, string>, zh: string, en: string][] = [
      [{ DATA_DIR: join(folder, "file") }, "无法写入数据目录", "cannot be written"],
      [{}, "secret.key 中的密钥无效", "secret.key cannot be used"],
    ];
    for (const [env, zh, en] of wrong) {
      const server = spawnServer(folder, env);
      expect(await server.exited).toBe(1);
      expect(server.output()).toContain(zh);
      expect(server.output()).toContain(en);
      expect(server.output()).not.toMatch(/\n\s+at /);
    }
  });

  test("a port that is taken is found before anything is written", async () => {
    const taken = createServer();
    await new Promise<void>((ready) => taken.listen(0, "127.0.0.1", ready));
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as AddressInfo;
    const folder = temporaryFolder();
    const server = spawnServer(folder, { PORT: String(port) });
    expect(await server.exited).toBe(1);
    expect(server.output()).toContain(`端口 ${port} 已被占用`);
    expect(server.output()).toContain(`Port ${port} is in use`);
    expect(existsSync(join(folder, "switchyard.db"))).toBe(false);
  });

  test("bulk answers over the socket while lines are still being sent", async () => {
    const server = await startServer(temporaryFolder());
    const sending = request(`${server.url}/api/v1/orders/bulk`, {
      method: "POST",
      headers: { "content-type": "application/x-ndjson" },
    });
    const answered = once(sending, "response");
    for (let n = 0; n < 2000; n += 1) sending.write(`${JSON.stringify(order(`b${n}`))}\n`);
    const [response] = await answered;
    let text = "";
    response.on("data", (piece: Buffer) => (text += piece.toString()));
    while (!text.includes('"line":500,')) await new Promise((resolve) => setTimeout(resolve, 5));
    sending.end("not json\n");
    await once(response, "end");
    const lines = text.trim().split("\n");
    expect(lines).toHaveLength(2001);
    expect(lines.at(-1)).toContain('"rejected"');
  });
});
