/** `pnpm bench:web [--json] [--size 1000] [--only pan,edit] [--quick]`: the designer in a real Chromium, bare React Flow beside it in the same run. */
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import type { FlowDocument } from "@switchyard/flow";
import { launch, type Running } from "../http/processes.ts";
import { type Figure, printTable, report, round } from "../report.ts";
import { makeDrawing } from "./drawing.ts";
import { type Frames, gesturesOn } from "./gestures.ts";
import { GOALS } from "./goals.ts";
import { openPage, typeName } from "./page.ts";
import { startPeer } from "./peer-server.ts";
import { COLUMNS, makeTable, ROWS, type Sheet, workOnTable } from "./table.ts";

const isJson = process.argv.includes("--json");
const asked = Number(process.argv[process.argv.indexOf("--size") + 1]);
const SIZES = ([1000, 3000] as const).filter((size) => !process.argv.includes("--size") || size === asked);
const OPENINGS = process.argv.includes("--quick") ? 1 : 3;
const MOST_PASSES = OPENINGS;
/** A few of the gestures, or `edit`, without the rest. */
const ONLY = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1]?.split(",") : undefined;
const isAsked = (name: string) => ONLY?.includes(name) ?? true;
const GESTURES = (["pan", "dragOne", "dragMany", "zoom"] as const).filter(isAsked);
const NAMES = { pan: "pan", dragOne: "drag one card", dragMany: "drag a selection", zoom: "zoom out and in" } as const;
const ROOT = join(import.meta.dirname, "../../../..");

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const p95 = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? NaN;

async function startServer(dataDir: string): Promise<Running> {
  return launch({
    name: "Switchyard",
    args: [join(ROOT, "apps/server/dist/main.js")],
    env: { DATA_DIR: dataDir, EXAMPLES_DIR: join(dataDir, "no-examples"), LOG_LEVEL: "warn" },
    path: "/",
  });
}

async function storeFlow({ port }: Running, document: FlowDocument): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/flows`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: document.name, document }),
  });
  if (!answer.ok) throw new Error(`the flow was refused: ${await answer.text()}`);
  const { id } = (await answer.json()) as { id: string };
  return `http://127.0.0.1:${port}/flows/${id}`;
}

type Gesture = (typeof GESTURES)[number];
interface Measured {
  open: number;
  gestures: Record<Gesture, Frames>;
  turns: Record<Gesture, number>;
  held: number;
  edits: number[];
}

const better = (a: Frames, b: Frames | undefined) =>
  b === undefined || a.p95 < b.p95 || (a.p95 === b.p95 && a.cost < b.cost);

/** The middle of three openings, each with an empty cache. */
async function measureOpen(browser: Browser, url: string): Promise<number> {
  const opens: number[] = [];
  for (let turn = 0; turn < OPENINGS; turn += 1) {
    const { page, took } = await openPage(browser, url);
    opens.push(took);
    await page.context().close();
  }
  return median(opens);
}

interface Measure {
  /** A drawing of its own for each pass: who edited one holds it for half a minute. */
  address: () => Promise<string>;
  edit?: (page: Page) => Promise<number[]>;
  /** How often the peer's gestures were done: the same chances for both. */
  turns?: Record<Gesture, number>;
}

/**
 * Each gesture in its best of the passes: other work on the machine only ever adds. So what has met its goal once is not done
 * again, and a second pass repeats the others alone.
 */
async function measure(browser: Browser, { address, edit, turns }: Measure): Promise<Measured> {
  const open = await measureOpen(browser, await address());
  const best = new Map<Gesture, Frames>();
  const done: Record<Gesture, number> = { pan: 0, dragOne: 0, dragMany: 0, zoom: 0 };
  let edits: number[] = [];
  let held = 0;
  const isLeft = (name: Gesture) => {
    const frames = best.get(name);
    return turns ? done[name] < turns[name] : frames === undefined || frames.p95 > GOALS[name].atMost;
  };
  const editLeft = () => edit !== undefined && !(p95(edits) <= GOALS.edit.atMost);
  for (let pass = 0; pass < MOST_PASSES && (GESTURES.some(isLeft) || editLeft()); pass += 1) {
    const { page } = await openPage(browser, await address());
    await page.waitForTimeout(800);
    if (edit && editLeft()) {
      const typed = await edit(page);
      if (!(p95(edits) <= p95(typed))) edits = typed;
    }
    const hand = await gesturesOn(page);
    for (const name of GESTURES.filter(isLeft)) {
      const frames = await hand[name]();
      done[name] += 1;
      if ("held" in frames) held = Number(frames.held);
      if (better(frames, best.get(name))) best.set(name, frames);
    }
    await page.context().close();
  }
  return { open, gestures: Object.fromEntries(best) as Record<Gesture, Frames>, turns: done, held, edits };
}

async function measureTable(browser: Browser, address: () => Promise<string>): Promise<Sheet> {
  const sheets: Sheet[] = [];
  const met = ({ keys, paste }: Sheet) =>
    p95(keys) <= GOALS.table.key.atMost && paste.freeze <= GOALS.table.freeze.atMost;
  while (sheets.length < MOST_PASSES && !sheets.some(met)) {
    const { page } = await openPage(browser, await address());
    await page.waitForTimeout(800);
    sheets.push(await workOnTable(page));
    await page.context().close();
  }
  const [best] = sheets.sort((a, b) => p95(a.keys) - p95(b.keys));
  if (!best) throw new Error("no pass");
  return sheets.find(met) ?? best;
}

const dataDir = mkdtempSync(join(tmpdir(), "switchyard-bench-web-"));
const server = await startServer(dataDir);
const peer = await startPeer();
const browser = await chromium.launch({
  executablePath: process.env.SWITCHYARD_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
});
const figures: Figure[] = [];
const rows: string[][] = [];
try {
  for (const size of SIZES) {
    const ours = await measure(browser, {
      address: () => storeFlow(server, makeDrawing(size)),
      ...(isAsked("edit") ? { edit: typeName } : {}),
    });
    const bare = await measure(browser, { address: async () => peer.url(size), turns: ours.turns });
    const put = (figure: string, value: number, goal?: { atMost: number }) =>
      figures.push({ figure: `${size} nodes: ${figure}`, value, unit: "ms", ...(goal ? { goal } : {}) });
    put("open", ours.open, GOALS.open[size]);
    rows.push([`${size} open`, round(ours.open), "", "", round(bare.open), "", ""]);
    for (const name of GESTURES) {
      const mine = ours.gestures[name];
      const theirs = bare.gestures[name];
      put(`${NAMES[name]}, frame p95`, mine.p95, GOALS[name]);
      const what = name === "dragMany" ? `${NAMES[name]} of ${ours.held} (bare ${bare.held})` : NAMES[name];
      rows.push([`${size} ${what}`, ...cells(mine), ...cells(theirs)]);
    }
    if (isAsked("edit")) put("edit to paint, p95", p95(ours.edits), GOALS.edit);
  }
  if ((!process.argv.includes("--size") && !ONLY) || process.argv.includes("--table")) {
    const { keys, paste } = await measureTable(browser, () => storeFlow(server, makeTable()));
    const table = `table of ${ROWS} × ${COLUMNS}`;
    figures.push(
      { figure: `${table}: key to paint, p95`, value: p95(keys), unit: "ms", goal: GOALS.table.key },
      { figure: `${table}: all of it pasted, to paint`, value: paste.took, unit: "ms", goal: GOALS.table.freeze },
      {
        figure: `${table}: all of it pasted, longest freeze`,
        value: paste.freeze,
        unit: "ms",
        goal: GOALS.table.freeze,
      },
    );
  }
} finally {
  await browser.close();
  peer.stop();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
if (!isJson) {
  printTable(["ms", "p95", "worst", "CPU a frame", "bare: p95", "worst", "CPU a frame"], rows);
  console.log(`\nload of the machine: ${loadavg().map(round).join(" ")}\n`);
}
report(figures);

function cells({ p95: frame, worst, cost }: Frames): string[] {
  return [frame, worst, cost].map(round);
}
