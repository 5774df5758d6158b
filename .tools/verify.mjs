// `pnpm verify`: every check, the cheap ones first; the last line counts the tests that ran. CI runs this before its heavy suites.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { sideBySide } from "./side-by-side.mjs";

const reports = join("node_modules", ".switchyard-reports");
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const unitReport = join(reports, "unit.json");
const browserReport = join(reports, "browser.json");

/** One stage after the other; the lanes of a stage run side by side, and what a lane holds one after the other. */
const stages = [
  [
    // The build finds compiled what the types' check left.
    [
      { name: "types", command: "pnpm typecheck" },
      { name: "build", command: "pnpm build" },
    ],
    [
      { name: "lint", command: "pnpm lint" },
      { name: "lockfile", command: "node .tools/check-lockfile.mjs" },
      { name: "unused exports", command: "pnpm unused" },
      { name: "dependency directions", command: "pnpm deps" },
    ],
  ],
  [
    [
      {
        name: "unit tests",
        command: `pnpm unit --reporter=default --reporter=json --outputFile.json=${unitReport}`,
      },
    ],
  ],
  [[{ name: "end to end", command: "pnpm e2e" }]],
];
const only = process.argv.slice(2);
const isChosen = ({ name }) => only.length === 0 || only.some((word) => name.includes(word));
const env = {
  ...process.env,
  // Tests start many processes: each but the first finds its modules compiled.
  NODE_COMPILE_CACHE: join(process.cwd(), "node_modules", ".cache", "compiled"),
  SWITCHYARD_BROWSER_REPORT: join(process.cwd(), browserReport),
};
const started = Date.now();
for (const stage of stages) {
  const lanes = stage.map((lane) => lane.filter(isChosen)).filter((lane) => lane.length > 0);
  const failed = await sideBySide(lanes, { env, goOn: false });
  for (const { name, command } of failed) console.error(`✗ ${name} failed. Run it alone with: ${command}`);
  if (failed.length > 0) process.exit(failed[0].code || 1);
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
