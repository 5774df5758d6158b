import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { auditFile, faultsOf, NO_FAULTS } from "../harness/audit.ts";
import { publishFlow } from "../harness/flow.ts";
import type { Acknowledged } from "../harness/load.ts";
import { send } from "../testing/orders.ts";
import { testServer } from "../testing/server.ts";
import { describeShimmed, shimmedFolder } from "../testing/shimmed.ts";

describeShimmed("a disk whose syncs fail", () => {
  test("[F4] what was not synced is not acknowledged, and the process gives up so that a new one reads what is really there", async () => {
    const { dataDir, shim } = shimmedFolder();
    const server = await testServer({ dataDir, env: shim.env });
    await publishFlow(server.port);
    const acknowledged: Acknowledged[] = [];
    const take = async (port: number, number: number) => {
      const externalId = `E-${number}`;
      const { status, text } = await send(port, externalId, number);
      if (status === 201) acknowledged.push({ externalId, number, body: text });
      return status;
    };
    for (let number = 0; number < 20; number += 1) expect(await take(server.port, number)).toBe(201);
    shim.set({ failSyncs: 1000 });
    const statuses = await Promise.all(
      Array.from({ length: 10 }, (_, i) => take(server.port, 100 + i).catch(() => "broken")),
    );
    expect(statuses).not.toContain(201);
    const failed = shim.read("failed");
    expect(failed).toBeGreaterThan(0);
    const exit = await Promise.race([server.exited, wait(5000, null)]);
    console.log(
      `${failed} failed syncs; answers ${[...new Set(statuses)].join(", ")}; the process ${exit === null ? "RUNS ON" : `ended with ${exit.code}`}`,
    );
    expect(exit).not.toBeNull();
    expect(exit?.code).not.toBe(0);

    shim.set({ failSyncs: 0 });
    const again = await testServer({ dataDir, env: shim.env });
    for (let number = 100; number < 110; number += 1)
      expect([200, 201]).toContain((await send(again.port, `E-${number}`, number)).status);
    await again.stop();
    expect(faultsOf(await auditFile(dataDir, acknowledged))).toEqual(NO_FAULTS);
  }, 60_000);
});
