import { join } from "node:path";
import { compileFlow, type FlowDocument, type FlowNode, type Program } from "@switchyard/flow";
import { DEFAULT_SETTINGS, type Order } from "@switchyard/orders";
import { CHUNK_ROWS, chunkOfTexts, type Difference } from "@switchyard/sandbox";
import { openSqliteReader, type Replay, type StoreReader } from "@switchyard/store";
import { expect, test } from "vitest";
import { type House, openHouse, order } from "../testing/harness.ts";
import { canBeShared } from "./chunks.ts";
import { type Collected, Collector } from "./collect.ts";
import { columnsPath, makeColumns } from "./column-files.ts";
import type { ReplayJob, ReplayMessage, Share } from "./message.ts";
import { runReplay } from "./run.ts";

const START = Date.UTC(2026, 2, 1);
/** As many chunks as make two processes worth while. */
const ROWS = 16 * CHUNK_ROWS - 5000;
const ODD = 2 * CHUNK_ROWS + 7;

/** One is not as any intake gives orders, and waits to the end for somebody to look at it. */
function recorded(n: number): Order {
  const known = {
    ...{ id: `o${n}`, source: "shop", external_id: `E${n}`, received_at: START + n * 1000 },
    ...{ style_code: n % 3 === 0 ? "FJ1" : "KX1", channel: "web", amount: n % 1000, tags: [], lines: [] },
    ...{ customer_id: `C${n % 10}`, currency: "CNY", custom: {}, raw: {} },
  };
  return (n === ODD ? { ...known, channel: "odd", status: null } : known) as unknown as Order;
}

function stored(from: number, to: number) {
  const orders = Array.from({ length: to - from }, (_, row) => recorded(from + row));
  const texts = orders.map((one) => JSON.stringify(one));
  let end = 0;
  const ends = texts.map(({ length }) => (end += length));
  const bytes = Buffer.from(texts.join(""));
  const [at, following] = [orders.map((one) => one.received_at), orders.map(() => 0)];
  return chunkOfTexts({ bytes, ends, at, following, text: (start, stop) => bytes.toString("utf8", start, stop) });
}

const node = (id: string, more: object) => ({ id, position: { x: 0, y: 0 }, ...more }) as FlowNode;
const big = (value: number): FlowDocument => ({
  ...{ formatVersion: 1, name: "大单", brands: [], windows: [], patterns: [] },
  nodes: [
    node("in", { kind: "order_received" }),
    node("c", { kind: "condition", when: { type: "comparison", fact: "amount", operator: "ge", value }, missing: "not_met" }),
    node("yes", { kind: "route", destination: "rapid" }),
  ],
  edges: [
    { id: "e1", from: "in", port: "next", to: "c" },
    { id: "e2", from: "c", port: "met", to: "yes" },
  ],
}); // biome-ignore format: a drawing

function programOf(document: FlowDocument): Program {
  const result = compileFlow(document, { flow: "f", version: 1 });
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return result.program;
}

interface Long {
  house: House;
  reader: StoreReader;
  job: ReplayJob;
}

/** A data set of which only the columns are so long: the hash alone tells what they are of. */
async function history(rows: number): Promise<Long> {
  const house = await openHouse();
  const text = JSON.stringify(order("1", { ordered_at: "2026-03-01T00:00:00Z" }));
  const dataset = (await house.send("POST", "/api/v1/datasets", { name: "历史", format: "ndjson", text })).body.id;
  const workspace = (await house.get("/api/v1/workspace")).body.id;
  const location = join(house.folder, "switchyard.db");
  const reader = await openSqliteReader(location);
  const hash = (await reader.datasets.get(workspace, dataset))?.hash ?? "";
  const making = makeColumns(columnsPath(location, workspace, dataset), hash);
  for (let n = 0; n < rows; n += CHUNK_ROWS) making.addChunk(stored(n, Math.min(rows, n + CHUNK_ROWS)));
  making.finish();
  const source = { workspace, dataset, journalTo: null, brands: [], channels: ["web"], receptionOnly: false };
  const [after, before] = [big(300), big(310)];
  const about = { location, source, settings: DEFAULT_SETTINGS, flow: "f", edges: after.edges, looks: false };
  const job = { ...about, after: [programOf(after)], before: [programOf(before)], variants: null, focus: null };
  return { house, reader, job };
}

async function messagesOf(reader: StoreReader, job: ReplayJob): Promise<ReplayMessage[]> {
  const messages: ReplayMessage[] = [];
  // What is reported is written to no more, as if it had left the process.
  await runReplay(reader, job, { report: async (message) => void messages.push(structuredClone(message)) });
  return messages;
}

interface Whole extends Pick<Collected, "digest" | "result"> {
  differences: Difference[];
}

/** `turns`: whose message comes next. */
function collected(shares: ReplayMessage[][], turns: (turn: number) => number): Whole {
  const collector = new Collector(shares.length);
  const differences: Difference[] = [];
  let last: Collected | null = null;
  for (let turn = 0; shares.some(({ length }) => length > 0); turn += 1) {
    const part = turns(turn) % shares.length;
    const message = shares[part]?.shift();
    if (message?.kind !== "progress") continue;
    last = collector.take(part, message);
    differences.push(...last.differences);
  }
  if (last === null) throw new Error("nothing was reported");
  return { digest: last.digest, result: last.result, differences };
}

async function byOne({ reader, job }: Long): Promise<Whole> {
  return collected([await messagesOf(reader, job)], () => 0);
}
const SHARES: Share[] = [0, 1].map((part) => ({ part, of: 2 }));

/** By the server's own processes. */
async function served({ house, job }: Long, id: string): Promise<Replay> {
  const { ctx } = house;
  const about = { flow: "f", version: "draft", revision: 1, dataset: job.source.dataset, from: null, to: null };
  const state = { status: "running" as const, total: 0, processed: 0, startedAt: 0, finishedAt: null, result: null };
  const rest = { error: null, spec: {}, digest: null, againOf: null, restarts: 0 };
  ctx.replays.start({ id, ...about, ...state, ...rest }, job);
  for (;;) {
    const stored = ctx.replays.get(id) === null ? await ctx.store.read.replays.get(ctx.workspace.id, id) : null;
    if (stored !== null) return stored;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test("shares of a replay make the bytes of the whole, however their reports come in; so do shares of a sweep", async () => {
  const long = await history(3 * CHUNK_ROWS - 5000);
  const { reader, job } = long;
  const whole = await byOne(long);
  expect(whole.result.stored).toBe(whole.differences.length);
  expect(whole.differences.length).toBeGreaterThan(100);
  const shared = await Promise.all(SHARES.map((share) => messagesOf(reader, { ...job, share })));
  for (const turns of [(turn: number) => turn, (turn: number) => (turn < 1000 ? 1 : 0), (turn: number) => turn >> 2])
    expect(collected(structuredClone(shared), turns)).toEqual(whole);
  const sweep = { ...job, before: null, variants: [programOf(big(100)), programOf(big(900))] };
  const swept = await Promise.all(SHARES.map((share) => messagesOf(reader, { ...sweep, share })));
  expect(collected(swept, (turn) => turn)).toEqual(await byOne({ ...long, job: sweep }));
  // Starting another process for so little would take longer than it saves.
  expect(await canBeShared(reader, job.location, job.source)).toBe(false);
  await reader.close();
});

test("a long replay is shared by two processes; where an order waits, one runs it after all", {
  timeout: 300_000,
}, async () => {
  const long = await history(ROWS);
  const { reader, job } = long;
  expect((await messagesOf(reader, { ...job, most: 2 }))[0]).toEqual({ kind: "shares", of: 2 });
  expect((await served(long, "r1")).digest).toBe((await byOne(long)).digest);
  const odd = { ...long, job: { ...job, source: { ...job.source, channels: [] } } };
  expect((await messagesOf(reader, { ...odd.job, share: { part: 0, of: 2 } })).at(-1)).toEqual({ kind: "together" });
  const together = await served(odd, "r2");
  expect([together.status, together.processed]).toEqual(["done", ROWS]);
  await reader.close();
});
