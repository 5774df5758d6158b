import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { ask } from "../harness/client.ts";
import { publishFlow } from "../harness/flow.ts";
import { percentile } from "../harness/load.ts";
import { testServer } from "../testing/server.ts";
import { describeShimmed, shimmedFolder } from "../testing/shimmed.ts";
import { HOUR, outOfOrder, promise, promiseFlow, sendPromise, tellTimers, wrongs } from "./promises.ts";

/** The whole number in the heavy suites; prime to 7919 either way. */
const TIMERS = process.env.SWITCHYARD_HEAVY ? 10_000 : 3000;

describeShimmed("a start long after", () => {
  test(`[F14] ${TIMERS} deadlines that ran out meanwhile, and a kill among them: each once, in order, while the server answers`, async () => {
    const { dataDir, shim } = shimmedFolder();
    const first = await testServer({ dataDir, env: shim.env });
    await publishFlow(first.port, promiseFlow);
    const start = Date.now();
    // Deadlines an hour from now, mixed: 7919 is prime to the number.
    const lines = Array.from({ length: TIMERS }, (_, n) =>
      JSON.stringify(promise(`T-${n}`, start + HOUR / 2 + ((n * 7919) % TIMERS) * 100)),
    );
    const sent = await ask({
      port: first.port,
      path: "/api/v1/orders/bulk",
      method: "POST",
      headers: { "content-type": "application/x-ndjson" },
      body: `${lines.join("\n")}\n`,
    });
    expect(sent.text.split('"status":"accepted"').length - 1).toBe(TIMERS);
    await first.kill();
    expect(tellTimers(dataDir).fired).toEqual([]);

    shim.set({ clockOffsetMs: 3 * HOUR });
    const killed = await testServer({ dataDir, env: shim.env });
    while (tellTimers(dataDir).fired.length < TIMERS / 5) await wait(20);
    await killed.kill();
    const before = tellTimers(dataDir).fired.length;

    const began = performance.now();
    const server = await testServer({ dataDir, env: shim.env });
    const health: number[] = [];
    let answered = 0;
    while (tellTimers(dataDir).fired.length < TIMERS) {
      const asked = performance.now();
      expect((await ask({ port: server.port, path: "/healthz" })).status).toBe(200);
      health.push(performance.now() - asked);
      await sendPromise(server.port, `meanwhile-${answered++}`, start + 3 * HOUR);
      await wait(50);
    }
    const seconds = (performance.now() - began) / 1000;
    await server.stop();
    const told = tellTimers(dataDir);
    console.log(
      `${TIMERS} deadlines due at the start: ${before} before the kill, the rest ${seconds.toFixed(1)} s after the next start (goal 5); ${answered} orders taken meanwhile; health p99 ${percentile(health, 0.99).toFixed(0)} ms`,
    );
    expect(before).toBeLessThan(TIMERS);
    expect(told.fired).toHaveLength(TIMERS);
    expect(wrongs(told)).toEqual({ twice: 0, early: 0, backwards: 0 });
    expect(outOfOrder(told.fired)).toBe(0);
    expect(told.tagged).toEqual({ late: TIMERS });
    expect(answered).toBeGreaterThan(0);
  }, 300_000);
});
