// Holds the direction of dependencies between rooms, and fails when nothing was looked at.
import { execFileSync } from "node:child_process";

const output = execFileSync(
  "depcruise",
  ["--config", ".config/dependency-cruiser.cjs", "--output-type", "json", "packages", "apps"],
  { encoding: "utf8", maxBuffer: 1 << 28, shell: process.platform === "win32" },
);
const { summary } = JSON.parse(output);
for (const violation of summary.violations) {
  console.error(`${violation.rule.name}: ${violation.from} → ${violation.to}`);
}
if (summary.totalCruised < 20)
  throw new Error(`only ${summary.totalCruised} modules were cruised: the check saw nothing`);
console.log(`dependency directions: ${summary.totalCruised} modules, ${summary.violations.length} violations`);
process.exit(summary.violations.length === 0 ? 0 : 1);
