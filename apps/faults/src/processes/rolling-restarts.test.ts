import { createServer } from "node:net";
import { expect, test } from "vitest";
import { auditFile, faultsOf, NO_FAULTS } from "../harness/audit.ts";
import { RESET_NEW } from "../harness/client.ts";
import { publishFlow } from "../harness/flow.ts";
import { LATE, moreAnswers, startLoad } from "../harness/load.ts";
import { startServer } from "../harness/server.ts";
import { testFolder } from "../testing/folder.ts";

/** More of them in the heavy suites. */
const RESTARTS = process.env.SWITCHYARD_HEAVY ? 8 : 3;
const CONNECTIONS = 16;
const EXPECTED: string[] = ["ECONNREFUSED", RESET_NEW, LATE];

test("[F35] SIGTERM under load: what was sent is answered, clients see nothing but refused connections", async () => {
  const dataDir = testFolder();
  // Always the same port, as behind a supervisor.
  const port = await freePort();
  let server = await startServer({ dataDir, port });
  await publishFlow(port);
  let stopBegan: number | null = null;
  const load = startLoad({ port: () => port, connections: CONNECTIONS, name: "R", stopBegan: () => stopBegan });
  const stops: number[] = [];
  const codes = new Set<number | null>();
  for (let restart = 0; restart < RESTARTS; restart += 1) {
    await moreAnswers(load, 2 * CONNECTIONS);
    stopBegan = performance.now();
    const { code, ms } = await server.stop();
    stops.push(ms);
    codes.add(code);
    server = await startServer({ dataDir, port });
    stopBegan = null;
  }
  await load.stop();
  await server.stop();
  const audit = await auditFile(dataDir, load.acknowledged);
  console.log(
    `${stops.length} restarts, stopped in at most ${Math.max(...stops).toFixed(0)} ms (goal 10000), exit codes ${[...codes].join(", ")}; ${audit.acknowledged} orders; clients saw ${JSON.stringify([...load.broken, ...load.refused])}`,
  );
  expect([...codes]).toEqual([0]);
  expect(faultsOf(audit)).toEqual(NO_FAULTS);
  expect([...load.refused]).toEqual([]);
  expect([...load.broken.keys()].filter((code) => !EXPECTED.includes(code))).toEqual([]);
  expect(load.broken.get(RESET_NEW) ?? 0).toBeLessThanOrEqual(RESTARTS);
  // A stop cuts a connection once.
  expect(load.broken.get(LATE) ?? 0).toBeLessThanOrEqual(RESTARTS * CONNECTIONS);
  expect(load.broken.get("ECONNREFUSED")).toBeGreaterThan(0);
}, 120_000);

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
