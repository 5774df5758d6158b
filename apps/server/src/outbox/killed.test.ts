/** F28: the process is killed between sending a message and noting that it was sent. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ACCOUNTS } from "@switchyard/connectors/testing";
import { expect, onTestFinished, test } from "vitest";
import { openHouse, order, temporaryFolder } from "../testing/harness.ts";
import { alert, always, webhook } from "../testing/vendors.ts";

const ORDERS = 24;
/** After the first, the second and the third message that arrives. */
const KILLS = 3;

async function serve(folder: string, port: number): Promise<{ child: ChildProcess; url: string }> {
  const script = join(import.meta.dirname, "../testing/serve-to-vendors.ts");
  const args = ["--conditions=@switchyard/source", script, folder, String(port)];
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  for await (const piece of child.stdout ?? []) {
    said += String(piece);
    const url = /open (http:\S+)/.exec(said)?.[1];
    if (url !== undefined) return { child, url };
  }
  throw new Error(`it did not start: ${said}`);
}

test(`killed ${KILLS} times while messages are at the receiver: none is lost, what comes twice carries the same id and the same body`, {
  timeout: 120_000,
}, async () => {
  const arrived: { id: string; body: string }[] = [];
  let onArrival: () => boolean = () => false;
  const receiver = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      arrived.push({ id: String(request.headers["webhook-id"]), body: Buffer.concat(parts).toString("utf8") });
      if (!onArrival()) response.writeHead(204).end();
    });
  });
  receiver.listen(0, "127.0.0.1");
  await once(receiver, "listening");
  onTestFinished(() => void receiver.closeAllConnections());
  const { port } = receiver.address() as AddressInfo;

  const folder = temporaryFolder();
  const house = await openHouse({ folder });
  const body = {
    kind: "webhook",
    name: "erp",
    settings: { url: "https://erp.example.com/" },
    secrets: ACCOUNTS.webhook,
  };
  expect((await house.send("POST", "/api/v1/channels", body)).status).toBe(201);
  await always(house, webhook("erp"), alert("inbox"));
  await house.stop();

  let sent = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const { child, url } = await serve(folder, port);
    const ended = once(child, "exit");
    // The answer is never given: the message is at the receiver, and nobody has noted it.
    let until = 1 + kill;
    onArrival = () => {
      until -= 1;
      if (until > 0) return false;
      child.kill("SIGKILL");
      return true;
    };
    for (; sent < Math.ceil(((kill + 1) * ORDERS) / KILLS); sent += 1) {
      const init = {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(order(`K-${sent}`)),
      };
      const answer = await fetch(`${url}/api/v1/orders`, init).catch(() => null);
      if (answer === null) break;
    }
    await ended;
  }
  onArrival = () => false;
  const { url } = await serve(folder, port);
  for (; sent < ORDERS; sent += 1) {
    const init = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(order(`K-${sent}`)),
    };
    await fetch(`${url}/api/v1/orders`, init);
  }
  const pending = async () => {
    const { counts } = (await (await fetch(`${url}/api/v1/outbox`)).json()) as {
      counts: { pending: number; dead: number };
    };
    return counts.pending + counts.dead;
  };
  const orders = (await (await fetch(`${url}/api/v1/orders?limit=200`)).json()) as { items: { external_id: string }[] };
  do await new Promise((resolve) => setTimeout(resolve, 100));
  while ((await pending()) > 0);

  const taken = new Set(orders.items.map((one) => one.external_id));
  const byId = new Map<string, typeof arrived>();
  for (const one of arrived) byId.set(one.id, [...(byId.get(one.id) ?? []), one]);
  for (const copies of byId.values()) expect(new Set(copies.map((copy) => copy.body)).size).toBe(1);
  const told = [...byId.values()].map(([copy]) => JSON.parse(copy?.body ?? "{}").data.content.external_id as string);
  expect(told.toSorted()).toEqual([...taken].toSorted());
  const inbox = (await (await fetch(`${url}/api/v1/inbox?limit=200`)).json()) as { items: unknown[]; unread: number };
  expect(inbox).toMatchObject({ unread: taken.size });
  expect(inbox.items).toHaveLength(taken.size);
  console.log(
    `${KILLS} kills: ${taken.size} messages, ${arrived.length - byId.size} came twice under the same id, 0 lost`,
  );
});
