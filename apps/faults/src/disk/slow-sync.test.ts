import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { auditFile, faultsOf, NO_FAULTS } from "../harness/audit.ts";
import { ask, keepAlive } from "../harness/client.ts";
import { publishFlow } from "../harness/flow.ts";
import { percentile, startLoad } from "../harness/load.ts";
import { testServer } from "../testing/server.ts";
import { describeShimmed, shimmedFolder } from "../testing/shimmed.ts";

describeShimmed("a slow disk", () => {
  test("[F3] syncs of 50 to 500 ms: orders wait for few of them, nothing is lost, health answers", async () => {
    const { dataDir, shim } = shimmedFolder();
    const server = await testServer({ dataDir, env: shim.env });
    await publishFlow(server.port);
    const agent = keepAlive(1);
    const load = startLoad({ port: () => server.port, connections: 32, name: "S" });
    // Connections are open before the disk becomes slow: the event loop takes in new ones between groups only.
    await wait(500);
    shim.set({ slowMinUs: 50_000, slowMaxUs: 500_000 });
    const health: number[] = [];
    for (const began = performance.now(); performance.now() - began < 6000; await wait(100)) {
      const asked = performance.now();
      expect((await ask({ port: server.port, path: "/healthz", agent })).status).toBe(200);
      health.push(performance.now() - asked);
    }
    await load.stop();
    agent.destroy();
    const slowed = shim.read("slowed");
    shim.set({ slowMinUs: 0, slowMaxUs: 0 });
    await server.stop();
    const audit = await auditFile(dataDir, load.acknowledged);
    const [p50, p99] = [percentile(load.latencies, 0.5), percentile(load.latencies, 0.99)];
    // A group waits for the one before it, one of the dispatcher's (store's lane.test.ts) and itself; any may meet a checkpoint.
    console.log(
      `${slowed} slow syncs; ${audit.acknowledged} orders, p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms; health p99 ${percentile(health, 0.99).toFixed(0)} ms (goals: orders 2500, health 2500)`,
    );
    expect(faultsOf(audit)).toEqual(NO_FAULTS);
    expect(slowed).toBeGreaterThan(8);
    expect([...load.broken]).toEqual([]);
  }, 60_000);
});
