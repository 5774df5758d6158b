import { readdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test, vi } from "vitest";
import { auditStatus } from "../cli/audit-status.ts";
import type { Log } from "../log.ts";
import { openHouse, order, temporaryFolder } from "../testing/harness.ts";
import { createCheckpoints } from "./checkpoints.ts";

const open = (folder: string, kept: string) =>
  openHouse({ folder, checkpoints: { folder: kept, everyHours: 24, atStopMs: 60_000 } });

test("checkpoints are written by themselves and at the stop, each held beside the one before; figures and the command tell", {
  timeout: 90_000,
}, async () => {
  const [folder, kept] = [temporaryFolder(), temporaryFolder()];
  const place = { dataDir: folder, file: join(folder, "switchyard.db") };
  expect((await auditStatus(place, kept)).ok).toBe(false);
  const house = await open(folder, kept);
  await house.send("POST", "/api/v1/orders", order("1"));
  const first = await house.checkpoints.run();
  expect(first).toMatchObject({ ok: true, entries: (await house.ctx.store.read.journal.verify("demo")).entries });
  const { text } = await house.metrics.text();
  expect(text).toContain(`switchyard_checkpoint_entries ${first.entries}`);
  expect(text).toContain("switchyard_journal_broken 0");
  await house.send("POST", "/api/v1/orders", order("2"));
  await house.stop();
  expect(readdirSync(kept)).toHaveLength(2);
  const status = await auditStatus(place, kept);
  expect(status.ok).toBe(true);
  expect(status.text).toContain("in agreement with the checkpoint");
});

test("a journal whose end was cut, or that was written anew, is told once to everybody, and no checkpoint covers it up", {
  timeout: 90_000,
}, async () => {
  const [folder, kept] = [temporaryFolder(), temporaryFolder()];
  const house = await open(folder, kept);
  for (const number of ["1", "2"]) await house.send("POST", "/api/v1/orders", order(number));
  await house.checkpoints.run();
  await house.stop();
  const db = new Database(join(folder, "switchyard.db"));
  db.exec("delete from journal where position = (select max(position) from journal)");
  db.close();
  const count = readdirSync(kept).length;
  const again = await open(folder, kept);
  const found = await again.checkpoints.run();
  expect(found).toMatchObject({ ok: false, entries: 0 });
  expect((await again.checkpoints.run()).ok).toBe(false);
  expect(readdirSync(kept)).toHaveLength(count);
  const { items } = (await again.get("/api/v1/inbox?open=true")).body;
  expect(items.filter(({ kind }: { kind: string }) => kind === "journal_broken")).toHaveLength(1);
  expect((await again.metrics.text()).text).toContain("switchyard_journal_broken 1");
  const status = await auditStatus({ dataDir: folder, file: join(folder, "switchyard.db") }, kept);
  expect(status.ok).toBe(false);
});

test("one that is asked for every three days is made every three days, not every day", {
  timeout: 90_000,
}, async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const folder = temporaryFolder();
  let heard = () => {};
  let rounds = 0;
  const round = () => {
    rounds += 1;
    heard();
  };
  // There is no file, so that each round ends by saying so.
  const checkpoints = createCheckpoints({
    ...{ dataDir: folder, file: join(folder, "none.db"), settings: { folder: join(folder, "kept"), everyHours: 72 } },
    clock: { now: Date.now, wall: Date.now, atLeast() {} },
    log: { info: round, warn: round, error: round } as unknown as Log,
    onBroken: () => Promise.resolve(),
  });
  const roundAfter = async (hours: number) => {
    const next = new Promise<void>((resolve) => {
      heard = resolve;
    });
    await vi.advanceTimersByTimeAsync(hours * 3_600_000);
    await next;
    await new Promise((resolve) => setImmediate(resolve));
  };
  checkpoints.start();
  await roundAfter(1);
  await vi.advanceTimersByTimeAsync(70 * 3_600_000);
  // It waits: a round that runs has no timer.
  expect([rounds, vi.getTimerCount()]).toEqual([1, 1]);
  await roundAfter(3);
  expect(rounds).toBe(2);
  await checkpoints.stop();
});
