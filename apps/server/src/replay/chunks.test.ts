import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { prepare } from "@switchyard/engine";
import { compileFlow, type FlowDocument, type FlowNode } from "@switchyard/flow";
import { DEFAULT_SETTINGS } from "@switchyard/orders";
import { createReplay, type Difference } from "@switchyard/sandbox";
import { openSqliteReader, type StoreReader } from "@switchyard/store";
import { expect, test } from "vitest";
import { type House, openHouse, order } from "../testing/harness.ts";
import { prepareDataset, readChunks } from "./chunks.ts";
import { columnsPath, removeColumns } from "./column-files.ts";
import { type HistorySource, readHistory } from "./history.ts";

const day = (n: number, hour: number) =>
  `2026-03-${String(n).padStart(2, "0")}T${String(hour).padStart(2, "0")}:00:00+08:00`;

/** Some orders are told more of, some at the very instant at which others come. */
const ORDERS = Array.from({ length: 300 }, (_, n) =>
  order(String(n), {
    ordered_at: day(1 + Math.floor(n / 20), n % 7),
    ...(n % 4 === 0 ? { brand: "品牌A" } : n % 4 === 1 ? { brand: "品牌B" } : {}),
    style_code: n % 3 === 0 ? `FJ${n}` : `KX${n}`,
    customer_id: `C${n % 5}`,
    channel: n % 2 === 0 ? "douyin" : "jd",
    amount: n * 100,
    ...(n % 10 === 0 ? { paid_at: day(2 + Math.floor(n / 20), n % 7) } : {}),
    ...(n % 25 === 0 ? { shipped_at: day(3 + Math.floor(n / 20), 5) } : {}),
  }),
);

const node = (id: string, more: object) => ({ id, position: { x: 0, y: 0 }, ...more }) as FlowNode;
const drawing = (destination: string, merges: boolean): FlowDocument => ({
  ...{ formatVersion: 1, name: "f", brands: [], windows: [], patterns: [] },
  nodes: [
    node("in", { kind: "order_received" }),
    node("fj", { kind: "condition", when: { type: "comparison", fact: "style_code", operator: "starts_with", value: "FJ" }, missing: "not_met" }),
    node("a", { kind: "route", destination }),
    node("big", { kind: "condition", when: { type: "comparison", fact: "brand", operator: "is", value: "品牌A" }, missing: "port" }),
    node("tell", { kind: "alert", to: ["ops"], channel: "inbox", level: 2, text: "big" }),
    merges
      ? node("join", { kind: "merge", by: ["customer_id"], window: { amount: 24, unit: "hour", clock: "natural" } })
      : node("join", { kind: "tag", tag: "x" }),
  ],
  edges: [
    { id: "e0", from: "in", port: "next", to: "fj" },
    { id: "e1", from: "fj", port: "met", to: "a" },
    { id: "e2", from: "fj", port: "not_met", to: "big" },
    { id: "e3", from: "big", port: "met", to: "tell" },
    { id: "e4", from: "big", port: "not_met", to: "join" },
  ],
}); // biome-ignore format: a drawing

function programOf(doc: FlowDocument) {
  const result = compileFlow(doc, { flow: "f", version: 1 });
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return [result.program];
}

async function replayed(reader: StoreReader, source: HistorySource, merges: boolean, location: string | null) {
  const differences: Difference[] = [];
  const replay = createReplay({
    ...{ flow: "f", edges: drawing("rapid", merges).edges, looks: true },
    after: prepare(programOf(drawing("rapid", merges)), DEFAULT_SETTINGS),
    before: prepare(programOf(drawing("normal", merges)), DEFAULT_SETTINGS, { trace: false }),
    onDifference: (one) => differences.push(one),
  });
  const seen = { events: 0, firstAt: Number.POSITIVE_INFINITY, lastAt: 0 };
  if (location === null) {
    for await (const piece of readHistory(reader, source)) {
      for (const { event, following } of piece) {
        replay.take(event, following);
        seen.events += 1;
        seen.firstAt = Math.min(seen.firstAt, event.at);
        seen.lastAt = event.at;
      }
    }
  } else {
    for await (const { chunk, news, events, firstAt, lastAt } of readChunks(reader, location, source)) {
      replay.takeChunk(chunk, news);
      seen.events += events;
      seen.firstAt = Math.min(seen.firstAt, firstAt);
      seen.lastAt = lastAt;
    }
  }
  replay.finish(seen.lastAt);
  return JSON.stringify({ seen, figures: replay.figures(), differences });
}

async function houseWithData(): Promise<{ house: House; dataset: string; location: string; reader: StoreReader }> {
  const house = await openHouse();
  const text = ORDERS.map((one) => JSON.stringify(one)).join("\n");
  const sent = await house.send("POST", "/api/v1/datasets", { name: "历史", format: "ndjson", text });
  expect(sent.body.good).toBe(ORDERS.length);
  const location = join(house.folder, "switchyard.db");
  return { house, dataset: sent.body.id, location, reader: await openSqliteReader(location) };
}

test("a data set read in columns is replayed to the same bytes as event by event, whole or narrowed, prepared or not", async () => {
  const { house, dataset, location, reader } = await houseWithData();
  const workspace = (await house.get("/api/v1/workspace")).body.id;
  const whole: HistorySource = { workspace, dataset, journalTo: null, brands: [], channels: [], receptionOnly: false };
  const path = columnsPath(location, workspace, dataset);
  const from = Date.parse(day(5, 3));
  const narrowed: Partial<HistorySource>[] = [
    {}, { receptionOnly: true }, { from }, { to: from }, { from, to: from + 86_400_000 * 3 }, { brands: ["品牌A"] },
    { channels: ["jd"], receptionOnly: true }, { brands: ["nobody"] },
  ]; // biome-ignore format: a list
  for (const merges of [false, true]) {
    for (const more of narrowed) {
      const source = { ...whole, ...more };
      const byEvent = await replayed(reader, source, merges, null);
      removeColumns(location, workspace, dataset);
      expect(await replayed(reader, source, merges, location)).toBe(byEvent);
      // Only a reading of the whole prepares it.
      expect(existsSync(path)).toBe(Object.keys(more).length === 0);
      await prepareDataset(reader, location, workspace, dataset);
      expect(await replayed(reader, source, merges, location)).toBe(byEvent);
    }
  }
  expect(readdirSync(join(house.folder, "columns"))).toHaveLength(1);
  await reader.close();
});

test("where no copy can be made, a replay goes on without", async () => {
  const { house, dataset, location, reader } = await houseWithData();
  const workspace = (await house.get("/api/v1/workspace")).body.id;
  const source: HistorySource = { workspace, dataset, journalTo: null, brands: [], channels: [], receptionOnly: false };
  writeFileSync(join(house.folder, "columns"), "a file where the folder should be");
  expect(await replayed(reader, source, false, location)).toBe(await replayed(reader, source, false, null));
  await reader.close();
});

test("what was prepared of other content, or not to its end, is prepared anew; the copy goes with its data set", async () => {
  const { house, dataset, location, reader } = await houseWithData();
  const workspace = (await house.get("/api/v1/workspace")).body.id;
  expect(await prepareDataset(reader, location, workspace, dataset)).toBe(ORDERS.length);
  expect(await prepareDataset(reader, location, workspace, dataset)).toBeNull();
  const path = columnsPath(location, workspace, dataset);
  writeFileSync(path, "not columns at all, but long enough");
  expect(await prepareDataset(reader, location, workspace, dataset)).toBe(ORDERS.length);
  expect((await house.send("DELETE", `/api/v1/datasets/${dataset}`, {})).status).toBeLessThan(300);
  expect(existsSync(path)).toBe(false);
  await reader.close();
});
