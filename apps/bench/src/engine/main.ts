/** `pnpm bench:engine [--quick] [--json] [--only rates|growth]`: steps of the core per second, one core, and how the cost of a step grows with open orders. */
import { execFileSync } from "node:child_process";
import { type Figure, report } from "../report.ts";
import { GOALS } from "./goals.ts";
import { type Measured, type Measurement, measure } from "./measure.ts";
import type { Workload } from "./workload.ts";

const isQuick = process.argv.includes("--quick");
const rounds = isQuick ? 5 : 12;
const OPEN = isQuick ? [1000, 10_000, 100_000] : [1000, 10_000, 100_000, 1_000_000];
const FLOWS: [Workload, string][] = [
  ["stateless", "stateless flow"],
  ["merge", "with merge and counter"],
  ["watches", "with merge, counter and watches"],
];

function apart(measurement: Measurement): Measured {
  const args = [...process.execArgv, import.meta.filename, "--measure", JSON.stringify(measurement)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as Measured;
}

/** The yard of the rates: sixty open orders to a brand. */
const YARD = { open: 30_000, brands: 500 };
const rateOf = (workload: Workload, live: boolean): number => apart({ workload, ...YARD, rounds, live }).stepsPerSecond;

/**
 * Growth is of one mix: a yard with more orders has more brands, so that batches and counters hold as much and an order takes as
 * many steps. With the same 500 brands a small yard's batches hold one order, a large one's fifty: other work, told beside it.
 */
const alike = (open: number): number => Math.max(1, Math.round((open * YARD.brands) / YARD.open));

const only = process.argv.indexOf("--only");
const isAsked = (part: "rates" | "growth"): boolean => only < 0 || process.argv[only + 1] === part;

function figures(): Figure[] {
  const found: Figure[] = [];
  if (isAsked("rates")) {
    for (const [workload, name] of FLOWS)
      found.push({
        figure: `steps per second, ${name}`,
        value: rateOf(workload, false),
        unit: "steps/s",
        goal: GOALS.stepsPerSecond,
      });
    for (const [workload, name] of FLOWS)
      found.push({
        figure: `as the server runs it (keys named, trace), ${name}`,
        value: rateOf(workload, true),
        unit: "steps/s",
      });
  }
  if (isAsked("growth")) growthIn(found, "", alike, GOALS.growth);
  if (only < 0) growthIn(found, ", always 500 brands", () => YARD.brands);
  return found;
}

/** What a step costs, in nanoseconds, and the mix, which must be the same for the costs to be compared. */
function growthIn(found: Figure[], where: string, brandsOf: (open: number) => number, goal?: Figure["goal"]): void {
  const measured = OPEN.map((open) =>
    apart({ workload: "watches", open, brands: brandsOf(open), rounds, live: false }),
  );
  const costs = measured.map(({ stepsPerSecond }) => 1e9 / stepsPerSecond);
  for (const [at, open] of OPEN.entries()) {
    found.push({ figure: `a step with ${textOf(open)} open orders${where}`, value: costs[at] ?? 0, unit: "ns" });
    found.push({ figure: "  of which an order takes", value: measured[at]?.stepsPerOrder ?? 0, unit: "steps" });
  }
  const span = `${textOf(OPEN[0] ?? 0)} → ${textOf(OPEN.at(-1) ?? 0)}`;
  const growth = {
    figure: `growth of a step, ${span} open orders${where}`,
    value: (costs.at(-1) ?? 0) / (costs[0] ?? 1),
  };
  found.push({ ...growth, unit: "×", ...(goal === undefined ? {} : { goal }) });
}

const textOf = (count: number): string => count.toLocaleString("en");

const asked = process.argv.indexOf("--measure");
if (asked < 0) report(figures());
else process.stdout.write(JSON.stringify(measure(JSON.parse(process.argv[asked + 1] ?? "") as Measurement)));
