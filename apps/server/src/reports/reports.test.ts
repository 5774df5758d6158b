import { describe, expect, test } from "vitest";
import { wordsOf } from "../outbox/words/words.ts";
import { order, publish } from "../testing/harness.ts";
import { openYard, WECOM, type Yard } from "../testing/vendors.ts";
import type { ReportBody } from "./count-report.ts";
import { reportMessage } from "./report-message.ts";
import { createReporter } from "./reporter.ts";
import { spanOfTurn, turnAfter, turnBefore } from "./turns.ts";

const [MINUTE, HOUR] = [60_000, 3_600_000];
/** The yard's clock begins on Monday 2026-11-23 at 09:00 in Shanghai. */
const daily = { name: "日报", covers: "today", minute: 600, people: ["supervisor"], channels: [] as string[] };

interface Listed {
  id: string;
  schedule: string;
  due: number;
  made_by: string | null;
  sent: { delivered: number; waiting: number; dead: number };
}
async function open(options: Parameters<typeof openYard>[0] = {}) {
  const yard = await openYard(options);
  const reporter = createReporter(yard.house.ctx);
  const put = (id: string, body: object) => yard.house.send("PUT", `/api/v1/report-schedules/${id}`, body);
  const made = async () => (await yard.house.get("/api/v1/reports")).body.items as Listed[];
  const turn = async () => {
    await reporter.turn();
    await yard.settle();
  };
  return { ...yard, put, made, turn };
}

/** Orders that go through the whole chain; what the store does with them is none of the reports' code. */
async function someOrders({ house, clock }: Pick<Yard, "house" | "clock">) {
  const say = (id: string, event: object) =>
    house.send("POST", "/api/v1/events", { order: id, occurred_at: new Date(clock.now()).toISOString(), ...event });
  const ids: string[] = [];
  for (const [number, due, carrier] of [
    ["1", "2026-11-23", "SF"],
    ["2", "2026-11-20", "顺丰速运"],
    ["3", "2026-11-21", "中通快递"],
    ["4", "2026-11-30", undefined],
  ] as const) {
    const body = order(number, { due_at: due, ...(carrier === undefined ? {} : { carrier }) });
    ids.push((await house.send("POST", "/api/v1/orders", body)).body.order.id);
  }
  for (const id of ids.slice(0, 3))
    for (const to of ["Assigned", "Picked", "Checked", "Packed", "HandedOver", "PickedUp", "Signed"]) {
      clock.pass(MINUTE);
      const kind = to === "HandedOver" ? "scan" : to === "PickedUp" || to === "Signed" ? "courier" : "hand";
      const answer = await say(id, { type: "state_asserted", to, evidence: { kind } });
      expect(answer.status).toBe(200);
    }
  return { ids, say };
}

describe("a scheduled report", () => {
  test("says what the pool amounts to at the cut time, by an independent count, and keeps it whatever comes later", async () => {
    const { house, clock, put, made, turn } = await open();
    await publish(house);
    const { ids, say } = await someOrders({ house, clock });
    expect((await put("day", { ...daily, by: "carrier" })).status).toBe(200);
    // From what the couriers and the customers said, whoever told the state.
    await say(ids[1] ?? "", { type: "courier_node", provider: "sf_express", action: "stalled" });
    await say(ids[2] ?? "", { type: "after_sale", kind: "complaint" });
    clock.pass(HOUR);
    await turn();
    const [{ id = "" } = {}] = await made();
    const { body } = (await house.get(`/api/v1/reports/${id}`)).body;
    expect([body.from, body.to]).toEqual(["2026-11-23", "2026-11-23"]);

    // Counted from the orders themselves, one by one.
    const pool = await Promise.all(ids.map(async (one) => (await house.get(`/api/v1/orders/${one}`)).body));
    const signed = pool.filter(({ order }) => order.status === "Signed");
    const onTime = signed.filter(({ order }) => order.due_at >= clock.now());
    const figure = body.figures.find((one: { id: string }) => one.id === "on_time_rate");
    expect(signed).toHaveLength(3);
    expect(figure).toMatchObject({ yes: onTime.length, of: signed.length, value: 33.3, is_good: false });
    const columnOf = (figure: string) => body.parts.figures.findIndex((one: { id: string }) => one.id === figure);
    const place = columnOf("on_time_rate");
    type Row = { name: { zh: string } | null; values: { yes: number; of: number }[] };
    const byCarrier = (column: number) =>
      body.parts.rows.map(({ name, values }: Row) => [name?.zh ?? null, values[column]?.yes, values[column]?.of]);
    expect(byCarrier(place)).toEqual([
      ["顺丰", 1, 2],
      [null, 0, 0],
      ["中通", 0, 1],
    ]);
    expect(byCarrier(columnOf("complaint_rate"))).toEqual([
      ["顺丰", 0, 2],
      [null, 0, 1],
      ["中通", 1, 1],
    ]);
    expect(byCarrier(columnOf("courier_trouble_rate"))).toEqual([
      ["顺丰", 1, 2],
      [null, 0, 1],
      ["中通", 0, 1],
    ]);
    expect(body.late.reduce((sum: number, { orders }: { orders: number }) => sum + orders, 0)).toBe(2);

    // A parcel comes back; the figures change, the report does not.
    await say(ids[0] ?? "", { type: "state_asserted", to: "Returned", evidence: { kind: "scan" } });
    const now = (await house.get("/api/v1/figures?period=7d")).body.items;
    expect(now.find((one: { id: string }) => one.id === "return_rate")).toMatchObject({ yes: 1 });
    expect((await house.get(`/api/v1/reports/${id}`)).body.body).toEqual(body);
  });

  test("is made once a turn across restarts; of turns that were missed the last; none that was over before it was scheduled", async () => {
    const first = await open();
    await first.put("day", daily);
    await first.put("early", { ...daily, name: "早", minute: 480 });
    await first.turn();
    expect(await first.made()).toEqual([]);
    first.clock.pass(HOUR + MINUTE);
    await first.turn();
    await first.turn();
    expect((await first.made()).map(({ schedule }) => schedule)).toEqual(["day"]);
    // Another name moves no turn and makes none.
    await first.put("day", { ...daily, name: "晨报" });
    await first.turn();
    expect(await first.made()).toHaveLength(1);
    await first.house.stop();
    const again = await open({ folder: first.house.folder, now: first.clock.now() + 1000 });
    await again.turn();
    expect(await again.made()).toHaveLength(1);
    again.clock.pass(72 * HOUR);
    await again.turn();
    expect((await again.made()).map(({ schedule, due }) => [schedule, new Date(due).toISOString()]).sort()).toEqual([
      ["day", "2026-11-23T02:00:00.000Z"],
      ["day", "2026-11-26T02:00:00.000Z"],
      ["early", "2026-11-26T00:00:00.000Z"],
    ]);
    await again.put("day", { ...daily, enabled: false });
    await again.put("early", { ...daily, minute: 480, enabled: false });
    again.clock.pass(72 * HOUR);
    await again.turn();
    expect(await again.made()).toHaveLength(3);
  });

  test("goes out as everything does: to the inbox and the channel, once; to a channel that is gone as a dead letter", async () => {
    const { house, vendor, clock, addChannel, outbox, put, made, turn, settle } = await open();
    const channel = await addChannel("wecom_robot", WECOM);
    await put("day", { ...daily, channels: [channel] });
    clock.pass(HOUR + MINUTE);
    await turn();
    expect((await outbox()).map(({ kind, state, channel: through }) => [kind, state, through?.kind]).sort()).toEqual([
      ["report", "delivered", "inbox"],
      ["report", "delivered", "wecom_robot"],
    ]);
    expect(JSON.stringify(vendor.received)).toContain("日报 2026-11-23");
    const [entry] = (await house.get("/api/v1/inbox")).body.items;
    expect(entry).toMatchObject({ kind: "report", said: { code: "report", values: { name: "日报" } } });
    // Whoever reads it in another language finds no Chinese between the days.
    expect(entry.said.values.days).toMatch(/^[\d– -]+$/);
    expect((await made())[0]?.sent).toEqual({ delivered: 2, waiting: 0, dead: 0, reason: null });

    expect((await house.send("DELETE", `/api/v1/channels/${channel}`, undefined)).status).toBe(200);
    const sent = await house.send("POST", "/api/v1/report-schedules/day/send", {});
    expect(sent.status).toBe(200);
    await settle();
    const { items } = (await house.get("/api/v1/report-schedules")).body;
    expect(items[0]).toMatchObject({ id: "day", last: { id: sent.body.id, sent: { delivered: 1, dead: 1 } } });
    expect(items[0].last.sent.reason.zh).toContain("渠道已停用、已删除");
    expect((await outbox("&state=dead")).map(({ kind }) => kind)).toEqual(["report"]);
    // By hand it moves no turn: tomorrow's comes.
    expect((await made()).map(({ made_by }) => made_by === null)).toEqual([false, true]);
    clock.pass(24 * HOUR);
    await turn();
    expect(await made()).toHaveLength(3);
    expect((await house.send("DELETE", "/api/v1/report-schedules/day", undefined)).status).toBe(200);
    expect(await made()).toHaveLength(3);
  });

  test("waits where its receivers are not to be disturbed; each message of it counts in what became of it", async () => {
    const { house, clock, addChannel, put, made, turn, settle } = await open();
    const people = ["p1", "p2"].map((id) => ({ id, name: id, role: "foreman" }));
    const revision = (await house.get("/api/v1/workspace")).body.revision;
    expect((await house.send("PATCH", "/api/v1/workspace", { revision, people })).status).toBe(200);
    await house.send("PUT", "/api/v1/contacts/p1", { quiet_hours: { start: "09:30", end: "12:00" } });
    const channel = await addChannel("wecom_robot", WECOM);
    await put("day", { ...daily, people: ["p1", "p2"], channels: [channel] });
    clock.pass(HOUR + MINUTE);
    await turn();
    expect((await made())[0]?.sent).toMatchObject({ delivered: 2, waiting: 1, dead: 0 });
    clock.pass(2 * HOUR);
    await settle();
    expect((await made())[0]?.sent).toMatchObject({ delivered: 3, waiting: 0, dead: 0 });
  });

  test("is refused without a receiver, for people and channels that are none, and for what figures are not split by", async () => {
    const { put, addChannel, house } = await open();
    const codes = async (more: object) =>
      (await put("x", { ...daily, ...more })).body.problems?.map(({ code }: { code: string }) => code);
    expect(await codes({ people: [] })).toEqual(["no_receiver"]);
    expect(await codes({ people: ["nobody"] })).toEqual(["unknown_person"]);
    expect(await codes({ channels: ["gone"] })).toEqual(["unknown_channel"]);
    expect(await codes({ by: "note" })).toEqual(["unknown_part"]);
    const mail = { host: "smtp.example.com", port: 465, user: "u@example.com", from: "u@example.com" };
    const email = await addChannel("email", { password: "p" }, { settings: mail });
    expect(await codes({ people: [], channels: [email] })).toEqual(["no_person"]);
    expect((await house.get("/api/v1/reports/rep_none")).body.code).toBe("report_not_found");
  });
});

test("turns are of the workspace's clock; a weekly report is about the seven days before its day", () => {
  const zone = "Asia/Shanghai";
  const at = (text: string) => Date.parse(`${text}+08:00`);
  const week = { covers: "week", weekday: 1, minute: 510 } as const;
  const monday = at("2026-11-23T08:30:00");
  expect(turnBefore(week, monday, zone)).toBe(monday);
  expect(turnBefore(week, monday - 1, zone)).toBe(at("2026-11-16T08:30:00"));
  expect(turnAfter(week, monday, zone)).toBe(at("2026-11-30T08:30:00"));
  const { days, end } = spanOfTurn("week", monday, zone);
  expect([days[0], days.at(-1), days.length, end]).toEqual(["2026-11-16", "2026-11-22", 7, at("2026-11-23T00:00:00")]);
  expect(spanOfTurn("yesterday", at("2026-03-01T00:00:00"), zone).days).toEqual(["2026-02-28"]);
  // The clock goes back on that day: nine o'clock is nine o'clock.
  const day = { covers: "today", weekday: 1, minute: 540 } as const;
  expect(turnAfter(day, Date.parse("2026-11-01T04:00:00Z"), "America/New_York")).toBe(
    Date.parse("2026-11-01T14:00:00Z"),
  );
});

test("in English a report's figures, units and lateness are English; its own name and a step's are as they stand", () => {
  const report = { id: "rep_1", schedule: "day", name: "日报", due: 0, at: 0, madeBy: null };
  const figure = { good: null, unjudged: 0, is_good: null };
  const body: ReportBody = {
    ...{ from: "2026-11-16", to: "2026-11-22", parts: null },
    figures: [
      { ...figure, id: "a", name: { zh: "准时率", en: "On time" }, unit: "percent", value: 50, yes: 1, of: 2, is_good: false },
      { ...figure, id: "b", name: { zh: "时长", en: "Hours" }, unit: "hour", value: 5.25, yes: 0, of: 1 },
    ],
    late: [{ step: { zh: "已打包", en: "Packed" }, orders: 1 }, { step: null, orders: 2 }],
  }; // biome-ignore format: a table
  const told = (language: "zh-CN" | "en") => {
    const { title, lines } = reportMessage({ report, body, people: [], publicUrl: null, words: wordsOf({ language }) });
    return [title, ...lines.map(({ label, value }) => `${label}: ${value}`)];
  };
  expect(told("en")).toEqual([
    "日报 2026-11-16 to 2026-11-22",
    "On time: 50.0 % (1 / 2), below target",
    "Hours: 5.3 h (1 order)",
    "Why late: Packed 1 order, Still at the first step 2 orders",
  ]);
  expect(told("zh-CN")).toEqual([
    "日报 2026-11-16 至 2026-11-22",
    "准时率: 50.0 %（1 / 2） 未达标",
    "时长: 5.3 小时（1 单）",
    "延误原因: 已打包 1 单、还在第一个环节 2 单",
  ]);
});

test("a message leads to the kept report where it is known how people reach this server, and else carries no link", () => {
  const report = { id: "rep_1", schedule: "day", name: "日报", due: 0, at: 0, madeBy: null };
  const body = { from: "2026-11-16", to: "2026-11-22", figures: [], late: null, parts: null };
  const words = wordsOf({});
  const told = (publicUrl: string | null) => reportMessage({ report, body, people: [], publicUrl, words });
  expect(told("https://ops.example.com")).toMatchObject({
    ...{ title: "日报 2026-11-16 至 2026-11-22", link: "https://ops.example.com/boards/figures?kept=rep_1" },
  });
  expect(told(null)).not.toHaveProperty("link");
});
