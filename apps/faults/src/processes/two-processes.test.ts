import { setTimeout as wait } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { spawnServer } from "../harness/server.ts";
import { testFolder } from "../testing/folder.ts";
import { send } from "../testing/orders.ts";
import { testServer } from "../testing/server.ts";

test("[F6] a second process on the same file is refused with words that say what to do; the first goes on", async () => {
  const dataDir = testFolder();
  const first = await testServer({ dataDir });
  const second = spawnServer({ dataDir });
  const began = performance.now();
  const { code } = await second.exited;
  console.log(`the second process ended with ${code} after ${(performance.now() - began).toFixed(0)} ms`);
  expect(code).toBe(1);
  expect(second.said.text).toContain("另一个进程正在使用");
  expect(second.said.text).toMatch(/Another process is using .* DATA_DIR/);
  expect(second.said.text).not.toMatch(/\n\s+at /);
  expect((await send(first.port, "T-1")).status).toBe(201);
}, 180_000);

test("[F6] of four that start together on a new folder exactly one serves", async () => {
  const dataDir = testFolder();
  const all = Array.from({ length: 4 }, () => spawnServer({ dataDir }));
  onTestFinished(async () => {
    for (const { child } of all) child.kill("SIGKILL");
    await Promise.all(all.map(({ exited }) => exited));
  });
  let ended = 0;
  for (const { exited } of all) void exited.then(() => (ended += 1));
  const serving = () => all.filter(({ said }) => said.text.includes("is ready")).length;
  while (ended < 3 || serving() < 1) await wait(20);
  await wait(500);
  expect([ended, serving()]).toEqual([3, 1]);
}, 120_000);
