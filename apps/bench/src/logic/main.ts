import { compileRules, type RulesStrategy } from "@switchyard/logic";
import { type Figure, printTable, report, round } from "../report.ts";
import { comparePeers, type Effort, PEERS, type Result } from "./compare.ts";
import { MOST_COMPILE_SECONDS, MOST_GROWTH_FEW_MATCHES, MOST_GROWTH_MORE_MATCHES, RATIO_GOALS } from "./goals.ts";
import { best, ordersPerSecond, processorTime } from "./measure.ts";
import { growingUniverse, makeOrders, makeRules } from "./workload.ts";

/** `pnpm bench:logic [--quick] [--json]`: rule sets of 10 to 10,000 rules beside what else there is. */
const isQuick = process.argv.includes("--quick");
const isJson = process.argv.includes("--json");
const SIZES = [10, 100, 1_000, 10_000];
const EFFORT: Effort = isQuick ? { seconds: 0.15, passes: 2, checked: 50 } : { seconds: 0.5, passes: 5, checked: 200 };

const say = (text: string): void => {
  if (!isJson) console.log(text);
};

const orders = makeOrders(isQuick ? 2_000 : 5_000, 7);
const sample = makeOrders(500, 8);
const figures: Figure[] = [];
const speeds = new Map<string, number>();
const rows: string[][] = [];
const wrong: string[] = [];

say(`${orders.length} orders of 25 fields; orders per second of processor time, best of ${EFFORT.passes} passes\n`);
for (const size of SIZES) {
  const rules = makeRules(size, 1);
  const compiled = compileRules(rules, { sample });
  const matches = orders.slice(0, 500).reduce((sum, facts) => sum + compiled.match(facts).length, 0) / 500;
  const effort = size >= 10_000 ? { ...EFFORT, checked: Math.ceil(EFFORT.checked / 4) } : EFFORT;
  const results = await comparePeers(rules, orders, sample, effort);
  addFigures(size, results);
  rows.push([`${size} (${round(matches)})`, ...PEERS.map((peer) => cell(results.find((it) => it.peer === peer.name)))]);
}
if (!isJson) printTable(["rules (matches)", ...PEERS.map((peer) => peer.name)], rows);
for (const line of wrong) say(`! ${line}`);
say("");

await addGrowth();
addCompileTime();
report(figures, isJson);

function cell(result: Result | undefined): string {
  return result?.ordersPerSecond === undefined ? "–" : round(result.ordersPerSecond);
}

function addFigures(size: number, results: readonly Result[]): void {
  const own = results.find(({ peer }) => peer === "switchyard")?.ordersPerSecond ?? Number.NaN;
  for (const { peer, ordersPerSecond: speed, wrong: misses = 0, checked = 0, note } of results) {
    if (note !== undefined) wrong.push(`${size} rules, ${peer}: ${note}`);
    if (misses > 0)
      wrong.push(`${size} rules, ${peer}: other matches than json-logic-js on ${misses} of ${checked} orders`);
    if (speed === undefined) continue;
    speeds.set(`${peer} ${size}`, speed);
    figures.push({ figure: `${peer}, ${size} rules`, value: speed, unit: "orders/s" });
    if (peer === "switchyard") {
      figures.push({
        figure: `orders decided otherwise than by json-logic-js, ${size} rules`,
        value: misses,
        unit: "",
        goal: { atMost: 0 },
      });
      continue;
    }
    const goal = RATIO_GOALS[peer]?.[size];
    figures.push({
      figure: `ours ÷ ${peer}, ${size} rules`,
      value: own / speed,
      unit: "×",
      ...(goal === undefined ? {} : { goal }),
    });
  }
}

/** What an order costs as the set grows: with names that grow along, and with the same names. */
async function addGrowth(): Promise<void> {
  const small = await costWithFewMatches(10);
  const indexed = await costWithFewMatches(10, "index");
  const large = await costWithFewMatches(10_000);
  const more = (speeds.get("switchyard 100") ?? Number.NaN) / (speeds.get("switchyard 10000") ?? Number.NaN);
  figures.push(
    { figure: "cost of an order, 10 rules, few matches", value: small, unit: "µs" },
    { figure: "cost of an order, 10 rules, few matches, by index", value: indexed, unit: "µs" },
    { figure: "cost of an order, 10,000 rules, few matches", value: large, unit: "µs" },
    {
      figure: "growth 10 → 10,000 rules, few matches",
      value: large / small,
      unit: "×",
      goal: { atMost: MOST_GROWTH_FEW_MATCHES },
    },
    { figure: "growth 10 → 10,000 rules, few matches, index both times", value: large / indexed, unit: "×" },
    {
      figure: "growth 100 → 10,000 rules, 100 times the matches",
      value: more,
      unit: "×",
      goal: { atMost: MOST_GROWTH_MORE_MATCHES },
    },
  );
}

/** Microseconds for an order where there are more names in the world the more rules there are. */
async function costWithFewMatches(size: number, strategy?: RulesStrategy): Promise<number> {
  const universe = growingUniverse(size);
  const options = { sample: makeOrders(500, 3, universe), ...(strategy === undefined ? {} : { strategy }) };
  const compiled = compileRules(makeRules(size, 2, universe), options);
  const facts = makeOrders(orders.length, 4, universe);
  const passes: number[] = [];
  for (let i = 0; i < EFFORT.passes; i++) {
    passes.push(await ordersPerSecond((it) => compiled.match(it), facts, EFFORT.seconds));
  }
  return 1e6 / best(passes);
}

function addCompileTime(): void {
  const rules = makeRules(10_000, 5);
  const started = processorTime();
  compileRules(rules, { sample });
  const value = (processorTime() - started) / 1000;
  figures.push({ figure: "compile 10,000 rules", value, unit: "s", goal: { atMost: MOST_COMPILE_SECONDS } });
}
