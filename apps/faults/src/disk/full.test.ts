import { expect, test } from "vitest";
import { auditFile, faultsOf, NO_FAULTS } from "../harness/audit.ts";
import { ask } from "../harness/client.ts";
import { publishFlow } from "../harness/flow.ts";
import type { Acknowledged } from "../harness/load.ts";
import { codeIn, send } from "../testing/orders.ts";
import { testServer } from "../testing/server.ts";
import { describeShimmed, shimmedFolder } from "../testing/shimmed.ts";

describeShimmed("a full disk", () => {
  test("[F5] orders are refused whole, reads go on, and intake goes on when there is space again", async () => {
    const { dataDir, shim } = shimmedFolder();
    const server = await testServer({ dataDir, env: shim.env });
    await publishFlow(server.port);
    const acknowledged: Acknowledged[] = [];
    const refusals = new Map<string, number>();
    const sendMany = async (from: number, count: number) => {
      for (let start = from; start < from + count; start += 16) {
        const numbers = Array.from({ length: 16 }, (_, i) => start + i);
        await Promise.all(
          numbers.map(async (number) => {
            const reply = await send(server.port, `D-${number}`, number);
            if (reply.status === 201) acknowledged.push({ externalId: `D-${number}`, number, body: reply.text });
            else {
              const name = `${reply.status} ${codeIn(reply)}`;
              refusals.set(name, (refusals.get(name) ?? 0) + 1);
            }
          }),
        );
      }
    };
    await sendMany(0, 160);
    expect(acknowledged).toHaveLength(160);
    shim.set({ noSpace: 1 });
    await sendMany(1000, 160);
    const fired = shim.read("refused");
    expect(fired).toBeGreaterThan(0);
    expect(refusals.size).toBeGreaterThan(0);
    const list = await ask({ port: server.port, path: "/api/v1/orders?limit=5" });
    expect(list.status).toBe(200);
    // A balancer is told, and nobody waits for the next order to know that there is room again.
    expect((await ask({ port: server.port, path: "/readyz" })).status).toBe(503);
    shim.set({ noSpace: 0 });
    // The server tries once a second whether there is room.
    const isReady = async () => (await ask({ port: server.port, path: "/readyz" })).status;
    await expect.poll(isReady, { timeout: 20_000 }).toBe(200);
    const before = acknowledged.length;
    await sendMany(2000, 160);
    const recovered = acknowledged.length - before;
    await server.stop();
    console.log(
      `${fired} writes refused for space; answers ${[...refusals].map(([name, n]) => `${n} × ${name}`).join(", ")}; ${recovered} of 160 orders taken after`,
    );
    expect([...refusals.keys()].filter((name) => name !== "507 disk_full" && !name.startsWith("503"))).toEqual([]);
    expect(recovered).toBe(160);
    expect(faultsOf(await auditFile(dataDir, acknowledged))).toEqual(NO_FAULTS);
  }, 60_000);

  test("[F5] a server that is told to stop while there is none ends as it should, and nothing acknowledged is lost", async () => {
    const { dataDir, shim } = shimmedFolder();
    const server = await testServer({ dataDir, env: shim.env });
    await publishFlow(server.port);
    const acknowledged: Acknowledged[] = [];
    for (let number = 0; number < 100; number += 1) {
      const reply = await send(server.port, `S-${number}`, number);
      if (reply.status === 201) acknowledged.push({ externalId: `S-${number}`, number, body: reply.text });
    }
    expect(acknowledged).toHaveLength(100);
    shim.set({ noSpace: 1 });
    const { code, ms } = await server.stop();
    expect(shim.read("refused")).toBeGreaterThan(0);
    console.log(`stopped on a full disk after ${ms} ms`);
    expect(code).toBe(0);
    shim.set({ noSpace: 0 });
    expect(faultsOf(await auditFile(dataDir, acknowledged))).toEqual(NO_FAULTS);
  }, 60_000);
});
