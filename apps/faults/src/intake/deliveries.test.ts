import { expect, test } from "vitest";
import { auditFile, faultsOf, NO_FAULTS } from "../harness/audit.ts";
import { askJson, keepAlive, type Reply } from "../harness/client.ts";
import { orderBody, publishFlow } from "../harness/flow.ts";
import type { Acknowledged } from "../harness/load.ts";
import { testFolder } from "../testing/folder.ts";
import { codeIn } from "../testing/orders.ts";
import { testServer } from "../testing/server.ts";

const KEYS = 300;
const COPIES = 3;

test("[F15] three parallel copies of each of 300 deliveries: one order each, and the same bytes for each copy", async () => {
  const dataDir = testFolder();
  const server = await testServer({ dataDir });
  await publishFlow(server.port);
  const agent = keepAlive(24);
  const acknowledged: Acknowledged[] = [];
  let differing = 0;
  await inBatches(KEYS, 8, async (n) => {
    const deliver = () =>
      askJson({
        port: server.port,
        path: "/api/v1/orders",
        agent,
        headers: { "idempotency-key": `copy-${n}` },
        json: orderBody(`K-${n}`, n),
      });
    const replies = await Promise.all(Array.from({ length: COPIES }, deliver));
    expect(replies.map(({ status }) => status).filter((status) => status !== 200 && status !== 201)).toEqual([]);
    if (new Set(replies.map(({ text }) => text)).size !== 1) differing += 1;
    acknowledged.push({ externalId: `K-${n}`, number: n, body: replies[0]?.text ?? "" });
  });
  agent.destroy();
  await server.stop();
  const audit = await auditFile(dataDir, acknowledged);
  console.log(
    `${KEYS * COPIES} deliveries of ${KEYS} orders: ${audit.orders} orders, ${differing} with differing answers`,
  );
  expect(faultsOf(audit)).toEqual(NO_FAULTS);
  expect(audit.orders).toBe(KEYS);
  expect(differing).toBe(0);
}, 60_000);

test("[F16] a key used again for other content is refused and changes nothing", async () => {
  const dataDir = testFolder();
  const server = await testServer({ dataDir });
  await publishFlow(server.port);
  const acknowledged: Acknowledged[] = [];
  let conflicts = 0;
  await inBatches(100, 8, async (n) => {
    const deliver = (json: object) =>
      askJson({ port: server.port, path: "/api/v1/orders", headers: { "idempotency-key": `key-${n}` }, json });
    // Both at once: whichever comes first is the one that counts.
    const replies = await Promise.all([deliver(orderBody(`A-${n}`, n)), deliver(orderBody(`B-${n}`, n))]);
    const [won, lost] = replies[0].status === 201 ? [replies[0], replies[1]] : [replies[1], replies[0]];
    expect(won.status).toBe(201);
    expect([lost.status, codeIn(lost)]).toEqual([409, "key_reused"]);
    conflicts += 1;
    acknowledged.push({ externalId: `${replies[0].status === 201 ? "A" : "B"}-${n}`, number: n, body: won.text });
  });
  await server.stop();
  const audit = await auditFile(dataDir, acknowledged);
  console.log(`${conflicts} conflicting pairs: ${audit.orders} orders, ${conflicts} refusals`);
  expect(faultsOf(audit)).toEqual(NO_FAULTS);
  expect(audit.orders).toBe(100);
}, 60_000);

test("[F15] the same order with other content at the same moment: one accepted, the others updates of it", async () => {
  const dataDir = testFolder();
  const server = await testServer({ dataDir });
  await publishFlow(server.port);
  await inBatches(50, 8, async (n) => {
    const deliver = (note: string): Promise<Reply> =>
      askJson({ port: server.port, path: "/api/v1/orders", json: { ...orderBody(`V-${n}`, n), note } });
    const replies = await Promise.all(["a", "b", "c"].map(deliver));
    const results = replies.map(({ text }) => (JSON.parse(text) as { result: string }).result).sort();
    expect(results).toEqual(["accepted", "update", "update"]);
    expect(new Set(replies.map(({ text }) => (JSON.parse(text) as { order: { id: string } }).order.id)).size).toBe(1);
  });
}, 60_000);

async function inBatches(total: number, size: number, run: (n: number) => Promise<void>): Promise<void> {
  for (let start = 0; start < total; start += size) {
    await Promise.all(Array.from({ length: Math.min(size, total - start) }, (_, i) => run(start + i)));
  }
}
