import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ACCOUNTS, type Fault, startVendorServer, type VendorServer } from "../testing/index.ts";
import { createSendTools, openChannel } from "./catalogue.ts";
import type { ChannelKind, Message, Outcome, SendTools } from "./channel.ts";
import { byteLength } from "./wording.ts";

const NOON = Date.parse("2026-01-20T04:00:00Z");
let clock = NOON;
let vendors: VendorServer;
let tools: SendTools;
async function open(timeoutMs: number): Promise<void> {
  vendors = await startVendorServer({ now: () => clock, timeoutMs });
  tools = { ...createSendTools({ now: () => clock, inbox: async () => undefined }), request: vendors.request };
}
beforeEach(async () => {
  clock = NOON;
  await open(20_000);
});
afterEach(() => vendors.close());

const SETTINGS: Partial<Record<ChannelKind, Record<string, unknown>>> = {
  wecom_robot: { key: ACCOUNTS.wecomKey },
  wecom_app: { corp_id: ACCOUNTS.wecomCorp.id, agent_id: 1000002, secret: ACCOUNTS.wecomCorp.secret },
  dingtalk_robot: { access_token: ACCOUNTS.dingtalk.token, secret: ACCOUNTS.dingtalk.secret },
  feishu_robot: { token: ACCOUNTS.feishu.token, secret: ACCOUNTS.feishu.secret },
  aliyun_sms: {
    access_key_id: ACCOUNTS.aliyun.id,
    access_key_secret: ACCOUNTS.aliyun.secret,
    sign_name: ACCOUNTS.aliyun.sign,
    template_code: ACCOUNTS.aliyun.template,
    variables: { title: "title", count: "数量" },
  },
  webhook: { url: "https://hooks.example.com/switchyard", secrets: ACCOUNTS.webhook.secrets },
};
const HTTP_KINDS = Object.keys(SETTINGS) as ChannelKind[];

const alert = (more: Partial<Message> = {}): Message => ({
  id: "alert_0001",
  at: NOON,
  kind: "order.due_soon",
  level: 2,
  title: "订单交期临近",
  lines: [
    { label: "订单", value: "PO#20260118-088" },
    { label: "数量", value: "400" },
  ],
  to: [
    {
      id: "p1",
      name: "张三",
      wecom: "zhang",
      dingtalk: "ding-zhang",
      feishu: "ou_zhang",
      mobile: "13000000001",
      email: "z@example.com",
    },
  ],
  link: "https://switchyard.example.com/orders/1",
  ...more,
});

async function send(kind: ChannelKind, message = alert(), change: Record<string, unknown> = {}): Promise<Outcome> {
  const opened = openChannel(kind, { ...SETTINGS[kind], ...change });
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  return opened.channel.send(message, tools);
}

it("a variable of a short message is cut to what the vendor takes; half an address is none", async () => {
  const message = alert({
    title: "款".repeat(50),
    variables: { state: "已发货", link: "https://switchyard.example.com/track/abcdefghijklmnop" },
  });
  const variables = { title: "title", count: "state", link: "link", short: "home" };
  await send("aliyun_sms", { ...message, variables: { ...message.variables, home: "https://s.cn/1" } }, { variables });
  expect(JSON.parse(vendors.received[0]?.text ?? "")).toEqual({
    title: "款".repeat(35),
    count: "已发货",
    link: "-",
    short: "https://s.cn/1",
  });
});

describe.each(HTTP_KINDS)("[C1] %s", (kind) => {
  it("is taken by the vendor, with our number and the person", async () => {
    expect(await send(kind)).toMatchObject({ result: "delivered", missed: [] });
    expect(vendors.received).toHaveLength(1);
    expect(vendors.received[0]?.id).toBe("alert_0001");
    if (kind !== "webhook") expect(vendors.received[0]?.to).toHaveLength(1);
  });

  it("turns every misbehaviour into another attempt, within the deadline", async () => {
    const faults: Fault[] = [
      "slow",
      "drip",
      "hang_up",
      "redirect",
      { status: 500 },
      { status: 502 },
      { status: 429, retryAfter: "120" },
      "huge",
      "not_json",
      "empty",
    ];
    await vendors.close();
    // Two of them would never end by themselves.
    await open(250);
    for (const fault of faults) {
      // A webhook is judged by its status alone.
      if (kind === "webhook" && (fault === "huge" || fault === "not_json" || fault === "empty")) continue;
      vendors.faults = [fault];
      const outcome = await send(kind);
      expect([fault, outcome.result]).toEqual([fault, "retry"]);
      if (typeof fault === "object" && "retryAfter" in fault) expect(outcome).toMatchObject({ afterMs: 120_000 });
    }
    expect(vendors.received).toHaveLength(0);
  });

  it("tells neither secrets nor addresses in what it says", async () => {
    const secrets = JSON.stringify(SETTINGS[kind]).match(/[\w+/=-]{16,}/g) ?? [];
    for (const fault of [
      undefined,
      "hang_up",
      { status: 403 },
      { body: { errcode: 99, errmsg: JSON.stringify(SETTINGS[kind]) } },
    ] as (Fault | undefined)[]) {
      vendors.faults = fault === undefined || (typeof fault === "object" && "body" in fault) ? [] : [fault];
      const told = JSON.stringify(await send(kind));
      for (const secret of secrets) if (!/^(https|SMS_)/.test(secret)) expect(told).not.toContain(secret);
    }
  });

  it("refuses a message id that could be anything else", async () => {
    expect(await send(kind, alert({ id: "a\r\nx: y" }))).toMatchObject({ result: "final", code: "bad_id" });
  });
});

describe("[C8] what a channel says around a message is in the message's language", () => {
  const marked = (language: "zh-CN" | "en" | undefined) =>
    alert({ title: "t", lines: [], level: 4, mentionAll: true, ...(language === undefined ? {} : { language }) });
  it.each([
    ["zh-CN", "【紧急】t", "查看", "所有人"],
    [undefined, "【紧急】t", "查看", "所有人"],
    ["en", "[Urgent] t", "Open", "Everyone"],
  ] as const)("%s", async (language, title, open, everyone) => {
    for (const kind of ["wecom_robot", "dingtalk_robot"] as const) {
      const opened = openChannel(kind, { ...SETTINGS[kind], format: "markdown" });
      if (!opened.ok) throw new Error(kind);
      expect(await opened.channel.send(marked(language), tools)).toMatchObject({ result: "delivered" });
      const text = vendors.received.at(-1)?.text ?? "";
      expect(text).toContain(title);
      expect(text).toContain(`[${open}](https://switchyard.example.com/orders/1)`);
    }
    expect(await send("feishu_robot", marked(language))).toMatchObject({ result: "delivered" });
    expect(vendors.received.at(-1)?.text).toContain(`<at user_id="all">${everyone}</at>`);
    expect(vendors.received.at(-1)?.text.startsWith(title)).toBe(true);
  });
});

describe("[C2] success is judged by the vendor's code, not by 200", () => {
  const cases: [
    ChannelKind,
    Record<string, unknown>,
    Record<string, unknown>,
    Partial<Outcome> & { scope?: string; afterMs?: number },
  ][] = [
    ["wecom_robot", { key: "another-key-0000" }, {}, { result: "final", code: "errcode_93000", scope: "channel" }],
    ["wecom_robot", {}, { errcode: 45009 }, { result: "retry", code: "rate_limited", afterMs: 60_000 }],
    ["wecom_robot", {}, { errcode: -1 }, { result: "retry", code: "errcode_-1" }],
    ["wecom_app", { secret: "not-the-secret" }, {}, { result: "final", code: "errcode_40001", scope: "channel" }],
    ["dingtalk_robot", { secret: "SECwrong" }, {}, { result: "final", code: "errcode_310000", scope: "channel" }],
    [
      "dingtalk_robot",
      { access_token: "unknown0000" },
      {},
      { result: "final", code: "errcode_300001", scope: "channel" },
    ],
    ["dingtalk_robot", {}, { errcode: 130101 }, { result: "retry", code: "rate_limited", afterMs: 600_000 }],
    ["feishu_robot", { secret: "wrong" }, {}, { result: "final", code: "code_19021", scope: "channel" }],
    ["feishu_robot", {}, { code: 19024 }, { result: "final", code: "code_19024", scope: "channel" }],
    ["feishu_robot", {}, { code: 11232 }, { result: "retry", code: "rate_limited" }],
    ["feishu_robot", {}, { code: 9499 }, { result: "final", code: "code_9499" }],
    [
      "aliyun_sms",
      { access_key_secret: "wrong-secret" },
      {},
      { result: "final", code: "SignatureDoesNotMatch", scope: "channel" },
    ],
    [
      "aliyun_sms",
      { sign_name: "别的签名" },
      {},
      { result: "final", code: "isv.SMS_SIGNATURE_ILLEGAL", scope: "channel" },
    ],
    [
      "aliyun_sms",
      { variables: {} },
      {},
      {
        ...{ result: "final", code: "isv.TEMPLATE_MISSING_PARAMETERS", scope: "message" },
        reason: { zh: expect.stringContaining("请在渠道里补上"), en: expect.stringContaining("add it to the channel") },
      } as never,
    ],
    [
      "aliyun_sms",
      {},
      { Code: "isv.AMOUNT_NOT_ENOUGH" },
      { result: "final", code: "isv.AMOUNT_NOT_ENOUGH", scope: "channel" },
    ],
    ["aliyun_sms", {}, { Code: "isv.BUSINESS_LIMIT_CONTROL" }, { result: "retry", code: "rate_limited" }],
    ["aliyun_sms", {}, { Code: "Throttling.User" }, { result: "retry", code: "Throttling.User" }],
    [
      "webhook",
      { secrets: [`whsec_${Buffer.alloc(32, 9).toString("base64")}`] },
      {},
      { result: "retry", code: "http_401", reason: { zh: expect.stringContaining("请与对方核对") } } as never,
    ],
  ];
  it.each(cases)("%s %j %j", async (kind, change, body, expected) => {
    if (Object.keys(body).length > 0) vendors.faults = [{ body }];
    expect(await send(kind, alert(), change)).toMatchObject(expected);
  });

  it("a webhook that is gone ends at once, a Retry-After as a date is honoured", async () => {
    vendors.faults = [
      { status: 410 },
      { status: 503, retryAfter: new Date(NOON + 90_000).toUTCString() },
      { status: 503, retryAfter: "soon" },
    ];
    expect(await send("webhook")).toMatchObject({ result: "final", code: "gone", scope: "channel" });
    expect(await send("webhook")).toMatchObject({ result: "retry", afterMs: 90_000 });
    expect(await send("webhook")).not.toHaveProperty("afterMs");
  });
});

describe("[C3] WeCom app tokens", () => {
  it("are asked for once, renewed before they expire, and renewed at once when refused", async () => {
    for (let n = 0; n < 3; n += 1) await send("wecom_app", alert({ id: `m${n}` }));
    expect(vendors.state.tokens.size).toBe(1);
    clock += 7_000_000;
    await send("wecom_app", alert({ id: "m4" }));
    expect(vendors.state.tokens.size).toBe(2);
    vendors.state.tokens.clear();
    expect(await send("wecom_app", alert({ id: "m5" }))).toMatchObject({ result: "delivered" });
    expect(vendors.received.map((message) => message.id)).toEqual(["m0", "m1", "m2", "m4", "m5"]);
  });

  it("an invalid user among valid ones is missed, and told so", async () => {
    const to = [
      { id: "p1", name: "张", wecom: "zhang" },
      { id: "p2", name: "gone", wecom: "gone" },
      { id: "p3", name: "none" },
      { id: "p4", name: "evil", wecom: "@all|li" },
    ];
    expect(await send("wecom_app", alert({ to }))).toMatchObject({ result: "delivered", missed: ["p2", "p3", "p4"] });
    expect(vendors.received[0]?.to).toEqual(["zhang"]);
    expect(await send("wecom_app", alert({ to: to.slice(1, 2) }))).toMatchObject({
      result: "final",
      code: "errcode_81013",
    });
    expect(await send("wecom_app", alert({ to: to.slice(2) }))).toMatchObject({
      result: "final",
      code: "no_recipient",
    });
  });

  it("[C4] a message whose answer was lost is not shown twice", async () => {
    await send("wecom_app", alert({ id: "first" }));
    vendors.faults = ["lost_answer"];
    expect(await send("wecom_app")).toMatchObject({ result: "retry" });
    expect(await send("wecom_app")).toMatchObject({ result: "delivered" });
    expect(vendors.received.map((message) => message.id)).toEqual(["first", "alert_0001"]);
  });
});

describe("[C5] what customers write", () => {
  const EVIL = [
    "@all", "<@zhang>", "<@all>", "[点击领取](http://evil.example)", "![x](http://evil.example/x.png)", '<at user_id="all">x</at>',
    '<font color="warning">x</font>', "**粗**", "`code`", "http://evil.example/?a=1", "www.evil.example", "a\n# heading", "a\r\n> quote",
    "\u202Ereversed", "zero\u200Bwidth", "x\u0000y", "<img src=x>", "&lt;@all&gt;", "| a | b |", "1. list", "13912345678",
  ]; // biome-ignore format: a corpus

  it.each(["wecom_robot", "dingtalk_robot", "feishu_robot"] as ChannelKind[])(
    "cannot mention, link or format in %s",
    async (kind) => {
      for (const format of kind === "feishu_robot" ? [{}] : [{ format: "text" }, { format: "markdown" }]) {
        for (const value of EVIL) {
          clock += 60_000;
          const before = vendors.received.length;
          await send(kind, alert({ title: value, lines: [{ label: value, value }], to: [] }), format);
          const taken = vendors.received[before];
          expect(taken?.to).toEqual([]);
          const said = (taken?.text ?? "")
            .replace("https://switchyard.example.com/orders/1", "")
            .replace(/\[查看\]\(\)/, "")
            .replace(/<\/?font[^>]*>/g, "");
          expect(said).not.toMatch(/@|<|\]\(|:\/\/|\bwww\.|13912345678|[\u200b\u202e\0]/);
          if (!("format" in format) || format.format === "text") continue;
          // Quote, heading and bold stand only where we put them: line starts, and around the title.
          expect(said.replace(/^(> |### )/gm, "").replace(/^\*\*(.*)\*\*$/m, "$1")).not.toMatch(/^[>#]|\*\*|`|~~/m);
        }
      }
    },
  );

  it.each(["wecom_robot", "wecom_app", "dingtalk_robot", "feishu_robot"] as ChannelKind[])(
    "stays inside the limit in bytes for %s",
    async (kind) => {
      const text = fc.string({ unit: fc.constantFrom("订", "x", "👨‍👩‍👧", "é", "@", "<", "\n"), maxLength: 3000 });
      await fc.assert(
        fc.asyncProperty(
          text,
          fc.array(text, { maxLength: 20 }),
          fc.constantFrom("text", "markdown"),
          async (title, values, format) => {
            clock += 60_000;
            const lines = values.map((value, index) => ({ label: `字段${index}`, value }));
            const change = kind === "wecom_robot" || kind === "dingtalk_robot" ? { format } : {};
            const outcome = await send(kind, alert({ title, lines }), change);
            expect(outcome).toMatchObject({ result: "delivered" });
            const taken = vendors.received.at(-1);
            expect(taken?.text).toContain("№ alert_0001");
            expect(taken?.text).not.toMatch(/\p{Surrogate}/u);
            expect(taken?.to.length).toBe(1);
            expect(byteLength(taken?.text ?? "")).toBeLessThanOrEqual(
              { wecom_robot: 4096, wecom_app: 2048 }[kind as string] ?? 15_000,
            );
          },
        ),
        { numRuns: 60 },
      );
    },
  );
});

describe("[C6] the webhook", () => {
  it("carries the same id and body at every attempt, and the attempt's own time", async () => {
    vendors.faults = ["lost_answer", "lost_answer"];
    for (const wait of [0, 5000, 300_000]) {
      clock += wait;
      await send("webhook");
    }
    const calls = vendors.received.map(({ call }) => call);
    expect(new Set(calls.map((call) => call.headers["webhook-id"])).size).toBe(1);
    expect(new Set(calls.map((call) => call.body.toString())).size).toBe(1);
    expect(calls.map((call) => Number(call.headers["webhook-timestamp"]) - NOON / 1000)).toEqual([0, 5, 305]);
    expect(JSON.parse(calls[0]?.body.toString() ?? "")).toMatchObject({
      type: "order.due_soon",
      timestamp: "2026-01-20T04:00:00.000Z",
    });
  });

  it("is understood by a receiver that holds the old secret while secrets change over", async () => {
    const fresh = `whsec_${Buffer.alloc(32, 3).toString("base64")}`;
    expect(await send("webhook", alert(), { secrets: [fresh, ...ACCOUNTS.webhook.secrets] })).toMatchObject({
      result: "delivered",
    });
  });
});

describe("[C7] settings", () => {
  it("take the robot's whole address and keep its token", async () => {
    const pasted: [ChannelKind, Record<string, unknown>][] = [
      ["wecom_robot", { key: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${ACCOUNTS.wecomKey}` }],
      [
        "dingtalk_robot",
        { access_token: `https://oapi.dingtalk.com/robot/send?access_token=${ACCOUNTS.dingtalk.token}` },
      ],
      ["feishu_robot", { token: `https://open.feishu.cn/open-apis/bot/v2/hook/${ACCOUNTS.feishu.token}` }],
    ];
    for (const [kind, change] of pasted)
      expect(await send(kind, alert(), change)).toMatchObject({ result: "delivered" });
  });

  it("that are wrong are named by field and never quoted", () => {
    const opened = openChannel("wecom_robot", { key: "short!secret", extra: 1 });
    expect(opened.ok).toBe(false);
    expect(JSON.stringify(opened)).toContain("/key");
    expect(JSON.stringify(opened)).not.toContain("short!secret");
  });

  it("of one credential share one queue", () => {
    const name = (settings: unknown) => {
      const opened = openChannel("wecom_robot", settings);
      return opened.ok ? opened.channel.credential : "";
    };
    expect(name({ key: ACCOUNTS.wecomKey, format: "markdown" })).toBe(name({ key: ACCOUNTS.wecomKey }));
    expect(name({ key: ACCOUNTS.wecomKey })).not.toContain(ACCOUNTS.wecomKey);
  });
});
