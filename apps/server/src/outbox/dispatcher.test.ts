/** From an order to what the vendor took, through the real server and vendors that behave like vendors. */
import { describe, expect, test } from "vitest";
import { alert, always, DINGTALK, FEISHU, openYard, WEBHOOK, WECOM, webhook } from "../testing/vendors.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOOK = { settings: { url: "https://hooks.example.com/orders" } };

describe("delivery", () => {
  test("an alert reaches the vendor and the inbox, a webhook its endpoint, each once", async () => {
    const yard = await openYard();
    await yard.addChannel("wecom_robot", WECOM);
    await yard.addChannel("webhook", WEBHOOK, { ...HOOK, name: "erp" });
    await always(yard.house, alert("wecom"), webhook("erp"));
    const id = await yard.take("A-1");
    await yard.settle();
    const [chat, hook] = ["qyapi.weixin.qq.com", "hooks.example.com"].map((vendor) =>
      yard.vendor.received.filter((one) => one.vendor === vendor),
    );
    expect(chat?.map(({ text }) => text).join()).toMatch(/交期将到[\s\S]*订单:A-1[\s\S]*品牌:青禾记/);
    expect(hook).toHaveLength(1);
    expect(JSON.parse(hook?.[0]?.text ?? "")).toMatchObject({
      type: "order.received",
      data: { order: id, content: { external_id: "A-1" } },
    });
    const rows = await yard.outbox();
    expect(rows.map(({ state }) => state)).toEqual(["delivered", "delivered", "delivered"]);
    expect(new Set(rows.map(({ channel }) => channel?.kind))).toEqual(new Set(["inbox", "wecom_robot", "webhook"]));
    const inbox = await yard.house.get("/api/v1/inbox");
    expect(inbox.body).toMatchObject({
      unread: 1,
      items: [{ title: "交期将到", said: null, order: id, people: [{ id: "supervisor" }] }],
    });
    expect(inbox.body.items[0].lines).toContainEqual({ label: "订单", value: "A-1", code: "order" });
    await yard.settle();
    expect(yard.vendor.received).toHaveLength(2);
  });

  test("what comes while the outbox is being looked at is found by a look of its own", async () => {
    const yard = await openYard();
    await yard.addChannel("wecom_robot", WECOM);
    await always(yard.house, alert("wecom"));
    await yard.settle();
    const { deliveries } = yard.house.ctx.store.read;
    const nextTurns = deliveries.nextTurns.bind(deliveries);
    let passOn = () => {};
    const passed = new Promise<void>((resolve) => {
      passOn = resolve;
    });
    let isLooking = () => {};
    const looking = new Promise<void>((resolve) => {
      isLooking = resolve;
    });
    deliveries.nextTurns = async (workspace) => {
      const found = await nextTurns(workspace);
      isLooking();
      await passed;
      return found;
    };
    const before = yard.settle();
    await looking;
    await yard.take("A-1");
    const after = yard.settle();
    passOn();
    await Promise.all([before, after]);
    expect((await yard.outbox()).map(({ state }) => state)).toEqual(["delivered", "delivered"]);
  });

  test("a failing endpoint is tried again after 5 s and 5 min, under the same id and the same bytes", async () => {
    const yard = await openYard();
    await yard.addChannel("webhook", WEBHOOK, { ...HOOK, name: "erp" });
    await always(yard.house, webhook("erp"));
    yard.vendor.faults.push({ status: 500 }, "lost_answer");
    await yard.take("A-1");
    await yard.settle();
    expect(await yard.outbox()).toMatchObject([{ state: "pending", attempts: 1, code: "http_500" }]);
    yard.clock.pass(4 * SECOND);
    await yard.settle();
    expect(yard.vendor.calls).toBe(1);
    yard.clock.pass(SECOND);
    await yard.settle();
    yard.clock.pass(5 * MINUTE);
    await yard.settle();
    expect(yard.vendor.calls).toBe(3);
    expect(yard.vendor.received.map(({ id }) => id)).toHaveLength(2);
    expect(new Set(yard.vendor.received.map(({ id, text }) => `${id} ${text}`)).size).toBe(1);
    expect(await yard.outbox()).toMatchObject([{ state: "delivered", attempts: 3, code: null }]);
  });

  test("after the last attempt it is a dead letter, in the order's journal, and can be sent again", async () => {
    const yard = await openYard();
    const channel = await yard.addChannel("wecom_robot", WECOM);
    await always(yard.house, alert("wecom"));
    const id = await yard.take("A-1");
    for (let n = 0; n < 6; n += 1) {
      yard.vendor.faults.push({ status: 502 });
      await yard.settle();
      yard.clock.pass(15 * MINUTE);
    }
    const [dead] = await yard.outbox("&state=dead");
    expect(dead).toMatchObject({ attempts: 6, code: "http_502" });
    expect(yard.vendor.received).toHaveLength(0);
    const { body } = await yard.house.get(`/api/v1/orders/${id}`);
    expect(body.timeline.map(({ type }: { type: string }) => type)).toContain("message_undelivered");
    expect((await yard.house.get("/api/v1/channels")).body.items[1]).toMatchObject({ id: channel, dead: 1 });

    const again = await yard.house.send("POST", `/api/v1/outbox/${dead?.id}/resend`, {});
    expect(again).toMatchObject({
      status: 200,
      body: { state: "pending", attempts: 0, resent: 1, message: dead?.message },
    });
    await yard.settle();
    expect(yard.vendor.received.map((one) => one.id)).toEqual([dead?.message]);
    expect((await yard.house.send("POST", `/api/v1/outbox/${dead?.id}/resend`, {})).body.code).toBe("not_dead");
    expect((await yard.house.send("POST", "/api/v1/outbox/nobody/resend", {})).status).toBe(404);
  });

  test("without a channel the message is dead at once, says so, and finds its way when one is added and all are resent", async () => {
    const yard = await openYard();
    await always(yard.house, alert("dingtalk"));
    await yard.take("A-1");
    await yard.take("A-2");
    await yard.settle();
    expect(await yard.outbox("&state=dead")).toMatchObject([
      { code: "no_channel", channel: null },
      { code: "no_channel" },
    ]);
    expect((await yard.house.send("POST", "/api/v1/outbox/resend", {})).body).toEqual({ resent: 0 });
    await yard.addChannel("dingtalk_robot", DINGTALK);
    expect((await yard.house.send("POST", "/api/v1/outbox/resend", {})).body).toEqual({ resent: 2 });
    await yard.settle();
    expect(yard.vendor.received).toHaveLength(2);
    expect(await yard.outbox("&state=dead")).toEqual([]);
  });

  test("wrong settings: the fallback takes over under the same id, the channel is marked and the operator told once", async () => {
    const yard = await openYard();
    const feishu = await yard.addChannel("feishu_robot", FEISHU);
    await yard.addChannel("dingtalk_robot", { ...DINGTALK, secret: "SECwrong0000" }, { fallback: feishu });
    await always(yard.house, alert("dingtalk"));
    for (const number of ["A-1", "A-2"]) {
      await yard.take(number);
      await yard.settle();
      yard.clock.pass(MINUTE);
    }
    const passed = await yard.outbox("&state=passed_on");
    expect(passed).toHaveLength(2);
    expect(yard.vendor.received.map(({ vendor }) => vendor)).toEqual(["open.feishu.cn", "open.feishu.cn"]);
    expect(new Set(yard.vendor.received.map(({ id }) => id))).toEqual(new Set(passed.map(({ message }) => message)));
    const channels = (await yard.house.get("/api/v1/channels")).body.items;
    expect(channels[2]).toMatchObject({ state: "faulty", fault: { code: "errcode_310000" } });
    const { items } = (await yard.house.get("/api/v1/inbox?open=true")).body;
    expect(items.filter(({ kind }: { kind: string }) => kind === "channel_fault")).toHaveLength(1);
  });

  test("a flood of 300 alerts: no more than the vendor takes, the rest as digests, nobody forgotten", async () => {
    const yard = await openYard();
    await yard.addChannel("dingtalk_robot", DINGTALK);
    await always(yard.house, alert("dingtalk"));
    for (let n = 0; n < 300; n += 1) await yard.take(`F-${n}`);
    for (let minute = 0; minute < 40; minute += 1) {
      await yard.settle();
      yard.clock.pass(10 * SECOND);
    }
    const rows = (await pages(yard)).filter(({ channel }) => channel?.kind === "dingtalk_robot");
    const alerts = rows.filter(({ kind }) => kind === "alert");
    const digests = rows.filter(({ kind }) => kind === "digest");
    expect(alerts).toHaveLength(300);
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(["delivered"]));
    expect(digests.length).toBeGreaterThan(0);
    expect(yard.vendor.received.length).toBeLessThan(20);
    expect(yard.vendor.state.shut.size).toBe(0);
    expect(yard.vendor.received.some(({ text }) => /\d+ 条告警：交期将到 \d+/.test(text))).toBe(true);
    const told = new Set(yard.vendor.received.map(({ id }) => id));
    expect(alerts.filter(({ message, digest }) => !told.has(digest ?? message))).toEqual([]);
    console.log(
      `300 alerts → ${yard.vendor.received.length} messages at the vendor, ${digests.length} of them digests`,
    );
  });

  test("a slow endpoint does not hold up another", async () => {
    const yard = await openYard();
    await yard.addChannel("webhook", WEBHOOK, { settings: { url: "https://hooks.example.com/slow" }, name: "slow" });
    await yard.addChannel("wecom_robot", WECOM);
    await always(yard.house, webhook("slow"), alert("wecom"));
    yard.vendor.faults.push("slow");
    const request = yard.vendor.request;
    const answered: string[] = [];
    yard.house.ctx.tools.request = async (input) => {
      const answer = await request(input);
      answered.push(new URL(input.url).host);
      return answer;
    };
    await yard.take("A-1");
    await yard.settle();
    expect(answered).toHaveLength(2);
    expect(answered.at(-1)).toBe("hooks.example.com");
  });
});

async function pages(yard: Awaited<ReturnType<typeof openYard>>) {
  const rows: Awaited<ReturnType<typeof yard.outbox>> = [];
  let cursor = "";
  do {
    const { body } = await yard.house.get(`/api/v1/outbox?limit=200${cursor}`);
    rows.push(...body.items);
    cursor = body.nextCursor === null ? "" : `&cursor=${body.nextCursor}`;
  } while (cursor !== "");
  return rows;
}
