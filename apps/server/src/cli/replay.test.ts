import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { CORE_RULES } from "@switchyard/engine";
import { compileFlow } from "@switchyard/flow";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { fjFlow, openHouse, order, publish, temporaryFolder } from "../testing/harness.ts";
import { evaluateCommand } from "./evaluate.ts";
import { replayCommand } from "./replay.ts";

test("replay answers by its exit code: no difference, more than allowed, not understood; and writes a report", {
  timeout: 120_000,
}, async () => {
  const house = await openHouse();
  const flow = await publish(house);
  const file = join(house.folder, "orders.ndjson");
  const orders = ["FJ1", "AB1", "FJ2"].map((style_code, n) =>
    order(String(n), { ordered_at: "2026-03-01T10:00:00+08:00", style_code }),
  );
  writeFileSync(file, orders.map((one) => JSON.stringify(one)).join("\n"));
  const request = ((url: string, init: RequestInit) => house.app.request(url, init)) as unknown as typeof fetch;
  const out = join(house.folder, "report.json");
  const ask = {
    server: "http://here",
    again: null,
    flow,
    version: "draft",
    against: "live",
    data: file,
    out,
    limit: 0,
    key: null,
    ...{ since: null, until: null, brands: [], channels: [] },
  };
  const same = await replayCommand(ask, request);
  expect([same.code, same.text.split("\n")[0]]).toEqual([0, "  3 张订单，0 张的决定不同（允许 0）"]);

  const rapid = { ...fjFlow().nodes[2], destination: "wh-guangzhou" };
  const operations = [{ type: "update_node", id: "rapid", node: rapid }];
  await house.send("PATCH", `/api/v1/flows/${flow}/draft`, { revision: 1, operations });
  expect((await replayCommand(ask, request)).code).toBe(1);
  expect(JSON.parse(readFileSync(out, "utf8"))).toMatchObject({
    differences: { total: 2 },
    digest: expect.any(String),
  });
  const { id } = JSON.parse(readFileSync(out, "utf8"));
  const repeated = await replayCommand({ ...ask, again: id }, request);
  expect([repeated.code, repeated.text]).toEqual([0, expect.stringContaining("与原结果逐字节相同")]);
  // As if it had been stored by a program with other rules of the core.
  const db = new Database(join(house.folder, "switchyard.db"));
  db.prepare("update replays set digest = 'other', spec = json_set(spec, '$.rules', 3) where replay_id = ?").run(id);
  db.close();
  const other = await replayCommand({ ...ask, again: id }, request);
  expect([other.code, other.text]).toEqual([1, expect.stringContaining(`原来第 3 版，现在第 ${CORE_RULES} 版`)]);
  expect((await replayCommand({ ...ask, again: "none" }, request)).code).toBe(2);
  // By the flow's name, over whole days of the workspace's zone, both included.
  const narrowed = { ...ask, flow: "快反", since: "2026-03-01", until: "2026-03-01", limit: 2 };
  const passed = await replayCommand(narrowed, request);
  expect([passed.code, passed.text.split("\n")[0]]).toEqual([0, "  3 张订单，2 张的决定不同（允许 2）"]);
  const { from, to } = JSON.parse(readFileSync(out, "utf8"));
  expect([from, to]).toEqual([Date.parse("2026-03-01T00:00:00+08:00"), Date.parse("2026-03-02T00:00:00+08:00")]);
  expect((await replayCommand({ ...ask, flow: "none" }, request)).code).toBe(2);
  // The same file is one data set, however often it is given.
  expect((await house.get("/api/v1/datasets")).body.items).toHaveLength(1);
  expect((await replayCommand({ ...ask, since: "soon" }, request)).code).toBe(2);
  const nobody = () => Promise.reject(new TypeError("fetch failed"));
  expect(await replayCommand(ask, nobody)).toMatchObject({ code: 1, text: expect.stringContaining("http://here") });
  const bad = join(house.folder, "orders.xlsx");
  writeFileSync(bad, "no workbook");
  expect((await replayCommand({ ...ask, data: bad }, request)).code).toBe(2);
});

test("replay says by code 2 what it cannot use, before anything runs, and that no order was replayed", {
  timeout: 120_000,
}, async () => {
  const house = await openHouse();
  const flow = await publish(house);
  const asked: string[] = [];
  const request = ((url: string, init: RequestInit) => {
    asked.push(`${init.method} ${url}`);
    return house.app.request(url, init);
  }) as unknown as typeof fetch;
  const file = join(house.folder, "三月.ndjson");
  const good = JSON.stringify(order("1", { ordered_at: "2026-03-01T10:00:00+08:00" }));
  writeFileSync(file, `${good}\nnonsense\n`);
  const ask = {
    ...{ server: "http://here", again: null, flow, version: "draft", against: "live", data: file, out: null },
    ...{ limit: 0, key: null, since: null, until: null, brands: [] as string[], channels: [] as string[] },
  };
  const end = async (other: Partial<typeof ask> | { out: string }) => {
    const { code, text } = await replayCommand({ ...ask, ...other }, request);
    return `${code} ${text}`;
  };
  const nowhere = join(house.folder, "none", "report.json");
  expect(await end({ out: nowhere })).toMatch(/^2 .*没有找到 .*none/);
  expect(await end({ out: house.folder })).toMatch(/^2 .*是文件夹，不是文件/);
  expect(asked).toEqual([]);
  expect(await end({ data: join(house.folder, "none.csv") })).toMatch(/^2 .*none\.csv 既不是文件，也不是历史数据/);
  expect(await end({ data: house.folder })).toMatch(/^2 .*既不是文件，也不是历史数据/);
  expect(await end({ version: "newest" })).toMatch(/^2 [\s\S]*version: 写法不对/);
  // Rows that could not be read are told; the data set is found again by its name.
  expect(await end({})).toMatch(/^0 [\s\S]*有 1 行没有读入/);
  expect(await end({ data: "三月.ndjson" })).toMatch(/^0 .*1 张订单/);
  expect(await end({ brands: ["写错的品牌"] })).toMatch(/^2 .*没有一张订单可回放/);
  // A proxy that answers in the server's place.
  const proxy = async () => new Response("<html>Bad gateway</html>", { status: 502 });
  expect(await replayCommand(ask, proxy)).toEqual({ code: 1, text: "  HTTP 502" });
});

test("evaluate decides each line alone; a line that is no order is told and counts", async () => {
  const folder = temporaryFolder();
  const compiled = compileFlow(fjFlow(), { flow: "f", version: 1 });
  const program = join(folder, "program.json");
  writeFileSync(program, JSON.stringify(compiled.ok ? compiled.program : null));
  const lines: string[] = [];
  const run = (text: string) =>
    evaluateCommand({ program, now: Date.UTC(2026, 2, 1) }, Readable.from([text]), (line) => lines.push(line));
  const good = [order("1", { style_code: "FJ1" }), order("2", { style_code: "AB" })].map((one) => JSON.stringify(one));
  expect((await run(good.join("\n"))).code).toBe(0);
  expect(lines.map((line) => JSON.parse(line).destination)).toEqual(["rapid-line", "normal-line"]);
  expect((await run(`nonsense\n${good[0]}\n`)).code).toBe(1);
  expect(JSON.parse(lines[2] ?? "")).toMatchObject({ line: 1, problems: [{ code: "malformed_json" }] });
  // As an editor on Windows saves it.
  lines.length = 0;
  expect((await run(`\uFEFF${good[0]}\r\n`)).code).toBe(0);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ external_id: "1", destination: "rapid-line" });
  const aFolder = { program: folder, now: 0 };
  expect(await evaluateCommand(aFolder, Readable.from([]), () => undefined)).toMatchObject({
    code: 2,
    text: expect.stringContaining("是文件夹"),
  });
  writeFileSync(program, '{"no":"program"}');
  expect((await run("")).code).toBe(2);
  const missing = { program: join(folder, "none.json"), now: 0 };
  const nothing = await evaluateCommand(missing, Readable.from([]), () => undefined);
  expect(nothing).toMatchObject({ code: 2, text: expect.stringContaining("none.json") });
});
