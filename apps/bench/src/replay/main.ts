/**
 * `pnpm bench:replay [--orders 10000000] [--events 100000,1000000] [--times 3] [--tables 1000000] [--data FOLDER] [--json]`: every line of
 * performance.md about replays. By default a million orders (fewer end before code is warm), scaled up in the lines that are about ten
 * million, and a hundred thousand and a million event by event, three times in turns, of which the medians count. Paces are those of warm
 * code: the first quarter of a run, event by event its first half, counts only in the seconds of ten million. `--tables`: orders of the
 * lines about SQLite (ten million take 7 GB of disk). `--only-events`, `--only-columns`: nothing but the lines of events, of prepared
 * columns. `--data FOLDER`: histories are made there if they are not there yet, and stay; `--only-data` makes them and measures nothing.
 * Times are of the processor: on a busy machine the wall clock tells of the others too.
 */
import { execFile, fork } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createReplay, type ReplayFigures } from "@switchyard/sandbox";
import { type Figure, report } from "../report.ts";
import { writeColumnFile, writeTables } from "./data.ts";
import { type EventsJob, type EventsResult, eventFigures, runEvents } from "./events.ts";
import { GOALS } from "./goals.ts";
import { type PartJob, type PartResult, runPart } from "./part.ts";
import { hundredRules, preparedRules, ruleOrder } from "./rules.ts";

const argument = (name: string): string | undefined =>
  process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined;
const SELF = fileURLToPath(import.meta.url);
/** As the server gives a replay (`HEAP` of apps/server/src/replay/replays.ts). */
const ARGS = [
  "--conditions=@switchyard/source",
  "--max-old-space-size=640",
  "--max-semi-space-size=32",
  "--heap-growing-percent=200",
  "--single-threaded-gc",
];

async function apart(name: "--job" | "--run", about: PartJob | EventsJob): Promise<unknown> {
  const args = [...ARGS, SELF, name, JSON.stringify(about)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 28 });
  return JSON.parse(stdout);
}
const partOf = async (about: PartJob) => (await apart("--job", about)) as PartResult;
const runOf = async (about: EventsJob) => (await apart("--run", about)) as EventsResult;

async function main(): Promise<void> {
  const orders = Number(argument("--orders") ?? 1_000_000);
  const lengths = (argument("--events") ?? "100000,1000000").split(",").map(Number);
  const events = { lengths, times: Number(argument("--times") ?? 3) };
  agree();
  const tables = Number(argument("--tables") ?? orders);
  const kept = argument("--data");
  const folder = kept ?? mkdtempSync(join(tmpdir(), "switchyard-bench-"));
  mkdirSync(folder, { recursive: true });
  try {
    if (process.argv.includes("--only-events")) return report(await eventFigures(events, runOf));
    made(folder, "orders.columns", { count: orders, write: writeColumnFile });
    if (process.argv.includes("--only-columns")) return report(await columnFigures(folder, orders));
    made(folder, "orders.db", { count: tables, write: writeTables });
    if (process.argv.includes("--only-data")) return;
    report([
      ...(await tableFigures(folder, tables)),
      ...(await columnFigures(folder, orders)),
      ...(await eventFigures(events, runOf)),
    ]);
  } finally {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** A history is whole when it has its name: what a run left that was ended stands beside it. */
function made(folder: string, name: string, { count, write }: { count: number; write: typeof writeTables }): void {
  const path = historyIn(folder, name, count);
  if (existsSync(path)) return;
  write(`${path}.unfinished`, count);
  renameSync(`${path}.unfinished`, path);
}
const historyIn = (folder: string, name: string, count: number) => join(folder, `${count}-${name}`);

const TEN_MILLION = 10_000_000;
/** Seconds of the processor, where both cores are this run's own: what was done, and the rest at the pace of warm code. */
const workedFor = (parts: readonly PartResult[]) =>
  Math.max(
    ...parts.map(({ worked, steady, orders }) => worked + steady * Math.max(0, TEN_MILLION / parts.length - orders)),
  ) / 1000;
const wallFor = (parts: readonly PartResult[], orders: number) =>
  (Math.max(...parts.map(({ wall }) => wall)) / 1000) * (TEN_MILLION / orders);
const memoryOf = (parts: readonly PartResult[]) => parts.reduce((sum, { mb }) => sum + mb, 0);
/** Of warm code. */
const rate = ({ steady }: PartResult) => 1000 / steady;

async function inTwo(
  about: Omit<PartJob, "part" | "parts" | "readsOnly" | "asColumns">,
): Promise<[PartResult, PartResult]> {
  const part = (n: number) => partOf({ ...about, part: n, parts: 2, readsOnly: false });
  return await Promise.all([part(0), part(1)]);
}
const alone = (about: Omit<PartJob, "part" | "parts">) => partOf({ ...about, part: 0, parts: 1 });

async function tableFigures(folder: string, orders: number): Promise<Figure[]> {
  const path = historyIn(folder, "orders.db", orders);
  const [read, decided] = [
    await alone({ from: "table", path, orders, readsOnly: true }),
    await alone({ from: "table", path, orders, readsOnly: false }),
  ];
  const columns = await alone({ from: "table", path, orders, readsOnly: true, asColumns: true });
  const json = [
    await alone({ from: "json", path, orders, readsOnly: true, asColumns: true }),
    await alone({ from: "json", path, orders, readsOnly: false }),
  ] as const;
  const both = await inTwo({ from: "json", path, orders });
  sameCounts(decided.figures, both);
  const seconds = workedFor(both);
  return [
    {
      figure: `a table's columns read alone, one core, ${orders.toLocaleString("en")} orders`,
      value: rate(read),
      unit: "orders/s",
    },
    { figure: "read and decided by 100 rules", value: rate(decided), unit: "orders/s" },
    {
      figure: "decided ÷ read alone: SQLite's columns",
      value: rate(decided) / rate(read),
      unit: "×",
      goal: GOALS.ofReading,
    },
    { figure: "  decided ÷ read into columns, texts told apart", value: rate(decided) / rate(columns), unit: "×" },
    { figure: "rows of JSON read and decided by 100 rules, one core", value: rate(json[1]), unit: "orders/s" },
    { figure: "  decided ÷ a table's columns read alone", value: rate(json[1]) / rate(read), unit: "×" },
    {
      figure: "  decided ÷ read into the columns that the rules ask for",
      value: rate(json[1]) / rate(json[0]),
      unit: "×",
    },
    {
      figure: "10 M × 100 rules, SQLite rows of JSON, two processes",
      value: seconds,
      unit: "s",
      goal: GOALS.tenMillion.json,
    },
    { figure: "  by the wall clock, whatever else runs", value: wallFor(both, orders), unit: "s" },
    { figure: "memory of both", value: memoryOf(both), unit: "MB", goal: GOALS.memoryMb },
    { figure: "first figures after reading began", value: both[0].first, unit: "ms", goal: GOALS.firstMs },
  ];
}

async function columnFigures(folder: string, orders: number): Promise<Figure[]> {
  const path = historyIn(folder, "orders.columns", orders);
  const [read, decided] = [
    await alone({ from: "columns", path, orders, readsOnly: true }),
    await alone({ from: "columns", path, orders, readsOnly: false }),
  ];
  const both = await inTwo({ from: "columns", path, orders });
  sameCounts(decided.figures, both);
  const seconds = workedFor(both);
  return [
    {
      figure: `prepared columns read alone, one core, ${orders.toLocaleString("en")} orders`,
      value: rate(read),
      unit: "orders/s",
    },
    { figure: "read and decided by 100 rules", value: rate(decided), unit: "orders/s" },
    { figure: "  decided ÷ read alone, where reading is nearly nothing", value: rate(decided) / rate(read), unit: "×" },
    { figure: "bytes of an order", value: statSync(path).size / orders, unit: "B" },
    {
      figure: "10 M × 100 rules, prepared columns, two processes",
      value: seconds,
      unit: "s",
      goal: GOALS.tenMillion.columns,
    },
    { figure: "  by the wall clock, whatever else runs", value: wallFor(both, orders), unit: "s" },
    { figure: "memory of both", value: memoryOf(both), unit: "MB", goal: GOALS.memoryMb },
    { figure: "first figures after reading began", value: decided.first, unit: "ms", goal: GOALS.firstMs },
    {
      figure: "cancel: from the request until the process is gone",
      value: await cancelMs(path, orders),
      unit: "ms",
      goal: GOALS.cancelMs,
    },
  ];
}

/** What the server does: it kills the process in the middle of its work, here when its first figures are there. */
function cancelMs(path: string, orders: number): Promise<number> {
  const about: PartJob = { from: "columns", path, part: 0, parts: 1, readsOnly: false, orders };
  return new Promise((resolve, reject) => {
    const child = fork(SELF, ["--job", JSON.stringify(about)], { execArgv: ARGS, stdio: "ignore" });
    let asked: number | null = null;
    child.once("message", () => {
      asked = performance.now();
      child.kill("SIGKILL");
    });
    child.once("exit", (_, signal) => {
      if (asked === null || signal !== "SIGKILL") reject(new Error("the run to be cancelled ended before"));
      else resolve(performance.now() - asked);
    });
  });
}

/** The figures mean something only if both ways decide alike. */
function agree(): void {
  const count = 3000;
  const replay = createReplay({
    flow: "rules",
    edges: hundredRules().edges,
    after: preparedRules(),
    before: null,
    looks: false,
  });
  for (let n = 0; n < count; n += 1) {
    const order = ruleOrder(n);
    replay.take({ type: "order_received", id: `${order.id}/received`, at: order.received_at, order }, 0);
  }
  replay.finish(0);
  const folder = mkdtempSync(join(tmpdir(), "switchyard-bench-"));
  try {
    const [columns, tables] = [join(folder, "a.columns"), join(folder, "a.db")];
    writeColumnFile(columns, count);
    writeTables(tables, count);
    for (const from of ["columns", "table", "json"] as const) {
      const path = from === "columns" ? columns : tables;
      const { figures } = runPart({ from, path, part: 0, parts: 1, readsOnly: false, orders: count });
      if (JSON.stringify(figures) !== JSON.stringify(replay.figures()))
        throw new Error(`${from} decides otherwise than the engine`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Parts of a history add up to the whole. */
function sameCounts(whole: ReplayFigures | null, parts: readonly PartResult[]): void {
  const sum = (of: (figures: ReplayFigures) => number) =>
    parts.reduce((total, { figures }) => total + (figures ? of(figures) : 0), 0);
  const counts: ((figures: ReplayFigures) => number)[] = [
    ({ orders }) => orders,
    ({ after }) => after.decided,
    ({ after }) => after.alerts[1] ?? 0,
    ({ after }) => after.destinations.normal ?? 0,
    ({ missing }) => missing.province ?? 0,
  ];
  for (const of of counts)
    if (whole === null || of(whole) !== sum(of)) throw new Error("the parts do not add up to the whole");
}

const job = argument("--job");
const run = argument("--run");
if (run !== undefined) console.log(JSON.stringify(runEvents(JSON.parse(run) as EventsJob)));
else if (job !== undefined) console.log(JSON.stringify(runPart(JSON.parse(job) as PartJob)));
else await main();
