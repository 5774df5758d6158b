// `pnpm verify`: every check, cheapest failure first; the last line counts the tests that ran. CI runs this before its heavy suites.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

const reports = join("node_modules", ".switchyard-reports");
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const unitReport = join(reports, "unit.json");
const browserReport = join(reports, "browser.json");

const steps = [
  ["types", "pnpm typecheck"],
  ["lint", "pnpm lint"],
  ["dependency directions", "pnpm deps"],
  ["unused exports", "pnpm unused"],
  ["lockfile", "node .tools/check-lockfile.mjs"],
  ["build", "pnpm build"],
  ["unit tests", `pnpm unit --reporter=default --reporter=json --outputFile.json=${unitReport}`],
  ["end to end", "pnpm e2e"],
];
const only = process.argv.slice(2);
const chosen = steps.filter(([name]) => only.length === 0 || only.some((word) => name.includes(word)));
// Tests start many processes: each but the first finds its modules compiled.
const compiled = join(process.cwd(), "node_modules", ".cache", "compiled");
const started = Date.now();
for (const [name, command] of chosen) {
  const begun = Date.now();
  console.log(`\n── ${name}: ${command}`);
  const env = {
    ...process.env,
    NODE_COMPILE_CACHE: compiled,
    SWITCHYARD_BROWSER_REPORT: join(process.cwd(), browserReport),
  };
  const { status } = spawnSync(command, { stdio: "inherit", shell: true, env });
  if (status !== 0) {
    console.error(`✗ ${name} failed. Run it alone with: ${command}`);
    process.exit(status ?? 1);
  }
  console.log(`✓ ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
}

const read = (path) => {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
};
const unit = read(unitReport);
const browser = read(browserReport)?.stats;
const passed = (unit?.numPassedTests ?? 0) + (browser?.expected ?? 0);
const failed = (unit?.numFailedTests ?? 0) + (browser?.unexpected ?? 0);
const skipped = (unit?.numPendingTests ?? 0) + (browser?.skipped ?? 0);
console.log(`\nall checks in ${((Date.now() - started) / 1000).toFixed(0)} s on ${availableParallelism()} cores`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
