/** Events a second through the sandbox event by event, one core, and whether that holds over long histories. */
import { createReplay } from "@switchyard/sandbox";
import { orderAt, prepared, START } from "../engine/workload.ts";
import type { Figure } from "../report.ts";
import { GOALS } from "./goals.ts";

/** An order every two seconds: a day and a bit of merging and watching keeps some 90,000 of them open. */
const GAP = 2000;
const HOUR = 3_600_000;

const worked = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
interface Ran {
  /** Of the history. */
  events: number;
  /** With those of the clock: promises that end, batches that close, looks at what a new day changes. */
  steps: number;
  /** Milliseconds of processor time. */
  ms: number;
  mb: number;
  /** Milliseconds of processor time until the first figures could be shown. */
  first: number;
}

/** One of four orders is assigned an hour later. Making the orders is not the sandbox's work: it is measured beside it. */
function run(length: number, workload: "watches" | "merge" | "stateless", beside: boolean): Ran {
  const after = prepared(workload, true);
  const replay = createReplay({ flow: "route", edges: [], after, before: beside ? prepared(workload) : null });
  const behind = HOUR / GAP;
  let [ms, first, mb, events] = [0, 0, 0, 0];
  for (let from = 0; from < length; from += 10_000) {
    const orders = Array.from({ length: Math.min(10_000, length - from) }, (_, n) =>
      orderAt(from + n, START + (from + n) * GAP),
    );
    const begun = worked();
    for (const [place, order] of orders.entries()) {
      const n = from + place;
      const at = order.received_at;
      replay.take({ type: "order_received", id: `r${n}`, at, order }, n % 4 === 0 ? 1 : 0);
      events += 1;
      const earlier = n - behind;
      if (earlier < 0 || earlier % 4 !== 0) continue;
      const evidence = { kind: "hand" as const };
      replay.take({ type: "state_asserted", id: `a${earlier}`, at, order: `O${earlier}`, to: "Assigned", evidence });
      events += 1;
    }
    ms += worked() - begun;
    if (from === 0) {
      replay.figures();
      first = worked() - begun;
    }
    mb = Math.max(mb, process.memoryUsage().rss / 1_048_576);
  }
  return { events, steps: replay.steps, ms, mb, first };
}

/** `lengths`: orders, ascending. */
export function eventFigures(lengths: readonly number[]): Figure[] {
  const figures: Figure[] = [];
  const runs = lengths.map((length) => ({ length, ran: run(length, "watches", false) }));
  for (const { length, ran } of runs) {
    const count = length.toLocaleString("en");
    figures.push(
      {
        figure: `merges, watches, counters, coverage: ${count} orders, the clock's events too`,
        ...{ value: (ran.steps / ran.ms) * 1000, unit: "events/s", goal: GOALS.eventsPerSecond },
      },
      { figure: "  events of the history alone", value: (ran.events / ran.ms) * 1000, unit: "events/s" },
    );
  }
  const [shortest, longest] = [runs[0]?.ran, runs.at(-1)?.ran];
  if (shortest && longest) {
    const growth = longest.ms / longest.steps / (shortest.ms / shortest.steps);
    figures.push({
      figure: "growth of an event's cost, shortest → longest history",
      value: growth,
      unit: "×",
      goal: GOALS.growth,
    });
    figures.push({ figure: "memory at most", value: longest.mb, unit: "MB", goal: GOALS.memoryMb });
    figures.push({ figure: "processor time until first figures (10,000 orders)", value: shortest.first, unit: "ms" });
  }
  for (const [workload, beside, name] of [
    ["merge", false, "merges and counters"],
    ["stateless", false, "stateless flow, event by event"],
    ["watches", true, "merges, watches, counters, two sides"],
  ] as const) {
    const ran = run(lengths[0] ?? 0, workload, beside);
    figures.push({ figure: name, value: (ran.steps / ran.ms) * 1000, unit: "events/s" });
  }
  return figures;
}
