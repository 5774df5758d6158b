/** `pnpm bench:analysis [--json]`: the X-ray of flows of 75 to 2,000 rules over thirty facts, and how soon a worker stops. */
import { type AnalysisContext, analyse, type Report } from "@switchyard/analysis";
import type { FlowDocument } from "@switchyard/flow";
import { processorTime } from "../logic/measure.ts";
import { type Figure, printTable, report, round } from "../report.ts";
import { stopTimes } from "./stop.ts";
import { makeFlow, NOW, SETTINGS } from "./workload.ts";

const isJson = process.argv.includes("--json");
const SIZES = [75, 300, 1_000, 2_000];
const GOALS: Record<number, number> = { 300: 1, 2000: 10 };
const PASSES = process.argv.includes("--quick") ? 1 : 3;

interface Measured {
  /** Of processor time: other work on the machine then costs nobody. */
  seconds: number;
  /** Longest time between two chances to stop, in milliseconds of processor time. */
  longest: number;
  report: Report;
}

function measure(document: FlowDocument, more: Partial<AnalysisContext> = {}): Measured {
  const begun = processorTime();
  const steps = analyse([{ id: "f", document }], { now: NOW, settings: SETTINGS, ...more });
  let longest = 0;
  for (let before = begun; ; ) {
    const step = steps.next();
    const now = processorTime();
    longest = Math.max(longest, now - before);
    before = now;
    if (step.done === true) return { seconds: (now - begun) / 1000, longest, report: step.value };
  }
}

/** The median pass by time, with the longest step of any. */
function median(document: FlowDocument, more?: Partial<AnalysisContext>): Measured {
  const passes = Array.from({ length: PASSES }, () => measure(document, more)).sort((a, b) => a.seconds - b.seconds);
  const middle = passes[Math.floor(PASSES / 2)] as Measured;
  return { ...middle, longest: Math.max(...passes.map((pass) => pass.longest)) };
}

const figures: Figure[] = [];
const rows: string[][] = [];
const seconds = new Map<number, number>();
measure(makeFlow(300, 3));
for (const size of SIZES) {
  const document = makeFlow(size, 1);
  const first = median(document);
  const again = median(edited(document), { seeds: first.report.orders });
  seconds.set(size, first.seconds);
  const { findings, undecided, counts } = first.report;
  rows.push([
    String(size),
    `${round(first.seconds)} s`,
    `${round(again.seconds)} s`,
    `${round(first.longest)} ms`,
    String(findings.length),
    String(undecided.length),
    String(counts.questions),
    String(counts.facts),
  ]);
  const longest = Math.max(first.longest, again.longest);
  figures.push({
    figure: `${size} rules, longest time between two chances to stop`,
    value: longest,
    unit: "ms",
    goal: { atMost: 100 },
  });
  const goal = GOALS[size];
  figures.push({
    figure: `${size} rules × 30 facts`,
    value: first.seconds,
    unit: "s",
    ...(goal === undefined ? {} : { goal: { atMost: goal } }),
  });
  figures.push({ figure: `${size} rules, after an edit`, value: again.seconds, unit: "s" });
}
const growth = (seconds.get(2_000) ?? Number.NaN) / (seconds.get(300) ?? Number.NaN);
figures.push({ figure: "growth 300 → 2,000 rules (6.7 times the rules)", value: growth, unit: "×" });

const stops = await stopTimes(makeFlow(2_000, 1), process.argv.includes("--quick") ? 8 : 24);
const [middle, slowest] = [stops[Math.floor(stops.length / 2)] ?? Number.NaN, stops.at(-1) ?? Number.NaN];
figures.push({ figure: "2,000 rules in a worker, from the edit to its stop, median", value: middle, unit: "ms" });
figures.push({
  figure: "2,000 rules in a worker, from the edit to its stop, slowest",
  value: slowest,
  unit: "ms",
  goal: { atMost: 100 },
});

if (!isJson) {
  printTable(
    ["rules", "first run", "after an edit", "longest step", "findings", "undecided", "questions", "facts"],
    rows,
  );
  console.log("");
}
report(figures, isJson);

/** One threshold is another: what a supervisor's next keystroke does. */
function edited(document: FlowDocument): FlowDocument {
  return {
    ...document,
    nodes: document.nodes.map((node) =>
      node.id === "c0" && node.kind === "condition"
        ? { ...node, when: { type: "comparison" as const, fact: "amount", operator: "ge" as const, value: 123_400 } }
        : node,
    ),
  };
}
