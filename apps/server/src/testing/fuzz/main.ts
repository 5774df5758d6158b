/** `node --conditions=@switchyard/source apps/server/src/testing/fuzz/main.ts --requests 40000 [--seed 1]` */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openLog } from "../../log.ts";
import { startRuntime } from "../../runtime/start.ts";
import { fuzzApi } from "./fuzz-api.ts";

const { values } = parseArgs({ options: { requests: { type: "string" }, seed: { type: "string" } } });
const folder = mkdtempSync(join(tmpdir(), "switchyard-fuzz-"));
const house = await startRuntime({
  ...{ dataDir: folder, webDir: join(folder, "web"), examplesDir: join(folder, "none") },
  log: openLog("silent"),
});
const began = performance.now();
const seed = Number(values.seed ?? 20_261_122);
const { requests, operations, statuses, faults } = await fuzzApi(house.app, {
  seed,
  requests: Number(values.requests ?? 40_000),
});
await house.stop();
rmSync(folder, { recursive: true, force: true });
const seconds = ((performance.now() - began) / 1000).toFixed(1);
console.log(`API fuzz: ${requests} requests to ${operations} operations in ${seconds} s, seed ${seed}`);
console.log(
  [...statuses]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${status}: ${count}`)
    .join("  "),
);
for (const fault of faults.slice(0, 40)) console.log(`✗ ${fault}`);
console.log(`${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
