// `pnpm verify`: every check, in the order in which a failure is cheapest. CI runs this and nothing else before its heavy suites.
import { spawnSync } from "node:child_process";

const steps = [
  ["types", "pnpm typecheck"],
  ["lint", "pnpm lint"],
  ["dependency directions", "pnpm deps"],
  ["unused exports", "pnpm unused"],
  ["lockfile platforms", "node .tools/check-lockfile.mjs"],
  ["unit tests", "pnpm unit"],
  ["build", "pnpm build"],
  ["end to end", "pnpm e2e"],
];
const only = process.argv.slice(2);
for (const [name, command] of steps) {
  if (only.length > 0 && !only.some((word) => name.includes(word))) continue;
  const started = Date.now();
  console.log(`\n── ${name}: ${command}`);
  const { status } = spawnSync(command, { stdio: "inherit", shell: true });
  if (status !== 0) {
    console.error(`✗ ${name} failed. Run it alone with: ${command}`);
    process.exit(status ?? 1);
  }
  console.log(`✓ ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}
