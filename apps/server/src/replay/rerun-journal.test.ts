import { join } from "node:path";
import { CORE_RULES, prepare } from "@switchyard/engine";
import type { FlowDocument } from "@switchyard/flow";
import { openSqliteReader } from "@switchyard/store";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { auditReplay } from "../cli/audit.ts";
import { systemClock } from "../runtime/clock.ts";
import { fjFlow, type House, openHouse, order, publish } from "../testing/harness.ts";
import { rerunJournal } from "./flows-live.ts";

const HOUR = 3_600_000;
const hours = (amount: number) => ({ amount, unit: "hour" as const, clock: "natural" as const });
const merging: FlowDocument = {
  ...fjFlow("合并"),
  nodes: [
    { id: "in", kind: "order_received", position: { x: 0, y: 0 } },
    { id: "join", kind: "merge", position: { x: 1, y: 0 }, by: ["customer_id"], window: hours(24) },
    { id: "tag", kind: "tag", position: { x: 2, y: 0 }, tag: "合并" },
    { id: "two", kind: "watch", position: { x: 1, y: 1 }, within: hours(48), since: "reached", goal: { states: ["Assigned"], events: [] }, strict: false },
    { id: "tell", kind: "alert", position: { x: 2, y: 1 }, to: ["supervisor"], channel: "inbox", level: 2, text: "晚了" },
  ],
  edges: [
    { id: "e1", from: "in", port: "next", to: "join" },
    { id: "e2", from: "join", port: "closed", to: "tag" },
    { id: "e3", from: "in", port: "next", to: "two" },
    { id: "e4", from: "two", port: "breached", to: "tell" },
  ],
}; // biome-ignore format: a drawing

/** A clock that tests set. */
function handClock(at: number) {
  const clock = { ...systemClock(), at, now: () => clock.at };
  return clock;
}
const quiet = async (house: House) => {
  while (house.ctx.executor.pending > 0) await new Promise((resolve) => setTimeout(resolve, 5));
};

/** Orders, merges, deadlines, hands, a canary, a new version, one PO from three sources and two restarts. */
async function aLife(): Promise<{ folder: string; workspace: string; next: number }> {
  const clock = handClock(Date.UTC(2026, 2, 2, 2));
  let house = await openHouse({ clock });
  const { folder } = house;
  const take = (n: number) =>
    house.send(
      "POST",
      "/api/v1/orders",
      order(String(n), { style_code: n % 2 ? "FJ1" : "AB", customer_id: `C${n % 3}` }),
    );
  const flow = await publish(house);
  await publish(house, merging);
  for (let n = 0; n < 6; n += 1) {
    clock.at += HOUR;
    await take(n);
  }
  await quiet(house);
  await house.stop();
  clock.at += 30 * HOUR;
  house = await openHouse({ folder, clock });
  await quiet(house);
  const { items } = (await house.get("/api/v1/orders")).body;
  await house.send("POST", `/api/v1/orders/${items[0].id}/actions`, { type: "assert_state", to: "Assigned", by: "王" });
  await house.send("POST", `/api/v1/orders/${items[1].id}/actions`, { type: "cancel", by: "王" });
  const rapid = { ...fjFlow().nodes[2], destination: "wh-guangzhou" };
  const operations = [{ type: "update_node", id: "rapid", node: rapid }];
  await house.send("PATCH", `/api/v1/flows/${flow}/draft`, { revision: 1, operations });
  const next = (await house.send("POST", `/api/v1/flows/${flow}/publish`, { reason: "测试" })).body.version as number;
  const { workspace, store, executor } = house.ctx;
  const programs = await store.read.flows.programs(workspace.id);
  const canary = { [flow]: { version: next, percent: 50 } };
  executor.useFlows({
    ...executor.live,
    prepared: prepare(programs, workspace.settings, { live: { [flow]: 1 }, canary }),
  });
  for (let n = 6; n < 16; n += 1) await take(n);
  await house.stop();
  clock.at += 60 * HOUR;
  house = await openHouse({ folder, clock });
  await quiet(house);
  await take(99);
  const twins: string[] = [];
  for (const source of ["form", "mail", "upload"]) {
    const one = { ...order(source, { po_no: "PO-1", customer_id: "C1" }), source };
    twins.push((await house.send("POST", "/api/v1/orders", one)).body.order.id);
  }
  await house.send("POST", `/api/v1/orders/${twins[1]}/actions`, { type: "release_hold", by: "王" });
  await quiet(house);
  await house.stop();
  return { folder, workspace: workspace.id, next };
}

test("[J1] the journal of a live house, run again, decides as it was written; a changed history does not; one of other core rules says so", async () => {
  const { folder, workspace, next } = await aLife();
  const file = join(folder, "switchyard.db");
  const rerun = async () => {
    const reader = await openSqliteReader(file);
    const result = await rerunJournal(reader, workspace);
    const entries = await reader.journal.after(workspace, 0, { limit: 5000 });
    await reader.close();
    return { ...result, entries };
  };
  const whole = await rerun();
  expect([whole.mismatch, whole.otherRules]).toEqual([null, null]);
  const count = (type: string) => whole.entries.filter((entry) => entry.type === type).length;
  expect(whole.decisions).toBe(count("decided"));
  expect(count("timer_due")).toBeGreaterThan(10);
  expect(count("apply")).toBeGreaterThan(0);
  expect(count("flows_live")).toBeGreaterThanOrEqual(4);
  const by = (version: number) =>
    whole.entries.filter(({ type, data }) => type === "decided" && data.includes(`"name":"快反","version":${version}`));
  expect([by(1).length > 6, by(next).length > 0]).toEqual([true, true]);

  const received = whole.entries.findIndex(({ type, data }) => type === "order_received" && data.includes("FJ1"));
  const tampered = whole.entries[received];
  const decided = whole.entries.slice(received).find(({ type }) => type === "decided");
  const db = new Database(file);
  onTestFinished(() => void db.close());
  const write = db.prepare("update journal set data = ? where workspace_id = ? and position = ?");
  write.run(tampered?.data.replace("FJ1", "AB1"), workspace, tampered?.position);
  expect(await rerun()).toMatchObject({
    mismatch: { position: decided?.position, order: decided?.subject, reason: "other_decision", rules: null },
    otherRules: null,
  });

  // Written by a program with other rules, or by one that said none, the same difference is told as theirs, and it goes on.
  for (const [written, rules] of [
    [`"rules":${CORE_RULES + 1},`, CORE_RULES + 1],
    ["", 0],
  ] as const) {
    for (const { position, type, data } of whole.entries)
      if (type === "flows_live") write.run(data.replace(/"rules":\d+,/, written), workspace, position);
    const other = await rerun();
    expect(other).toMatchObject({
      mismatch: null,
      otherRules: { first: { position: decided?.position, order: decided?.subject, rules }, rules },
    });
    expect(other.otherRules?.orders).toBeGreaterThan(0);
    expect(other.decisions).toBe(count("decided"));
    const { ok, text } = await auditReplay({ dataDir: folder, file });
    expect([ok, text.includes(`core rules ${rules}; this program has ${CORE_RULES}`)]).toEqual([false, true]);
  }
});
