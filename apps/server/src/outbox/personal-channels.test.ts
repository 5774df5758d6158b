/** E-mail, SMS and the WeCom app: messages to people, from an order through the server to a vendor with limits and error codes. */
import { ACCOUNTS, type MailServer, startMailServer } from "@switchyard/connectors/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { alert, always, openYard, SMS, smsOf, WECOM, WECOM_APP, type Yard } from "../testing/vendors.ts";

const MINUTE = 60_000;
const smsSettings = smsOf({ title: "title", count: "count" });
const appSettings = { corp_id: ACCOUNTS.wecomCorp.id, agent_id: 1000002 };
const reach = (yard: Yard, contact: object) => yard.house.send("PUT", "/api/v1/contacts/supervisor", contact);
const tryOut = async (yard: Yard, id: string, to: object = { person: "supervisor" }) =>
  (await yard.house.send("POST", `/api/v1/channels/${id}/test`, to)).body;
const rowOf = async (yard: Yard, kind: string) => (await yard.outbox()).filter((one) => one.channel?.kind === kind);

describe("SMS", () => {
  const open = async (more: object = {}, secrets: object = SMS) => {
    const yard = await openYard();
    const id = await yard.addChannel("aliyun_sms", secrets, { settings: { ...smsSettings, ...more } });
    await reach(yard, { mobile: "13800000001" });
    return { yard, id };
  };

  test("an alert reaches the phone of the person that the flow names", async () => {
    const { yard } = await open();
    await always(yard.house, alert("sms"));
    await yard.take("A-1");
    await yard.settle();
    expect(yard.vendor.received).toMatchObject([{ vendor: "dysmsapi.aliyuncs.com", to: ["13800000001"] }]);
    expect(await rowOf(yard, "aliyun_sms")).toMatchObject([{ state: "delivered" }]);
  });

  test("one a minute a number, as the vendor has it: a flood becomes few messages and nobody is forgotten", async () => {
    const { yard } = await open();
    await always(yard.house, alert("sms"));
    for (let n = 0; n < 40; n += 1) await yard.take(`F-${n}`);
    for (let minute = 0; minute < 30; minute += 1) {
      await yard.settle();
      yard.clock.pass(MINUTE);
    }
    const rows = await rowOf(yard, "aliyun_sms");
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(["delivered"]));
    expect(rows.filter(({ kind }) => kind === "alert")).toHaveLength(40);
    expect(yard.vendor.received.length).toBeLessThanOrEqual(5);
    expect(yard.vendor.received.length).toBeGreaterThan(0);
  });

  test.each([
    ["a wrong secret", {}, { access_key_secret: "another-secret-00" }, "SignatureDoesNotMatch"],
    ["a signature that is not approved", { sign_name: "别家" }, SMS, "isv.SMS_SIGNATURE_ILLEGAL"],
    ["a template that there is not", { template_code: "SMS_999999" }, SMS, "isv.SMS_TEMPLATE_ILLEGAL"],
  ])(
    "%s: the test button shows the vendor's own code, the channel is marked, the message is a dead letter",
    async (_, settings, secrets, code) => {
      const { yard, id } = await open(settings, secrets);
      expect(await tryOut(yard, id)).toMatchObject({ result: "failed", code, answer: expect.stringContaining(code) });
      expect((await yard.house.get("/api/v1/channels")).body.items[1]).toMatchObject({ state: "faulty" });
      yard.clock.pass(61 * MINUTE);
      await always(yard.house, alert("sms"));
      await yard.take("A-1");
      await yard.settle();
      expect(await rowOf(yard, "aliyun_sms")).toMatchObject([{ state: "dead", code }]);
      expect((await yard.house.get("/api/v1/channels")).body.items[1]).toMatchObject({
        state: "faulty",
        fault: { code },
      });
    },
  );

  test("each variable of the template shows what was chosen for it, in one message as in a digest", async () => {
    const { yard, id } = await open({ variables: { title: "order", count: "count" } });
    await always(yard.house, alert("sms"));
    await yard.take("A-1");
    await yard.settle();
    expect(yard.vendor.received.at(-1)?.text).toContain("A-1");
    expect(yard.vendor.received.at(-1)?.text).toContain('"1"');
    const changed = await yard.house.send("PATCH", `/api/v1/channels/${id}`, {
      settings: { ...smsSettings, variables: { 单号: "title" } },
    });
    expect(changed.body.problems).toMatchObject([{ pointer: expect.stringMatching(/^\/settings\/variables/) }]);
  });

  test("a test that works says what the vendor answered; a second one at once is held back by the limit", async () => {
    const { yard, id } = await open();
    expect(await tryOut(yard, id)).toMatchObject({ result: "delivered", answer: expect.stringContaining("OK") });
    expect(await tryOut(yard, id)).toMatchObject({ result: "failed", code: "held_back" });
  });
});

describe("the WeCom app", () => {
  const open = async (wecom: string, secrets: object = WECOM_APP) => {
    const yard = await openYard();
    const id = await yard.addChannel("wecom_app", secrets, { settings: appSettings });
    await reach(yard, { wecom });
    return { yard, id };
  };

  test("an alert reaches the member; the token is asked for once, and again when it has expired", async () => {
    const { yard } = await open("zhang");
    await always(yard.house, alert("wecom"));
    for (const number of ["A-1", "A-2"]) {
      await yard.take(number);
      await yard.settle();
      yard.clock.pass(MINUTE);
    }
    expect(yard.vendor.received.map(({ to }) => to)).toEqual([["zhang"], ["zhang"]]);
    expect(yard.vendor.state.tokens.size).toBe(1);
    yard.clock.pass(3 * 60 * MINUTE);
    await yard.take("A-3");
    await yard.settle();
    expect([yard.vendor.received.length, yard.vendor.state.tokens.size]).toEqual([3, 2]);
  });

  test("a member that there is not is a dead letter of that message; a wrong secret marks the channel", async () => {
    const { yard, id } = await open("nobody");
    expect(await tryOut(yard, id)).toMatchObject({
      result: "failed",
      code: "errcode_81013",
      answer: expect.stringContaining("81013"),
    });
    await always(yard.house, alert("wecom"));
    await yard.take("A-1");
    await yard.settle();
    expect(await rowOf(yard, "wecom_app")).toMatchObject([{ state: "dead", code: "errcode_81013" }]);
    const wrong = await open("zhang", { secret: "corp-secret-wrong" });
    expect(await tryOut(wrong.yard, wrong.id)).toMatchObject({ result: "failed", code: "errcode_40001" });
  });

  test("whom it does not reach is told by the robot that stands beside it, for the flow said WeCom", async () => {
    const { yard } = await open("nobody");
    await yard.addChannel("wecom_robot", WECOM);
    await always(yard.house, alert("wecom"));
    await yard.take("A-1");
    await yard.settle();
    expect(await rowOf(yard, "wecom_robot")).toMatchObject([{ state: "delivered" }]);
    expect(yard.vendor.received.at(-1)?.text).toContain("A-1");
  });
});

describe("e-mail", () => {
  const open = async (port?: number) => {
    const server: MailServer = await startMailServer({
      onRcptTo: (address, _session, done) =>
        address.address.startsWith("gone")
          ? done(Object.assign(new Error("no such user"), { responseCode: 550 }))
          : done(),
    });
    onTestFinished(() => server.close());
    const at = port ?? server.port;
    const network = { loopback: { ports: [at] } };
    const yard = await openYard({ network });
    const settings = { host: "127.0.0.1", port: at, security: "none", from: "alerts@switchyard.example.com" };
    const id = await yard.addChannel("email", {}, { settings });
    return { yard, id, server };
  };

  test("an alert arrives once with the order's number; the test button shows what the server said", async () => {
    const { yard, id, server } = await open();
    await reach(yard, { email: "zhang@example.com" });
    expect(await tryOut(yard, id)).toMatchObject({ result: "delivered", answer: expect.stringMatching(/^250/) });
    await always(yard.house, alert("email"));
    await yard.take("A-1");
    await yard.settle();
    await yard.settle();
    expect(server.mails.map(({ to }) => to)).toEqual([["zhang@example.com"], ["zhang@example.com"]]);
    expect(await rowOf(yard, "email")).toMatchObject([{ state: "delivered", attempts: 1 }]);
  });

  test("an address that there is not is a dead letter with the server's code; a server that is away is tried again", async () => {
    const { yard, id } = await open();
    await reach(yard, { email: "gone@example.com" });
    expect(await tryOut(yard, id)).toMatchObject({ result: "failed", code: "smtp_550" });
    await always(yard.house, alert("email"));
    await yard.take("A-1");
    await yard.settle();
    expect(await rowOf(yard, "email")).toMatchObject([{ state: "dead", code: "smtp_550" }]);
    const away = await open(1);
    await reach(away.yard, { email: "zhang@example.com" });
    await always(away.yard.house, alert("email"));
    await away.yard.take("A-1");
    await away.yard.settle();
    expect(await rowOf(away.yard, "email")).toMatchObject([{ state: "pending", attempts: 1 }]);
  });
});
