/** 缺收件人: what finds nobody to tell is explained, and sent again when somebody has been added. */
import { ACCOUNTS } from "@switchyard/connectors/testing";
import type { FlowNode } from "@switchyard/flow";
import { describe, expect, test } from "vitest";
import { order } from "../testing/harness.ts";
import { alert, always, openYard, SMS, smsOf, WECOM_APP, type Yard } from "../testing/vendors.ts";

const position = { x: 0, y: 0 };
const notify = (to: "brand" | "customer"): FlowNode => ({
  id: to,
  kind: "notify",
  position,
  to,
  channel: "sms",
  template: "包裹停滞",
});
const BRAND = "青禾记";

async function open(): Promise<Yard> {
  const yard = await openYard();
  await contacts(yard, []);
  const settings = smsOf({ title: "title", count: "count" });
  await yard.addChannel("aliyun_sms", SMS, { settings });
  return yard;
}
async function change(
  yard: Yard,
  more: (workspace: { brands: { id: string; name: string }[]; people: object[] }) => object,
) {
  const { body } = await yard.house.get("/api/v1/workspace");
  const saved = await yard.house.send("PATCH", "/api/v1/workspace", { revision: body.revision, ...more(body) });
  expect(saved.status, saved.text).toBe(200);
}
const contacts = (yard: Yard, people: string[]) =>
  change(yard, () => ({ brands: [{ id: "qhj", name: BRAND, ...(people.length === 0 ? {} : { contacts: people }) }] }));
/** Limits of one number let five through an hour. */
async function hours(yard: Yard) {
  for (let turn = 0; turn < 6; turn += 1) {
    await yard.settle();
    yard.clock.pass(20 * 60_000);
  }
}
const inboxOf = async (yard: Yard, kind: string) =>
  (await yard.house.get(`/api/v1/inbox?kind=${kind}`)).body.items as { title: string; said: object }[];
const resendAll = async (yard: Yard, body: object = { state: "unaddressed" }) =>
  (await yard.house.send("POST", "/api/v1/outbox/resend", body)).body;

describe("a notice to a brand without contacts", () => {
  test("is no failure of the channel: it says whose contacts are wanting, in the inbox once a day, and goes when they are there", async () => {
    const yard = await open();
    await yard.house.send("PUT", "/api/v1/contacts/supervisor", { mobile: "13800000001" });
    await always(yard.house, notify("brand"));
    const order = await yard.take("A-1");
    await yard.take("A-2");
    await yard.settle();
    expect(yard.vendor.calls).toBe(0);
    expect(await yard.outbox("&state=dead")).toEqual([]);
    const lost = await yard.outbox("&state=unaddressed");
    expect(lost).toMatchObject([1, 2].map(() => ({ code: "no_contacts", channel: null, brand: "qhj", to: [] })));
    expect((await yard.house.get("/api/v1/channels")).body.items[1]).toMatchObject({ dead: 0, state: "ready" });
    expect(await inboxOf(yard, "no_contacts")).toMatchObject([
      {
        title: `品牌“${BRAND}”没有联系人，给它的通知没有发出`,
        said: { code: "no_contacts", values: { brand: "qhj" } },
      },
    ]);
    const { timeline } = (await yard.house.get(`/api/v1/orders/${order}`)).body;
    expect(timeline.find(({ type }: { type: string }) => type === "message_undelivered")?.data).toMatchObject({
      ...{ code: "no_contacts", title: "包裹停滞" },
    });

    const again = () => yard.house.send("POST", `/api/v1/outbox/${lost[0]?.id}/resend`, {});
    expect(await again()).toMatchObject({ status: 409, body: { code: "nowhere_to_send" } });
    await contacts(yard, ["supervisor"]);
    expect((await again()).status).toBe(200);
    expect(await resendAll(yard, {})).toEqual({ resent: 0 });
    expect(await resendAll(yard)).toEqual({ resent: 1 });
    await hours(yard);
    expect(yard.vendor.received.map(({ to }) => to)).toEqual([["13800000001"], ["13800000001"]]);
    expect(await yard.outbox("&state=unaddressed")).toEqual([]);
  });

  test("of a brand that the settings do not know says so, and rings nobody", async () => {
    const yard = await open();
    await always(yard.house, notify("brand"));
    await yard.house.send("POST", "/api/v1/orders", order("A-1", { brand: "没有这个" }));
    await yard.settle();
    expect(await yard.outbox("&state=unaddressed")).toMatchObject([
      { brand: null, reason: { zh: expect.stringContaining("没有品牌“没有这个”") } },
    ]);
    expect(await inboxOf(yard, "no_contacts")).toEqual([]);
  });
});

test("a customer without a number is led to the order, a person to the contacts; both go out when it is there", async () => {
  const yard = await open();
  await change(yard, () => ({
    custom_fields: [{ name: "mobile", type: "text", label: { zh: "手机", en: "Mobile" } }],
  }));
  await always(yard.house, notify("customer"), alert("sms"));
  await yard.take("A-1");
  await yard.settle();
  const lost = await yard.outbox("&state=unaddressed");
  const reasons = lost.map(({ code, reason }) => [code, reason?.zh]).sort();
  expect(reasons).toEqual([
    ["no_customer_address", expect.stringContaining("订单里没有客户可用的手机号")],
    ["no_recipient", expect.stringContaining("设置 → 联系方式")],
  ]);
  await yard.house.send("PUT", "/api/v1/contacts/supervisor", { mobile: "13800000001" });
  await yard.house.send("POST", "/api/v1/orders", order("A-1", { brand: BRAND, custom: { mobile: "13800000002" } }));
  expect(await resendAll(yard)).toEqual({ resent: 2 });
  await hours(yard);
  expect(yard.vendor.received.flatMap(({ to }) => to).sort()).toEqual(["13800000001", "13800000002"]);
});

test("of two people only the one without an account is left to be added", async () => {
  const yard = await openYard();
  await yard.addChannel("wecom_app", WECOM_APP, { settings: { corp_id: ACCOUNTS.wecomCorp.id, agent_id: 1000002 } });
  await yard.house.send("PUT", "/api/v1/contacts/supervisor", { wecom: "zhang" });
  await change(yard, ({ people }) => ({
    people: [...people, { id: "leader", name: "班组长", role: "foreman" }],
  }));
  await always(yard.house, { ...alert("wecom"), to: ["supervisor", "leader"] } as FlowNode);
  await yard.take("A-1");
  await yard.settle();
  expect(yard.vendor.received.map(({ to }) => to)).toEqual([["zhang"]]);
  expect(await yard.outbox("&state=unaddressed")).toMatchObject([{ to: ["班组长"] }]);
  expect(await yard.outbox("&state=dead")).toEqual([]);
});
