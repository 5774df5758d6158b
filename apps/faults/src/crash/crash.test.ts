import { expect, test } from "vitest";
import { faultsOf, NO_FAULTS } from "../harness/audit.ts";
import { testFolder } from "../testing/folder.ts";
import { crashLoop } from "./loop.ts";

test("[F1] SIGKILL under load: every acknowledged order is there once, decided once, its effects queued once", async () => {
  const result = await crashLoop({ kills: 5, dataDir: testFolder(), connections: 8 });
  console.log(
    `${result.kills} kills broke ${result.broken} connections, ${result.halfMoved} came while the log was moved (${result.moved} times in all); ${result.audit.acknowledged} orders acknowledged, ${result.audit.lost.length} lost; ready again p99 ${result.ready.p99.toFixed(0)} ms (goal 3000)`,
  );
  expect(faultsOf(result.audit)).toEqual(NO_FAULTS);
  expect(result.broken).toBeGreaterThan(0);
  expect(result.moved).toBeGreaterThan(0);
  expect(result.audit.acknowledged).toBeGreaterThan(50);
}, 120_000);
