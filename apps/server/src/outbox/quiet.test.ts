/** 免打扰时段, from an order through the real server to the vendor. */
import type { FlowNode } from "@switchyard/flow";
import { describe, expect, test } from "vitest";
import { order } from "../testing/harness.ts";
import { alert, always, MORNING, openYard, SMS, smsOf, WECOM, type Yard } from "../testing/vendors.ts";

const HOUR = 3_600_000;
const NIGHT = { start: "22:00", end: "08:00" };
/** 23:00 and 08:00 in Shanghai. */
const LATE = MORNING + 14 * HOUR;
const EIGHT = MORNING + 23 * HOUR;
const smsSettings = smsOf({ title: "title", count: "count" });

async function night(quiet_hours: object | null = { customers: NIGHT, people: NIGHT, urgent: 4 }): Promise<Yard> {
  const yard = await openYard({ now: MORNING });
  const { body } = await yard.house.get("/api/v1/workspace");
  const custom_fields = [{ name: "mobile", type: "text", label: { zh: "手机", en: "Mobile" } }];
  const people = [...body.people, { id: "leader", name: "班组长", role: "foreman" }];
  const change = { revision: body.revision, custom_fields, people, ...(quiet_hours === null ? {} : { quiet_hours }) };
  const saved = await yard.house.send("PATCH", "/api/v1/workspace", change);
  expect(saved.status, saved.text).toBe(200);
  return yard;
}
const sms = async (yard: Yard) => {
  await yard.addChannel("aliyun_sms", SMS, { settings: smsSettings });
  await yard.house.send("PUT", "/api/v1/contacts/supervisor", { mobile: "13800000001" });
};
const outside = async (yard: Yard) => (await yard.outbox()).filter(({ channel }) => channel?.kind !== "inbox");
const notify = (id: string, template: string, more: Partial<Extract<FlowNode, { kind: "notify" }>> = {}): FlowNode => ({
  ...{ id, kind: "notify", position: { x: 0, y: 0 }, to: "customer", channel: "sms", template },
  ...more,
});
const takeFor = async (yard: Yard, number: string, mobile: string) => {
  const sent = await yard.house.send("POST", "/api/v1/orders", order(number, { brand: "青禾记", custom: { mobile } }));
  expect(sent.status, sent.text).toBe(201);
  return sent.body.order.id as string;
};

describe("quiet hours", () => {
  test("what falls due in them waits, says so beside the message and in the order's journal, and is told once at their end", async () => {
    const yard = await night();
    await sms(yard);
    await always(yard.house, alert("sms"));
    yard.clock.atLeast(LATE);
    const ids = [await yard.take("A-1"), await yard.take("A-2")];
    await yard.settle();
    expect(yard.vendor.received).toEqual([]);
    expect((await yard.house.get("/api/v1/inbox")).body.unread).toBe(2);
    const asked = await outside(yard);
    expect(asked).toMatchObject([1, 2].map(() => ({ state: "pending", code: "quiet_hours" })));
    expect(asked.map(({ next_at }) => new Date(next_at ?? 0).getTime())).toEqual([EIGHT, EIGHT]);
    for (const id of ids) {
      const { body } = await yard.house.get(`/api/v1/orders/${id}`);
      const entry = body.timeline.find(({ type }: { type: string }) => type === "message_held");
      expect(entry?.data).toMatchObject({ title: "交期将到", until: EIGHT, to: ["supervisor"] });
    }
    yard.clock.atLeast(EIGHT - 1);
    await yard.settle();
    expect(yard.vendor.received).toEqual([]);
    yard.clock.atLeast(EIGHT);
    await yard.settle();
    expect(yard.vendor.received).toHaveLength(1);
    expect(yard.vendor.received[0]?.text).toContain('"2"');
    expect(new Set((await outside(yard)).map(({ state }) => state))).toEqual(new Set(["delivered"]));
  });

  test("an urgent alert, a step that tells at any hour, and the daytime know none", async () => {
    const yard = await night({ people: NIGHT, urgent: 3 });
    await yard.addChannel("wecom_robot", WECOM);
    const any = { ...alert("wecom", 1), id: "any", text: "随时", quietHours: "none" } as FlowNode;
    await always(
      yard.house,
      { ...alert("wecom", 3), text: "紧急" } as FlowNode,
      { ...alert("wecom", 2), id: "two" } as FlowNode,
      any,
    );
    await yard.take("A-1");
    await yard.settle();
    expect(yard.vendor.received).toHaveLength(3);
    yard.clock.atLeast(LATE);
    await yard.take("A-2");
    await yard.settle();
    expect(
      yard.vendor.received
        .slice(3)
        .map(({ text }) => /紧急|随时/.exec(text)?.[0])
        .sort(),
    ).toEqual(["紧急", "随时"]);
  });

  test("a step's own hours stand before a person's, and a person's before the workspace's", async () => {
    const yard = await night({ people: { start: "12:00", end: "13:00" }, urgent: 4 });
    await yard.addChannel("wecom_robot", WECOM);
    const own = await yard.house.send("PUT", "/api/v1/contacts/supervisor", { quiet_hours: NIGHT });
    expect(own.body.contact).toEqual({ quiet_hours: NIGHT });
    expect(
      (await yard.house.get("/api/v1/contacts")).body.items.find(
        (one: { person: string }) => one.person === "supervisor",
      ),
    ).toMatchObject({ contact: { quiet_hours: NIGHT } });
    const early = { ...alert("wecom"), id: "early", quietHours: { start: "20:00", end: "22:30" } } as FlowNode;
    await always(yard.house, alert("wecom"), early);
    yard.clock.atLeast(MORNING + 3.5 * HOUR);
    await yard.take("A-1");
    await yard.settle();
    expect(yard.vendor.received).toHaveLength(2);
    yard.clock.atLeast(LATE);
    await yard.take("A-2");
    await yard.settle();
    expect(yard.vendor.received).toHaveLength(3);
    expect(
      (await yard.house.send("PUT", "/api/v1/contacts/supervisor", { quiet_hours: { start: "8", end: "9" } })).status,
    ).toBe(400);
  });

  test("of two people of one message only the one who sleeps waits", async () => {
    const yard = await night(null);
    await yard.addChannel("wecom_robot", WECOM);
    await yard.house.send("PUT", "/api/v1/contacts/supervisor", { quiet_hours: NIGHT });
    const both = { ...alert("wecom"), to: ["supervisor", "leader"] } as FlowNode;
    await always(yard.house, both);
    yard.clock.atLeast(LATE);
    await yard.take("A-1");
    await yard.settle();
    expect(yard.vendor.received).toHaveLength(1);
    yard.clock.atLeast(EIGHT);
    await yard.settle();
    expect(yard.vendor.received).toHaveLength(2);
  });

  test("customers are told once each about their own order: two notices of one go together, those of two do not", async () => {
    const yard = await night();
    await yard.addChannel("aliyun_sms", SMS, { settings: smsSettings });
    await always(yard.house, notify("one", "包裹停滞"), notify("two", "补偿券已放入账户"));
    yard.clock.atLeast(LATE);
    await takeFor(yard, "A-1", "13800000001");
    await takeFor(yard, "A-2", "13800000002");
    await yard.settle();
    expect(yard.vendor.received).toEqual([]);
    yard.clock.atLeast(EIGHT);
    await yard.settle();
    expect(yard.vendor.received.map(({ to }) => to).sort()).toEqual([["13800000001"], ["13800000002"]]);
    for (const { text } of yard.vendor.received) expect(text).toMatch(/(?=.*包裹停滞)(?=.*补偿券已放入账户)/);
  });

  test("in the daytime customers do not use up each other's limits, nor are their messages put together", async () => {
    const yard = await night();
    await yard.addChannel("aliyun_sms", SMS, { settings: smsSettings });
    await always(yard.house, notify("one", "包裹停滞"));
    for (let n = 1; n <= 8; n += 1) await takeFor(yard, `A-${n}`, `1380000000${n}`);
    await yard.settle();
    expect(new Set(yard.vendor.received.map(({ to }) => to.join()))).toHaveProperty("size", 8);
    expect(yard.vendor.received).toHaveLength(8);
  });

  test("what was tried before them and failed is not tried again in them", async () => {
    const yard = await night();
    await yard.addChannel("wecom_robot", WECOM);
    await always(yard.house, alert("wecom"));
    yard.clock.atLeast(LATE - HOUR - 1000);
    yard.vendor.faults.push({ status: 500 });
    await yard.take("A-1");
    await yard.settle();
    expect(await outside(yard)).toMatchObject([{ state: "pending", attempts: 1 }]);
    yard.clock.pass(10 * 60_000);
    await yard.settle();
    expect(await outside(yard)).toMatchObject([{ attempts: 1, code: "quiet_hours" }]);
    yard.clock.atLeast(EIGHT);
    await yard.settle();
    expect(await outside(yard)).toMatchObject([{ state: "delivered", attempts: 2, code: null }]);
  });

  test("what failed is sent again by hand at any hour, unless whoever does it chooses that it waits", async () => {
    const yard = await night();
    await yard.addChannel("wecom_robot", WECOM);
    await always(yard.house, alert("wecom"));
    for (const number of ["A-1", "A-2"]) {
      yard.vendor.faults.push({ body: { errcode: 40008 } });
      await yard.take(number);
      await yard.settle();
    }
    yard.clock.atLeast(LATE);
    const dead = await yard.outbox("&state=dead");
    expect(dead.map(({ quiet_until }) => new Date(quiet_until ?? 0).getTime())).toEqual([EIGHT, EIGHT]);
    const again = (id = "", how = "") => yard.house.send("POST", `/api/v1/outbox/${id}/resend${how}`, {});
    expect((await again(dead[0]?.id, "?quiet=true")).status).toBe(200);
    await yard.settle();
    expect(yard.vendor.received).toEqual([]);
    expect((await outside(yard)).filter(({ code }) => code === "quiet_hours")).toMatchObject([{ id: dead[0]?.id }]);
    expect((await again(dead[1]?.id)).body).toMatchObject({ state: "pending", quiet_until: null });
    await yard.settle();
    expect(yard.vendor.received).toHaveLength(1);
    yard.clock.atLeast(EIGHT);
    await yard.settle();
    expect(yard.vendor.received).toHaveLength(2);
  });

  test("what had no channel goes at once too when one is there, or waits where all are sent again quietly", async () => {
    for (const quiet of [false, true]) {
      const yard = await night();
      await always(yard.house, alert("wecom"));
      await yard.take("A-1");
      await yard.settle();
      yard.clock.atLeast(LATE);
      await yard.addChannel("wecom_robot", WECOM);
      expect((await yard.house.send("POST", "/api/v1/outbox/resend", { quiet })).body).toEqual({ resent: 1 });
      await yard.settle();
      expect(yard.vendor.received).toHaveLength(quiet ? 0 : 1);
    }
  });

  test("who looks after messages sends a held one at once: it alone, and the journal says who did", async () => {
    const yard = await night();
    await sms(yard);
    await always(yard.house, alert("sms"));
    yard.clock.atLeast(LATE);
    const early = await yard.take("A-1");
    await yard.take("A-2");
    await yard.settle();
    const held = (await outside(yard)).find(({ order: of }) => of?.id === early);
    const path = `/api/v1/outbox/${held?.id}/resend`;
    expect((await yard.house.send("POST", path, {})).body).toMatchObject({
      state: "pending",
      code: null,
      reason: null,
    });
    await yard.settle();
    expect(yard.vendor.received).toHaveLength(1);
    const states = (await outside(yard)).map(({ order: of, state, code }) => [of?.id === early, state, code]);
    expect(states.sort()).toEqual([
      [false, "pending", "quiet_hours"],
      [true, "delivered", null],
    ]);
    const { body } = await yard.house.get(`/api/v1/orders/${early}`);
    const entries = body.timeline.map(({ type }: { type: string }) => type);
    expect(entries.filter((type: string) => type.startsWith("message_"))).toEqual(["message_held", "message_resent"]);
    expect((await yard.house.send("POST", path, {})).status).toBe(409);
  });
});
