/** The workspace's language of what goes out, from an order through the real server to the vendor. */
import { join } from "node:path";
import type { FlowNode } from "@switchyard/flow";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { order, publish, temporaryFolder } from "../testing/harness.ts";
import { alert, always, openYard, SMS, smsOf, WECOM, type Yard } from "../testing/vendors.ts";
import { en } from "./words/en.ts";
import { zhCN } from "./words/zh-CN.ts";

const MINUTE = 60_000;
async function speak(yard: Yard, change: object) {
  const { body } = await yard.house.get("/api/v1/workspace");
  const saved = await yard.house.send("PATCH", "/api/v1/workspace", { revision: body.revision, ...change });
  expect(saved.status, saved.text).toBe(200);
  return saved.body;
}
async function reach(yard: Yard, order: string, { to, kind }: { to: string; kind: "hand" | "scan" }) {
  const occurred_at = new Date(yard.clock.now()).toISOString();
  const said = { order, type: "state_asserted", to, evidence: { kind }, occurred_at };
  expect((await yard.house.send("POST", "/api/v1/events", said)).status).toBe(200);
}
const HAN = /\p{Script=Han}/u;
const texts = (yard: Yard) => yard.vendor.received.map(({ text }) => text);
const wordless = (level: number): FlowNode => ({ ...alert("wecom", level), text: "" }) as FlowNode;

describe("in English", () => {
  test("titles and labels of the product's own go out in English; what the flow's author wrote, and names, as they are", async () => {
    const yard = await openYard();
    await yard.addChannel("wecom_robot", WECOM);
    await speak(yard, { language: "en" });
    await always(yard.house, wordless(4), { ...alert("wecom", 3), id: "own" } as FlowNode);
    await yard.take("A-1");
    await yard.settle();
    const [urgent = "", important = ""] = texts(yard);
    expect(urgent).toMatch(/^\[Urgent\] Alert of 每单\nOrder:A-1\nBrand:青禾记\n/);
    expect(important).toMatch(/^\[Important\] 交期将到\nOrder:A-1\n/);
    const { items } = (await yard.house.get("/api/v1/inbox")).body;
    expect(items.map(({ title }: { title: string }) => title).sort()).toEqual(["Alert of 每单", "交期将到"]);
    expect(items[0].lines[0]).toEqual({ label: "Order", value: "A-1", code: "order" });
  });

  test("many go as one in English, and messages of two languages never as one", async () => {
    const yard = await openYard();
    await yard.addChannel("wecom_robot", WECOM);
    await speak(yard, { quiet_hours: { people: { start: "08:00", end: "10:00" }, urgent: 4 } });
    await always(yard.house, wordless(2));
    for (let n = 0; n < 12; n += 1) await yard.take(`Z-${n}`);
    await yard.settle();
    await speak(yard, { language: "en" });
    for (let n = 0; n < 12; n += 1) await yard.take(`E-${n}`);
    await yard.settle();
    expect(texts(yard)).toEqual([]);
    yard.clock.pass(60 * MINUTE);
    await yard.settle();
    const [chinese = "", english = "", ...others] = texts(yard).sort((a) => (a.includes("告警") ? -1 : 1));
    expect(others).toEqual([]);
    expect(chinese).toMatch(/^12 条告警：每单告警 12\n1:每单告警 · Z-\d/);
    expect(chinese).not.toContain(" · E-");
    expect(english).toMatch(/^12 alerts: Alert of 每单 12\n1:Alert of 每单 · E-\d/);
    expect(english).toMatch(/\nOthers:2\n/);
  });

  test("whoever is outside reads the state by its English name", async () => {
    const yard = await openYard();
    const settings = smsOf({ title: "state", count: "at" });
    await yard.addChannel("aliyun_sms", SMS, { settings });
    await speak(yard, {
      language: "en",
      custom_fields: [{ name: "mobile", type: "text", label: { zh: "手机", en: "Mobile" } }],
    });
    const position = { x: 0, y: 0 };
    await publish(yard.house, {
      ...{ formatVersion: 1, name: "进度", brands: [], windows: [], patterns: [] },
      nodes: [
        { id: "assigned", kind: "state_reached", position, states: ["Assigned"] },
        { id: "told", kind: "notify", position, to: "customer", channel: "sms", template: "已更新" },
      ],
      edges: [{ id: "e", from: "assigned", port: "next", to: "told" }],
    });
    const { body } = await yard.house.send(
      "POST",
      "/api/v1/orders",
      order("A-1", { custom: { mobile: "13800000001" } }),
    );
    await reach(yard, body.order.id, { to: "Assigned", kind: "hand" });
    await yard.settle();
    expect(texts(yard)).toEqual([expect.stringMatching(/"Assigned".*"2026-11-23 09:00"/)]);
  });

  test("a step that is missing is named as the shop floor calls it, in each reader's language", async () => {
    const yard = await openYard();
    const { body } = await yard.house.send("POST", "/api/v1/orders", order("A-1"));
    await reach(yard, body.order.id, { to: "Packed", kind: "scan" });
    await yard.settle();
    const { items } = (await yard.house.get("/api/v1/inbox")).body;
    expect(items.map(({ title }: { title: string }) => title)).toEqual([
      expect.stringMatching(/^缺少前一步：\p{Script=Han}+$/u),
    ]);
    expect(items[0].said.values).toEqual({
      zh: expect.stringMatching(HAN),
      en: expect.stringMatching(/^[A-Z][a-z ]+$/),
    });
  });

  test("the test message and a channel at fault say so in it", async () => {
    const yard = await openYard();
    const good = await yard.addChannel("wecom_robot", WECOM);
    const wrong = await yard.addChannel("wecom_robot", { key: "another-key-0000" });
    await speak(yard, { language: "en" });
    for (const id of [good, wrong]) await yard.house.send("POST", `/api/v1/channels/${id}/test`, {});
    expect(texts(yard)[0]).toMatch(/^Switchyard test message\nWorkspace:/);
    const { items } = (await yard.house.get("/api/v1/inbox")).body;
    expect(items[0].title).toMatch(/^The channel “wecom_robot 2” cannot send: /);
  });

  test("a template whose variable names a label of the other language is filled all the same", async () => {
    const yard = await openYard();
    const settings = smsOf({ title: "订单", count: "count" });
    await yard.addChannel("aliyun_sms", SMS, { settings });
    await yard.house.send("PUT", "/api/v1/contacts/supervisor", { mobile: "13800000001" });
    await speak(yard, { language: "en" });
    await always(yard.house, alert("sms"));
    await yard.take("A-1");
    await yard.settle();
    expect(texts(yard)).toEqual([expect.stringContaining("A-1")]);
  });
});

test("what waits across the upgrade and a change of the language keeps its words", async () => {
  const folder = temporaryFolder();
  const before = await openYard({ folder });
  await before.addChannel("wecom_robot", WECOM);
  await always(before.house, wordless(4));
  before.vendor.faults.push({ status: 500 });
  await before.take("A-1");
  await before.settle();
  await before.house.stop();
  // As the release before wrote it: no language, no codes of labels.
  const db = new Database(join(folder, "switchyard.db"));
  const rows = db.prepare("select delivery_id as id, message from deliveries where status = 'waiting'").all() as {
    id: string;
    message: string;
  }[];
  expect(rows).toHaveLength(1);
  for (const { id, message } of rows) {
    const { language: _, lines, ...rest } = JSON.parse(message);
    const old = {
      ...rest,
      lines: lines.map(({ label, value }: { label: string; value: string }) => ({ label, value })),
    };
    db.prepare("update deliveries set message = ? where delivery_id = ?").run(JSON.stringify(old), id);
  }
  db.close();
  const after = await openYard({ folder });
  await speak(after, { language: "en" });
  after.clock.pass(10 * MINUTE);
  await after.settle();
  expect(texts(after)).toEqual([expect.stringMatching(/^【紧急】每单告警\n订单:A-1\n品牌:青禾记\n/)]);
});

test("a language that the product does not speak is refused; one that it speaks is kept", async () => {
  const yard = await openYard();
  const { body } = await yard.house.get("/api/v1/workspace");
  const patch = (language: string) =>
    yard.house.send("PATCH", "/api/v1/workspace", { revision: body.revision, language });
  expect((await patch("fr")).status).toBe(400);
  expect((await patch("en")).body.settings.language).toBe("en");
});

test("every word there is in English, and none of it is Chinese", () => {
  const said = (value: unknown): string[] => {
    if (typeof value === "string") return [value];
    if (typeof value === "function") return [String(value("1", "2", true))];
    return Object.values(value as object).flatMap(said);
  };
  const { text: _, ...words } = en;
  expect(said(words).filter((one) => HAN.test(one))).toEqual([]);
  expect(Object.keys(en.labels)).toEqual(Object.keys(zhCN.labels));
});
