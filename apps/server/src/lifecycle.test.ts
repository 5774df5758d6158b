/** The real process when something is wrong with it, and what it says of secrets while it lives. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { openSqliteReader } from "@switchyard/store";
import { expect, onTestFinished, test } from "vitest";
import { openHouse, order, temporaryFolder } from "./testing/harness.ts";

/** On SIGUSR2 a promise is rejected that nobody looks at. */
const TRAP = "data:text/javascript,process.on('SIGUSR2',()=>{Promise.reject(new Error('canary-secret'))})";

test("an unhandled rejection: logged without its text, intake stops, what was taken in is finished, exit code 1", {
  timeout: 60_000,
}, async () => {
  const folder = temporaryFolder();
  const args = ["--conditions=@switchyard/source", `--import=${TRAP}`, join(import.meta.dirname, "main.ts")];
  const env = { ...process.env, PORT: "0", DATA_DIR: folder, EXAMPLES_DIR: join(folder, "none"), NODE_OPTIONS: "" };
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece: Buffer) => (said += piece.toString()));
  const exited = once(child, "exit");
  await expect.poll(() => /open (http:\S+)/.exec(said)?.[1], { timeout: 30_000 }).toBeDefined();
  const url = /open (http:\S+)/.exec(said)?.[1] ?? "";
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect((await fetch(`${url}/metrics`)).status).toBe(200);
  const listening = await fetch(`${url}/api/v1/events`);
  let acknowledged = 0;
  const client = async (name: string) => {
    for (let n = 0; ; n += 1) {
      const answer = await fetch(`${url}/api/v1/orders`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(order(`${name}-${n}`)),
      }).catch(() => null);
      if (answer?.status !== 201) return;
      acknowledged += 1;
    }
  };
  const clients = ["a", "b", "c", "d"].map(client);
  await expect.poll(() => acknowledged, { timeout: 30_000 }).toBeGreaterThan(50);
  child.kill("SIGUSR2");
  const [code] = await exited;
  await Promise.all(clients);
  await listening.body?.cancel().catch(() => {});
  expect(code).toBe(1);
  expect(said).toContain("unhandledRejection");
  expect(said).not.toContain("canary-secret");
  const reader = await openSqliteReader(join(folder, "switchyard.db"));
  expect(await reader.orders.count("demo")).toBe(acknowledged);
  await reader.close();
});

test("canary secrets in every part of a request reach no log", async () => {
  const house = await openHouse();
  const canary = (name: string) => `canary-${name}-9f8e7d`;
  const headers = {
    authorization: `Bearer ${canary("authorization")}`,
    cookie: `session=${canary("cookie")}`,
    "idempotency-key": canary("key"),
    "x-api-key": canary("header"),
    "user-agent": canary("agent"),
  };
  const bodies = [
    order("1", { note: canary("note"), password: canary("field") }),
    { source: canary("source") },
    canary("text"),
    `{"a":"${canary("json")}"`,
  ];
  for (const body of bodies) await house.send("POST", "/api/v1/orders", body, headers);
  await house.get(`/api/v1/orders?q=${canary("query")}&limit=x`);
  await house.get(`/api/v1/orders/${canary("path")}`);
  await house.send("POST", `/api/v1/intake/webhooks/${canary("hook")}`, canary("hookbody"), headers);
  await house.send("POST", "/api/v1/intake/sources", {
    id: "s",
    kind: "shopify",
    name: canary("name"),
    secret: canary("secret"),
  });
  const { executor } = house.ctx;
  executor.receive = () => Promise.reject(Object.assign(new Error(canary("error")), { config: { auth: canary("config") }, cause: new Error(canary("cause")) })); // biome-ignore format: one error
  expect((await house.send("POST", "/api/v1/orders", order("2"))).status).toBe(500);
  expect(house.logged.join("")).toContain("unexpected error");
  expect(house.logged.join("")).not.toContain("canary-");
});
