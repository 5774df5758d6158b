/** `pnpm bench:engine [--quick] [--json]`: steps of the core per second, one core, and how the cost of a step grows with open orders. */
import { execFileSync } from "node:child_process";
import { type Figure, report } from "../report.ts";
import { GOALS } from "./goals.ts";
import { type Measurement, measure } from "./measure.ts";
import type { Workload } from "./workload.ts";

const isQuick = process.argv.includes("--quick");
const rounds = isQuick ? 5 : 12;
const OPEN = isQuick ? [1000, 10_000, 100_000] : [1000, 10_000, 100_000, 1_000_000];
const FLOWS: [Workload, string][] = [
  ["stateless", "stateless flow"],
  ["merge", "with merge and counter"],
  ["watches", "with merge, counter and watches"],
];

function apart(measurement: Measurement): number {
  const args = [...process.execArgv, import.meta.filename, "--measure", JSON.stringify(measurement)];
  return Number(execFileSync(process.execPath, args, { encoding: "utf8" }));
}

const rateOf = (workload: Workload, live: boolean): number => apart({ workload, open: 30_000, rounds, live });

function figures(): Figure[] {
  const found: Figure[] = FLOWS.map(([workload, name]) => ({
    figure: `steps per second, ${name}`,
    value: rateOf(workload, false),
    unit: "steps/s",
    goal: GOALS.stepsPerSecond,
  }));
  for (const [workload, name] of FLOWS)
    found.push({
      figure: `as the server runs it (keys named, trace), ${name}`,
      value: rateOf(workload, true),
      unit: "steps/s",
    });
  const costs = OPEN.map((open) => 1e9 / apart({ workload: "watches", open, rounds, live: false }));
  for (const [at, open] of OPEN.entries())
    found.push({ figure: `a step with ${open.toLocaleString("en")} open orders`, value: costs[at] ?? 0, unit: "ns" });
  found.push({
    figure: `growth of a step, ${OPEN[0]?.toLocaleString("en")} → ${OPEN.at(-1)?.toLocaleString("en")} open orders`,
    value: (costs.at(-1) ?? 0) / (costs[0] ?? 1),
    unit: "×",
    goal: GOALS.growth,
  });
  return found;
}

const asked = process.argv.indexOf("--measure");
if (asked < 0) report(figures());
else process.stdout.write(String(measure(JSON.parse(process.argv[asked + 1] ?? "") as Measurement)));
