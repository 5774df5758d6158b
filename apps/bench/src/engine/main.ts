/** `pnpm bench:engine [--quick] [--json]`: steps of the core per second, one core, and how the cost of a step grows with open orders. */
import { type Figure, report } from "../report.ts";
import { GOALS } from "./goals.ts";
import { feed, ordersFor, prepared, type Stream, stream, type Workload } from "./workload.ts";

const isQuick = process.argv.includes("--quick");
const ROUNDS = isQuick ? 3 : 5;
const OPEN = isQuick ? [1000, 10_000, 100_000] : [1000, 10_000, 100_000, 1_000_000];

/** Time that this thread worked: on a busy machine the wall clock tells of the others too. */
const worked: () => number = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Steps per second of one core, over `count` orders. Collecting garbage counts, on whatever thread. */
function rate(run: Stream, count: number): number {
  const orders = ordersFor(run, count);
  const before = run.steps;
  const begun = worked();
  feed(run, orders);
  return ((run.steps - before) / (worked() - begun)) * 1000;
}

function fill(run: Stream, count: number): void {
  for (let left = count; left > 0; left -= 10_000) feed(run, ordersFor(run, Math.min(left, 10_000)));
}

/** The best of some rounds: other work on the machine only ever slows. */
function best(workload: Workload, trace: boolean): number {
  const run = stream(prepared(workload, trace), 30_000);
  fill(run, 60_000);
  return Math.max(...Array.from({ length: ROUNDS }, () => rate(run, 30_000)));
}

/** Nanoseconds a step with that many open orders: the state is filled first, then measured at the same pace. */
function costAt(open: number): number {
  const run = stream(prepared("watches", false), open);
  fill(run, Math.max(open, 40_000));
  return 1e9 / Math.max(...Array.from({ length: ROUNDS }, () => rate(run, 20_000)));
}

const costs = OPEN.map((open): [number, number] => [open, costAt(open)]);
const figures: Figure[] = [
  {
    figure: "steps per second, stateless flow",
    value: best("stateless", false),
    unit: "steps/s",
    goal: GOALS.stepsPerSecond,
  },
  {
    figure: "steps per second, with merge and counter",
    value: best("merge", false),
    unit: "steps/s",
    goal: GOALS.stepsPerSecond,
  },
  {
    figure: "steps per second, with merge, counter and watches",
    value: best("watches", false),
    unit: "steps/s",
    goal: GOALS.stepsPerSecond,
  },
  { figure: "the same, decisions with their trace", value: best("watches", true), unit: "steps/s" },
];
for (const [open, cost] of costs)
  figures.push({ figure: `a step with ${open.toLocaleString("en")} open orders`, value: cost, unit: "ns" });
const [first, last] = [costs[0]?.[1] ?? 1, costs.at(-1)?.[1] ?? 1];
figures.push({
  figure: `growth of a step, ${OPEN[0]?.toLocaleString("en")} → ${OPEN.at(-1)?.toLocaleString("en")} open orders`,
  value: last / first,
  unit: "×",
  goal: GOALS.growth,
});
report(figures);
