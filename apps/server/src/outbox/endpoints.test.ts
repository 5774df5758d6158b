/** Receivers that misbehave, each behind the real server, its dispatcher and a real socket; the hours pass by a clock in the test's hand. */
import { describe, expect, test } from "vitest";
import { alert, always, openYard, WEBHOOK, WECOM, webhook, type Yard } from "../testing/vendors.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** What Standard Webhooks asks for: the waits before the ten attempts. */
const STANDARD = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

async function openHook(path = "orders", name = "erp"): Promise<Yard> {
  const yard = await openYard();
  await addHook(yard, path, name);
  await always(yard.house, webhook(name));
  return yard;
}
const addHook = (yard: Yard, path: string, name: string) =>
  yard.addChannel("webhook", WEBHOOK, { settings: { url: `https://hooks.example.com/${path}` }, name });

/** When each attempt left, counted from the first, until nothing more is planned. */
async function attempts(yard: Yard): Promise<number[]> {
  const at: number[] = [];
  const first = yard.clock.now();
  for (;;) {
    const before = yard.vendor.calls;
    await yard.settle();
    if (yard.vendor.calls > before) at.push(yard.clock.now() - first);
    const [row] = await yard.outbox();
    if (row?.next_at == null) return at;
    yard.clock.pass(row.next_at - yard.clock.now());
  }
}
const waits = (at: readonly number[]) => at.map((instant, place) => instant - (at[place - 1] ?? 0));

describe("[F25] an endpoint that is down", () => {
  test.each([
    ["cuts every connection", "hang_up", "connection"],
    ["answers 500", { status: 500 }, "http_500"],
    ["answers 503", { status: 503 }, "http_503"],
  ] as const)(
    "%s: ten attempts at exactly the standard's waits, then a dead letter that can be sent again",
    async (_, fault, code) => {
      const yard = await openHook();
      yard.vendor.faults.push(...STANDARD.map(() => fault));
      await yard.take("A-1");
      const at = await attempts(yard);
      expect(waits(at)).toEqual(STANDARD);
      expect(yard.vendor.received).toEqual([]);
      const [dead] = await yard.outbox();
      expect(dead).toMatchObject({ state: "dead", attempts: 10, code });
      await yard.house.send("POST", `/api/v1/outbox/${dead?.id}/resend`, {});
      await yard.settle();
      expect(yard.vendor.received.map(({ id }) => id)).toEqual([dead?.message]);
      console.log(
        `${code}: 10 attempts over ${((at.at(-1) ?? 0) / HOUR).toFixed(2)} h, dead, resent by hand, delivered`,
      );
    },
  );

  test("was mended: what waits is sent at once by hand, as the same message; one that was delivered is not", async () => {
    const yard = await openHook();
    yard.vendor.faults.push({ status: 503 });
    await yard.take("A-1");
    await yard.settle();
    const [waiting] = await yard.outbox();
    expect(waiting).toMatchObject({ state: "pending", status: "waiting", attempts: 1 });
    const again = () => yard.house.send("POST", `/api/v1/outbox/${waiting?.id}/resend`, {});
    expect((await again()).status).toBe(200);
    await yard.settle();
    expect(yard.vendor.received.map(({ id }) => id)).toEqual([waiting?.message]);
    expect((await yard.outbox())[0]).toMatchObject({ state: "delivered", attempts: 2 });
    expect((await again()).body.code).toBe("not_dead");
  });

  test("answers 429 with Retry-After: not before that, and never sooner than the schedule", async () => {
    const yard = await openHook();
    yard.vendor.faults.push({ status: 429, retryAfter: "600" }, { status: 429, retryAfter: "1" });
    await yard.take("A-1");
    expect(waits(await attempts(yard))).toEqual([0, 600 * SECOND, 5 * MINUTE]);
    expect(await yard.outbox()).toMatchObject([{ state: "delivered", attempts: 3 }]);
  });

  test("comes back in the middle: all that waited arrives, each once, in the bytes of the first attempt", async () => {
    const yard = await openHook();
    const numbers = Array.from({ length: 20 }, (_, n) => `A-${n}`);
    yard.vendor.faults.push(...numbers.map(() => ({ status: 502 }) as const));
    for (const number of numbers) await yard.take(number);
    await yard.settle();
    expect(yard.vendor.received).toEqual([]);
    yard.clock.pass(5 * SECOND);
    await yard.settle();
    const told = yard.vendor.received.map(({ text }) => JSON.parse(text).data.content.external_id as string);
    expect(told.toSorted()).toEqual(numbers.toSorted());
    console.log(`${numbers.length} messages met a 502, ${told.length} arrived 5 s later, 0 twice`);
  });
});

describe("[F26] an endpoint that is slow", () => {
  test.each([
    ["never answers", "slow"],
    ["drips its answer", "drip"],
  ] as const)("%s: the attempt ends at its deadline and is tried again", async (_, fault) => {
    const yard = await openHook();
    yard.vendor.faults.push(fault);
    await yard.take("A-1");
    await yard.settle();
    expect(await yard.outbox()).toMatchObject([{ state: "pending", attempts: 1, code: "timeout" }]);
    yard.clock.pass(5 * SECOND);
    await yard.settle();
    expect(await yard.outbox()).toMatchObject([{ state: "delivered", attempts: 2 }]);
  });

  test("answers without an end: 64 KB are read, 500 characters kept", async () => {
    const yard = await openHook();
    let read = 0;
    const request = yard.house.ctx.tools.request;
    yard.house.ctx.tools.request = async (input) => {
      const reply = await request(input);
      if (reply.ok) read = reply.body.length;
      return reply;
    };
    yard.vendor.faults.push("huge");
    await yard.take("A-1");
    await yard.settle();
    const [row] = await yard.outbox();
    expect(row).toMatchObject({ state: "delivered", attempts: 1 });
    expect([read, (row?.answer ?? "").length <= 500]).toEqual([64 * 1024, true]);
  });

  test("one slow endpoint of thirty: the others have everything before its first attempt ends", async () => {
    const yard = await openYard();
    const names = Array.from({ length: 30 }, (_, n) => `hook-${n}`);
    for (const name of names) await addHook(yard, name, name);
    await always(yard.house, ...names.map(webhook));
    const ended: string[] = [];
    const request = yard.vendor.request;
    yard.house.ctx.tools.request = async (input) => {
      const name = new URL(input.url).pathname.slice(1);
      // Only this one's receiver holds its answer back until the attempt's deadline.
      const reply = name === "hook-7" ? await slowly(yard, input) : await request(input);
      ended.push(name);
      return reply;
    };
    await yard.take("A-1");
    await yard.settle();
    expect(ended).toHaveLength(30);
    expect(ended.at(-1)).toBe("hook-7");
    const rows = await yard.outbox();
    expect(rows.filter(({ state }) => state === "delivered")).toHaveLength(29);
    expect(rows.filter(({ code }) => code === "timeout")).toHaveLength(1);
  });
});

/** The vendor takes faults in order of arrival: this asks for one and is the next to arrive. */
async function slowly(yard: Yard, input: Parameters<Yard["vendor"]["request"]>[0]) {
  while (ahead(yard)) await new Promise((resolve) => setTimeout(resolve, 2));
  yard.vendor.faults.push("slow");
  return yard.vendor.request(input);
}
const ahead = (yard: Yard) => yard.vendor.received.length < 29;

describe("[F27] an endpoint that redirects", () => {
  test("is not followed, to a vendor's page or to anywhere: the attempt failed and is tried again", async () => {
    const yard = await openHook();
    yard.vendor.faults.push("redirect", "redirect");
    await yard.take("A-1");
    await yard.settle();
    expect(yard.vendor.calls).toBe(1);
    expect(await yard.outbox()).toMatchObject([{ state: "pending", attempts: 1, code: "redirect" }]);
    expect(waits(await attempts(yard))).toEqual([5 * SECOND, 5 * MINUTE]);
    expect(yard.vendor.calls).toBe(3);
    expect(yard.vendor.received.map(({ call }) => call.path)).toEqual(["/orders"]);
  });
});

describe("[F11] a clock set ahead by ten days", () => {
  test("lets what waited leave at the vendor's pace, merged, nobody forgotten", async () => {
    const yard = await openYard();
    await yard.addChannel("wecom_robot", WECOM);
    await always(yard.house, alert("wecom"));
    yard.vendor.faults.push(...Array.from({ length: 20 }, () => ({ status: 500 }) as const));
    for (let n = 0; n < 120; n += 1) await yard.take(`J-${n}`);
    await yard.settle();
    yard.vendor.faults.length = 0;
    expect(yard.vendor.received).toEqual([]);
    yard.clock.pass(10 * 24 * HOUR);
    await yard.settle();
    const atOnce = yard.vendor.received.length;
    for (let minute = 0; minute < 30; minute += 1) {
      yard.clock.pass(MINUTE);
      await yard.settle();
    }
    const { counts } = (await yard.house.get("/api/v1/outbox")).body;
    expect(atOnce).toBeLessThanOrEqual(20);
    expect(counts).toMatchObject({ pending: 0, dead: 0 });
    console.log(
      `120 alerts overdue by ten days: ${atOnce} messages at once (limit 20 a minute), ${yard.vendor.received.length} in all`,
    );
  });
});
