import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { auditFile, faultsOf, NO_FAULTS } from "../harness/audit.ts";
import { ask, askJson, keepAlive, type Reply } from "../harness/client.ts";
import { orderBody, publishFlow } from "../harness/flow.ts";
import { testFolder } from "../testing/folder.ts";
import { testServer } from "../testing/server.ts";

const MESSAGES = 150;

/** Standard Webhooks, written again here. */
function signed(secret: string, id: string, body: string): Record<string, string> {
  const seconds = String(Math.floor(Date.now() / 1000));
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": seconds,
    "webhook-signature": `v1,${signature}`,
  };
}
interface Taken {
  status: string;
  order: { id: string } | null;
  problems: { code: string }[];
}
const taken = ({ status, text }: Reply): Taken => {
  expect([status, status === 200 || status === 202]).toEqual([status, true]);
  const [one] = (JSON.parse(text) as { results: Taken[] }).results;
  if (one === undefined) throw new Error(`nothing taken: ${text}`);
  return one;
};

test(`[F15] [F16] ${MESSAGES} signed webhooks, each in three copies and with a conflicting one, all at once: one order each, the other content kept aside`, async () => {
  const dataDir = testFolder();
  const server = await testServer({ dataDir });
  await publishFlow(server.port);
  const { port } = server;
  const made = await askJson({
    port,
    path: "/api/v1/intake/sources",
    json: { id: "wms", kind: "signed", name: "WMS" },
  });
  const { secret } = JSON.parse(made.text) as { secret: string };
  const agent = keepAlive(16);
  const deliver = (id: string, json: object) => {
    const body = JSON.stringify(json);
    return ask({
      port,
      path: "/api/v1/intake/webhooks/wms",
      method: "POST",
      headers: signed(secret, id, body),
      body,
      agent,
    }).then(taken);
  };
  const outcomes: Record<string, number> = {};
  for (let start = 0; start < MESSAGES; start += 5) {
    await Promise.all(
      Array.from({ length: 5 }, async (_, i) => {
        const n = start + i;
        const [right, other] = [orderBody(`W-${n}`, n), orderBody(`X-${n}`, n)];
        // The conflicting one is not always the last to arrive.
        const four = [right, right, right, right].toSpliced(n % 4, 1, other);
        const answers = await Promise.all(four.map((json) => deliver(`m-${n}`, json)));
        for (const { status } of answers) outcomes[status] = (outcomes[status] ?? 0) + 1;
        // A copy gets the first answer again. Either the three copies won, or the one that differs.
        const aside = answers.filter(({ status }) => status === "quarantined");
        expect([1, 3]).toContain(aside.length);
        expect(aside.every(({ problems }) => problems[0]?.code === "key_reused")).toBe(true);
        expect(new Set(answers.flatMap(({ order }) => order?.id ?? [])).size).toBe(1);
      }),
    );
  }
  agent.destroy();
  const counts = JSON.parse((await ask({ port, path: "/api/v1/intake/reconciliation" })).text) as {
    items: { source: string; received: number; accepted: number; duplicate: number; quarantined: number }[];
  };
  const late = signed(secret, "m-late", "{}");
  const replayed = await ask({
    port,
    path: "/api/v1/intake/webhooks/wms",
    method: "POST",
    headers: { ...late, "webhook-timestamp": String(Number(late["webhook-timestamp"]) - 301) },
    body: "{}",
  });
  await server.stop();
  const audit = await auditFile(dataDir, []);
  console.log(
    `${MESSAGES * 4} deliveries of ${MESSAGES} webhooks: ${audit.orders} orders, ${JSON.stringify(outcomes)}`,
  );
  expect(faultsOf(audit)).toEqual(NO_FAULTS);
  expect(audit.orders).toBe(MESSAGES);
  const sum = (of: "received" | "accepted" | "duplicate" | "quarantined") =>
    counts.items.filter(({ source }) => source === "wms").reduce((all, one) => all + one[of], 0);
  expect(sum("received")).toBe(MESSAGES * 4);
  expect(sum("accepted")).toBe(MESSAGES);
  expect(sum("accepted") + sum("duplicate") + sum("quarantined")).toBe(sum("received"));
  expect(replayed.status).toBe(401);
}, 60_000);
