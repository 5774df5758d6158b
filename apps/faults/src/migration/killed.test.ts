import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { fileIn } from "../harness/audit.ts";
import { spawnServer } from "../harness/server.ts";
import { send } from "../testing/orders.ts";
import { testServer } from "../testing/server.ts";
import { describeShimmed, shimmedFolder } from "../testing/shimmed.ts";

const KILLS = 6;
const MIGRATIONS = readdirSync(join(import.meta.dirname, "../../../../packages/store/drizzle")).filter((name) =>
  name.endsWith(".sql"),
).length;

describeShimmed("a migration", () => {
  test("[F29] killed half-way leaves the old schema or the new one, and the next start finishes it", async () => {
    const { dataDir, shim } = shimmedFolder();
    const found = { nothing: 0, whole: 0, between: 0, halfWay: 0 };
    // Each write of the migration takes 4 ms, so that a kill finds it at work.
    shim.set({ writeDelayUs: 4000 });
    // The kills are spread over its writes, whose number is counted first: how long they take is the machine's affair.
    let writes = 0;
    for (let kill = -1; kill < KILLS; kill += 1) {
      rmSync(dataDir, { recursive: true, force: true });
      const before = shim.read("delayed");
      const { child, exited } = spawnServer({ dataDir, env: shim.env });
      const file = fileIn(dataDir);
      const until = async (isSo: () => boolean, pauseMs: number) => {
        for (const began = performance.now(); !isSo() && performance.now() - began < 30_000; ) await wait(pauseMs);
      };
      await until(() => existsSync(`${file}-wal`), 1);
      if (kill === -1 || kill === KILLS - 1) await until(() => schemaOf(file).kind === "whole", 20);
      else await until(() => shim.read("delayed") - before >= (kill / (KILLS - 1)) * writes, 1);
      if (kill === -1) writes = shim.read("delayed") - before;
      const delayed = shim.read("delayed") - before;
      child.kill("SIGKILL");
      await exited;
      if (kill === -1) continue;
      const state = schemaOf(file);
      found[state.kind] += 1;
      if (state.kind === "nothing" && delayed > 0 && state.walBytes > 0) found.halfWay += 1;
    }
    console.log(
      `${KILLS} kills: ${found.nothing} found no schema (${found.halfWay} of them with a part of it in the log), ${found.whole} a whole one, ${found.between} something between; ${shim.read("delayed")} slowed writes`,
    );
    expect(found.between).toBe(0);
    expect(found.halfWay).toBeGreaterThan(0);
    expect(found.whole).toBeGreaterThan(0);
    shim.set({ writeDelayUs: 0 });
    const server = await testServer({ dataDir, env: shim.env });
    expect((await send(server.port, "M-1")).status).toBe(201);
  }, 120_000);
});

type Kind = "nothing" | "whole" | "between";

/** Reading a log that no one holds mends it, so it is looked at after its size was. */
function schemaOf(file: string): { kind: Kind; walBytes: number } {
  const walBytes = existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0;
  if (!existsSync(file)) return { kind: "nothing", walBytes };
  const db = new Database(file);
  const names = db.prepare("select name from sqlite_schema where type = 'table'").pluck().all() as string[];
  const applied = names.includes("migrations") ? db.prepare("select count(*) from migrations").pluck().get() : 0;
  expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
  db.close();
  if (names.length === 0) return { kind: "nothing", walBytes };
  const whole = applied === MIGRATIONS && names.includes("journal") && names.includes("orders");
  return { kind: whole ? "whole" : "between", walBytes };
}
