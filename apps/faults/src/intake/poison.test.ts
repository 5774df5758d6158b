import { expect, test } from "vitest";
import { auditFile, faultsOf, NO_FAULTS } from "../harness/audit.ts";
import { ask, askJson, keepAlive } from "../harness/client.ts";
import { orderBody, publishFlow } from "../harness/flow.ts";
import type { Acknowledged } from "../harness/load.ts";
import { testFolder } from "../testing/folder.ts";
import { codeIn, send } from "../testing/orders.ts";
import { testServer } from "../testing/server.ts";

const GOOD = 1000;
const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
const with_ = (more: string) => `{"source":"erp","external_id":"POISON","style_code":"FJ-1",${more}}`;

/** Each was seen to break a rule, a parser or a process elsewhere. */
const POISON: Record<string, string> = {
  "an amount that is infinite": with_('"amount":1e400'),
  "an amount that is not a number": with_('"amount":"NaN"'),
  "an amount with a poisoned conversion": with_('"amount":{"toString":1,"valueOf":1}'),
  "a brand with a poisoned search": with_('"brand":{"indexOf":1}'),
  "a prototype": with_('"__proto__":{"polluted":true}'),
  "a constructor": with_('"constructor":{"prototype":{"polluted":true}}'),
  "a deep field": with_(`"note":${nested(2000)}`),
  "a deep body": nested(100_000),
  "a quantity past all integers": with_('"lines":[{"sku":"A","qty":1e308}]'),
  "a negative quantity": with_('"lines":[{"sku":"A","qty":-1}]'),
  "lines that are no list": with_('"lines":{"length":1e9}'),
  "a date that is none": with_('"due_at":"2026-02-30"'),
  "a currency that is none": with_('"amount":"1","currency":"___"'),
  "a lone surrogate": with_('"note":"\\ud800"'),
  "a NUL": with_('"note":"a\\u0000b"'),
  "half a body": '{"source":"erp","external',
  "no order": "null",
  "a list": "[]",
  "a number": "1e999",
};

test("[F19] poison among good orders: each poison gets a clear answer, each good order is decided", async () => {
  const dataDir = testFolder();
  const server = await testServer({ dataDir });
  await publishFlow(server.port);
  const agent = keepAlive(16);
  const kinds = Object.entries(POISON);
  const acknowledged: Acknowledged[] = [];
  const answers = new Map<string, string>();
  let poisoned = 0;
  for (let start = 0; start < GOOD; start += 10) {
    const good = Array.from({ length: 10 }, (_, i) => start + i).map(async (n) => {
      const { status, text } = await send(server.port, `G-${n}`, n, { agent });
      expect(status).toBe(201);
      acknowledged.push({ externalId: `G-${n}`, number: n, body: text });
    });
    const [kind, body] = kinds[(start / 10) % kinds.length] ?? ["", ""];
    const text = body.replace("POISON", `POISON-${start}-0`);
    const headers = { "content-type": "application/json" };
    const bad = ask({ port: server.port, path: "/api/v1/orders", method: "POST", body: text, headers, agent }).then(
      (reply) => {
        poisoned += 1;
        answers.set(kind, `${reply.status} ${reply.status < 300 ? "taken" : codeIn(reply)}`);
        expect([kind, reply.status >= 500]).toEqual([kind, false]);
      },
    );
    await Promise.all([...good, bad]);
  }
  agent.destroy();
  const health = await ask({ port: server.port, path: "/healthz" });
  await server.stop();
  for (const [kind, answer] of answers) console.log(`${kind}: ${answer}`);
  console.log(
    `${poisoned} poison orders of ${kinds.length} kinds among ${GOOD}: ${acknowledged.length} good ones decided`,
  );
  expect(poisoned).toBe(GOOD / 10);
  expect(health.status).toBe(200);
  expect(faultsOf(await auditFile(dataDir, acknowledged))).toEqual(NO_FAULTS);
}, 180_000);

test("[F19] a poison line of a bulk is answered in its place and the rest goes on", async () => {
  const server = await testServer({ dataDir: testFolder() });
  await publishFlow(server.port);
  const lines = Object.values(POISON).flatMap((body, n) => [
    body.replaceAll("\n", " ").replace("POISON", `BULK-POISON-${n}`),
    JSON.stringify(orderBody(`B-${n}`, n)),
  ]);
  const reply = await ask({
    port: server.port,
    path: "/api/v1/orders/bulk",
    method: "POST",
    headers: { "content-type": "application/x-ndjson" },
    body: `${lines.join("\n")}\n`,
  });
  const answered = reply.text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { line: number; status: string });
  expect(answered.map(({ line }) => line)).toEqual(lines.map((_, i) => i + 1));
  const good = answered.filter(({ line }) => line % 2 === 0);
  expect(good.filter(({ status }) => status !== "accepted")).toEqual([]);
  console.log(`${good.length} good lines taken between ${answered.length - good.length} of poison`);
}, 180_000);

test("[F24] a body over the limit is refused before it is read", async () => {
  const server = await testServer({ dataDir: testFolder() });
  const reply = await askJson({
    port: server.port,
    path: "/api/v1/orders",
    json: { ...orderBody("L-1", 1), note: "x".repeat(10_000_000) },
  }).catch(() => null);
  if (reply !== null) expect(reply.status).toBe(413);
  expect((await send(server.port, "L-2")).status).toBe(201);
}, 180_000);
