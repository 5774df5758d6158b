/** Events a second through the sandbox event by event, one core, and whether that holds over long histories. Each run has a process of its own. */
import { createReplay } from "@switchyard/sandbox";
import { feed, LIFE, orderAt, ordersFor, prepared, START, stream, type Workload } from "../engine/workload.ts";
import type { Figure } from "../report.ts";
import { GOALS } from "./goals.ts";

/** An order every two seconds: a day of merging, and looks at what each midnight changes, keep some 60,000 to 130,000 of them open. */
const GAP = 2000;
const HOUR = 3_600_000;

const worked = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
export interface EventsJob {
  /** Orders. */
  length: number;
  workload: Workload;
  /** Whether a second side decides the same beside it. */
  beside: boolean;
  /** The core alone, without what a replay keeps and counts. */
  bare?: boolean;
}
export interface EventsResult {
  /** Of the history. */
  events: number;
  /** With those of the clock: promises that end, batches that close, looks at what a new day changes. */
  steps: number;
  /** Most orders that were open at once. */
  open: number;
  /** Milliseconds of processor time; `steady`: steps a second of the second half, when what runs often had been compiled. */
  ms: number;
  steady: number;
  mb: number;
  /** Milliseconds of processor time until the first figures could be shown. */
  first: number;
}

/** The same orders at the same pace through the core alone, each taken out after a day and two hours: what a replay's figure can be held against. */
function runBare({ length, workload }: EventsJob): EventsResult {
  const run = stream(prepared(workload), Math.floor(LIFE / GAP), 500);
  let [ms, mb] = [0, 0];
  let warm: { ms: number; steps: number } | null = null;
  for (let from = 0; from < length; from += 10_000) {
    const orders = ordersFor(run, Math.min(10_000, length - from));
    if (warm === null && from >= length / 2) warm = { ms, steps: run.steps };
    const begun = worked();
    feed(run, orders);
    ms += worked() - begun;
    mb = Math.max(mb, process.memoryUsage().rss / 1_048_576);
  }
  const before = warm ?? { ms: 0, steps: 0 };
  const steady = ((run.steps - before.steps) / (ms - before.ms)) * 1000;
  return { events: run.next, steps: run.steps, open: Math.min(run.open, length), ms, steady, mb, first: 0 };
}

/** One of four orders is assigned an hour later. Making the orders is not the sandbox's work: it is measured beside it. */
export function runEvents(job: EventsJob): EventsResult {
  if (job.bare === true) return runBare(job);
  const { length, workload, beside } = job;
  const after = prepared(workload, true);
  const replay = createReplay({ flow: "route", edges: [], after, before: beside ? prepared(workload) : null });
  const behind = HOUR / GAP;
  let [ms, first, mb, events, open] = [0, 0, 0, 0, 0];
  let warm: { ms: number; steps: number } | null = null;
  for (let from = 0; from < length; from += 10_000) {
    const orders = Array.from({ length: Math.min(10_000, length - from) }, (_, n) =>
      orderAt(from + n, START + (from + n) * GAP),
    );
    if (warm === null && from >= length / 2) warm = { ms, steps: replay.steps };
    const begun = worked();
    for (const [place, order] of orders.entries()) {
      const n = from + place;
      const at = order.received_at;
      replay.take({ type: "order_received", id: `r${n}`, at, order }, n % 4 === 0 ? 1 : 0);
      events += 1;
      const earlier = n - behind;
      if (earlier >= 0 && earlier % 4 === 0) {
        const evidence = { kind: "hand" as const };
        replay.take({ type: "state_asserted", id: `a${earlier}`, at, order: `O${earlier}`, to: "Assigned", evidence });
        events += 1;
      }
      if (n === 999) {
        replay.figures();
        first = worked() - begun;
      }
    }
    ms += worked() - begun;
    open = Math.max(open, replay.open);
    mb = Math.max(mb, process.memoryUsage().rss / 1_048_576);
  }
  const { steps } = replay;
  const before = warm ?? { ms: 0, steps: 0 };
  return { events, steps, open, ms, steady: ((steps - before.steps) / (ms - before.ms)) * 1000, mb, first };
}

/**
 * `lengths`: orders, ascending; each is run so many `times`, in turns, and of these the one of the median pace counts: a machine's own pace
 * moves by a quarter within a minute. `apart` runs a job in a process of its own.
 */
export async function eventFigures(
  { lengths, times }: { lengths: readonly number[]; times: number },
  apart: (job: EventsJob) => Promise<EventsResult>,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  const all = new Map<number, EventsResult[]>(lengths.map((length) => [length, []]));
  for (let time = 0; time < times; time += 1)
    for (const [length, ran] of all) ran.push(await apart({ length, workload: "watches", beside: false }));
  const runs = [...all].flatMap(([length, every]) => {
    const ran = every.sort((a, b) => a.steady - b.steady)[Math.floor(every.length / 2)];
    return ran === undefined ? [] : [{ length, ran, mb: Math.max(...every.map(({ mb }) => mb)) }];
  });
  for (const { length, ran } of runs) {
    const name = `merges, watches, counters, coverage: ${count(length)} orders, ${count(ran.open)} open, warm`;
    figures.push(
      { figure: name, value: ran.steady, unit: "events/s", goal: GOALS.eventsPerSecond },
      {
        figure: "  events of the history alone, from the start",
        value: (ran.events / ran.ms) * 1000,
        unit: "events/s",
      },
    );
  }
  const length = lengths[0] ?? 0;
  const bare = await apart({ length, workload: "watches", beside: false, bare: true });
  const beside = (runs[0]?.ran.steady ?? 0) / bare.steady;
  figures.push(
    {
      figure: `the bare core over ${count(length)} orders, ${count(bare.open)} open`,
      value: bare.steady,
      unit: "events/s",
    },
    { figure: "  a replay's pace, of the bare core's", value: beside, unit: "×" },
  );
  const [shortest, longest] = [runs[0]?.ran, runs.at(-1)?.ran];
  if (shortest && longest) {
    const name = "growth of an event's cost, shortest → longest history";
    const most = Math.max(...runs.map(({ mb }) => mb));
    figures.push(
      { figure: name, value: shortest.steady / longest.steady, unit: "×", goal: GOALS.growth },
      { figure: "memory at most", value: most, unit: "MB", goal: GOALS.memoryMb },
      {
        figure: "processor time until first figures (1,000 orders)",
        value: shortest.first,
        unit: "ms",
        goal: GOALS.firstMs,
      },
    );
  }
  for (const [workload, beside, name] of [
    ["merge", false, "merges and counters"],
    ["stateless", false, "stateless flow, event by event"],
    ["watches", true, "merges, watches, counters, two sides"],
  ] as const) {
    const ran = await apart({ length, workload, beside });
    figures.push({ figure: name, value: ran.steady, unit: "events/s" });
  }
  return figures;
}

const count = (orders: number): string => orders.toLocaleString("en");
