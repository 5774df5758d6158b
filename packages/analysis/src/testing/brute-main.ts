/** `pnpm --filter @switchyard/analysis brute 2000 [first seed]`: the analysis against brute force on made-up flows. */
import { compareFlow } from "./compare.ts";

const wanted = Number(process.argv[2] ?? 200);
const first = Number(process.argv[3] ?? 1);
const counts = new Map<string, number>();
let [flows, orders, wrong] = [0, 0, 0];
const begun = performance.now();
for (let seed = first; flows < wanted; seed += 1) {
  const result = compareFlow(seed);
  if (result === null) continue;
  flows += 1;
  orders += result.orders;
  for (const finding of result.report.findings) counts.set(finding.code, (counts.get(finding.code) ?? 0) + 1);
  if (result.differences.length === 0) continue;
  wrong += 1;
  if (wrong <= 10) console.log(`seed ${seed}:\n  ${result.differences.slice(0, 8).join("\n  ")}`);
}
console.log(
  `${flows} flows, ${orders} orders tried, ${wrong} flows with differences, ${Math.round(performance.now() - begun)} ms`,
);
console.log(Object.fromEntries([...counts].sort()));
process.exitCode = wrong === 0 ? 0 : 1;
