import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aliyunSms } from "../channel/aliyun-sms.ts";
import type { Message, Outcome, Quota } from "../channel/channel.ts";
import { dingtalkRobot } from "../channel/dingtalk-robot.ts";
import { feishuRobot } from "../channel/feishu-robot.ts";
import { CHAT_SCHEDULE, WEBHOOK_SCHEDULE } from "../channel/limits.ts";
import { wecomApp } from "../channel/wecom-app.ts";
import { wecomRobot } from "../channel/wecom-robot.ts";
import { mergeMessages } from "./digest.ts";
import { admit, type LimiterState } from "./limiter.ts";
import { type Delivery, newDelivery, nextDelivery, revive } from "./next-delivery.ts";
import { fanOut, planSends, type Waiting } from "./plan.ts";

const said = { zh: "x", en: "x" };
const RETRY: Outcome = { result: "retry", code: "http_500", reason: said, answer: "" };
const DONE: Outcome = { result: "delivered", vendorId: null, missed: [], answer: "" };
const FINAL: Outcome = { result: "final", code: "gone", reason: said, scope: "channel", answer: "" };

const alert = (n: number, more: Partial<Message> = {}): Message => ({
  id: `a${n}`,
  at: n,
  kind: n % 3 === 0 ? "stock" : "due",
  kindName: n % 3 === 0 ? "缺货" : "交期临近",
  level: 2,
  title: `告警 ${n}`,
  lines: [{ label: "订单", value: `PO-${n}` }],
  to: [{ id: "p1", name: "x" }],
  ...more,
});

describe("[D1] the schedule", () => {
  it("of webhooks is that of Standard Webhooks, to the millisecond, and ends dead after the tenth attempt", () => {
    const offsets: number[] = [];
    let now = 0;
    let delivery: Delivery = newDelivery("m", ["hook"], 0);
    while (delivery.nextAt !== null) {
      now = delivery.nextAt;
      offsets.push(now / 1000);
      delivery = nextDelivery(delivery, RETRY, now, WEBHOOK_SCHEDULE).delivery;
    }
    const waits = [0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
    expect(offsets).toEqual(waits.map((_, index) => waits.slice(0, index + 1).reduce((a, b) => a + b, 0)));
    expect(delivery).toMatchObject({ status: "dead", attempts: 10, lastCode: "http_500" });
    console.log(`delivery: 10 attempts, dead letter after ${((offsets.at(-1) ?? 0) / 3600).toFixed(2)} h`);
  });

  it("honours a longer Retry-After, never a shorter one, and not for more than a day", () => {
    const after = (afterMs: number) =>
      nextDelivery(newDelivery("m", ["hook"], 0), { ...RETRY, afterMs }, 1000, WEBHOOK_SCHEDULE).delivery.nextAt;
    expect(after(120_000)).toBe(121_000);
    expect(after(10)).toBe(6000);
    expect(after(1e12)).toBe(1000 + 86_400_000);
  });
});

describe("[D2] the end of a delivery", () => {
  it("goes to the next channel with the same id, then to the dead letters", () => {
    const first = nextDelivery(newDelivery("m", ["wecom", "sms", "inbox"], 0), FINAL, 5, CHAT_SCHEDULE);
    expect(first).toMatchObject({ delivery: { status: "dead" }, channelFault: true });
    expect(first.follow).toMatchObject({
      do: "fallback",
      delivery: { id: "m", channel: "sms", fallbacks: ["inbox"], attempts: 0, nextAt: 5 },
    });
    const last = nextDelivery(newDelivery("m", ["inbox"], 0), FINAL, 5, CHAT_SCHEDULE);
    expect(last.follow).toEqual({ do: "dead_letter", code: "gone", to: null });
    expect(revive(last.delivery, 9)).toMatchObject({ id: "m", attempts: 0, status: "waiting", nextAt: 9 });
  });

  it("falls back for the people that the vendor did not know", () => {
    const missed: Outcome = { ...DONE, missed: ["p2"] };
    const step = nextDelivery(newDelivery("m", ["wecom", "sms"], 0), missed, 5, CHAT_SCHEDULE);
    expect(step).toMatchObject({
      delivery: { status: "delivered" },
      follow: { do: "fallback", to: ["p2"], delivery: { channel: "sms" } },
    });
    const alone = nextDelivery(newDelivery("m", ["wecom"], 0), missed, 5, CHAT_SCHEDULE);
    expect(alone.follow).toEqual({ do: "dead_letter", code: "missed", to: ["p2"] });
  });
});

/** The vendor's own count: the most in any window, wherever it starts. */
function most(instants: readonly number[], windowMs: number): number {
  let worst = 0;
  let from = 0;
  for (let to = 0; to < instants.length; to += 1) {
    while ((instants[to] ?? 0) - (instants[from] ?? 0) >= windowMs) from += 1;
    worst = Math.max(worst, to - from + 1);
  }
  return worst;
}

describe("[D3] the limiter", () => {
  const quota = fc.record({ windowMs: fc.integer({ min: 1, max: 5000 }), max: fc.integer({ min: 1, max: 50 }) });
  it("never lets any window hold more than the vendor's maximum", () => {
    fc.assert(
      fc.property(
        fc.array(quota, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 5 }),
        fc.array(fc.tuple(fc.nat(400), fc.boolean()), { maxLength: 400 }),
        (limits, reserve, asks) => {
          const quotas: Quota[] = limits.map(({ max, windowMs }) => ({
            max,
            windowMs,
            reserved: Math.min(reserve, max - 1),
            per: "credential",
          }));
          let state: LimiterState = {};
          let now = 0;
          const taken: number[] = [];
          for (const [gap, critical] of asks) {
            now += gap;
            const admission = admit(state, quotas, { critical, recipient: null }, now);
            if (admission.ok) {
              state = admission.state;
              taken.push(now);
            } else expect(admission.at).toBeGreaterThan(now);
          }
          for (const { max, windowMs } of quotas) expect(most(taken, windowMs)).toBeLessThanOrEqual(max);
        },
      ),
    );
  });

  it("keeps some for critical alerts", () => {
    const [quotas, state]: [Quota[], { now: LimiterState }] = [[...dingtalkRobot.quotas], { now: {} }];
    const ask = (critical: boolean) => {
      const admission = admit(state.now, quotas, { critical, recipient: null }, 0);
      if (admission.ok) state.now = admission.state;
      return admission.ok;
    };
    while (ask(false));
    expect(ask(true)).toBe(true);
  });

  it("is ready at exactly the instant it names", () => {
    let state: LimiterState = {};
    for (;;) {
      const admission = admit(state, wecomRobot.quotas, { critical: false, recipient: null }, 7);
      if (admission.ok) state = admission.state;
      else {
        expect(admit(state, wecomRobot.quotas, { critical: false, recipient: null }, admission.at - 1).ok).toBe(false);
        expect(admit(state, wecomRobot.quotas, { critical: false, recipient: null }, admission.at).ok).toBe(true);
        break;
      }
    }
  });

  it("forgets buckets that are full again", () => {
    let state: LimiterState = {};
    for (let n = 0; n < 1000; n += 1) {
      const admission = admit(state, wecomApp.quotas, { critical: false, recipient: `p${n}` }, n * 60_000);
      if (admission.ok) state = admission.state;
    }
    expect(Object.keys(state).length).toBeLessThan(10);
  });
});

describe("[D4] digests", () => {
  it("name counts by kind and the first ten, and have every id as a member", () => {
    const messages = Array.from({ length: 25 }, (_, n) => alert(n, n === 20 ? { level: 3 } : {}));
    const [first, ...rest] = messages;
    if (first === undefined) throw new Error("none");
    const { message, members } = mergeMessages([first, ...rest]);
    expect(message.title).toBe("25 条告警：交期临近 16、缺货 9");
    expect(message.lines).toHaveLength(11);
    expect(message.lines[0]).toEqual({ label: "1", value: "告警 0 · PO-0" });
    expect(message.lines[10]).toEqual({ label: "其余", value: "15 条" });
    expect(message).toMatchObject({ level: 3, variables: { count: "25" } });
    expect(members).toEqual(messages.map(({ id }) => id));
    expect(mergeMessages([first, ...rest]).message.id).toBe(message.id);
    expect(message.id).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
    expect(mergeMessages([first]).message).toBe(first);
  });

  it("are worded in their messages' language, and hold messages of one", () => {
    const quotas: Quota[] = [{ windowMs: 1000, max: 10, reserved: 0, per: "credential" }];
    const waiting: Waiting[] = Array.from({ length: 24 }, (_, n) => ({
      ...{ message: alert(n, n % 2 === 0 ? { language: "en", kindName: "Due soon" } : {}), dueAt: 5, fixed: false },
    }));
    const plan = planSends({ waiting, quotas, digests: true, limiter: {}, now: 10 });
    const english = plan.sends.find(({ message }) => message.language === "en")?.message;
    expect(plan.sends.map(({ members }) => members.length)).toEqual([12, 12]);
    expect(english?.title).toBe("12 alerts: Due soon 8, Due soon 4");
    expect(english?.lines.at(-1)).toEqual({ label: "Others", value: "2" });
  });

  it("hold only messages to the same people, and nothing that was tried before", () => {
    const quotas: Quota[] = [{ windowMs: 1000, max: 1, reserved: 0, per: "credential" }];
    const waiting: Waiting[] = [
      ...Array.from({ length: 3 }, (_, n) => ({ message: alert(n), dueAt: 5, fixed: false })),
      { message: alert(8, { to: [{ id: "p2", name: "y" }] }), dueAt: 6, fixed: false },
      { message: alert(9), dueAt: 7, fixed: true },
      { message: alert(10), dueAt: 99, fixed: false },
    ];
    const plan = planSends({ waiting, quotas, digests: true, limiter: {}, now: 10 });
    expect(plan.sends.map(({ members }) => members)).toEqual([["a0", "a1", "a2"]]);
    expect(plan.wakeAt).toBe(99);
    const single = planSends({ waiting, quotas, digests: false, limiter: {}, now: 10 });
    expect(single.sends.map(({ members }) => members)).toEqual([["a0"]]);
    expect(planSends({ waiting: [], quotas, digests: true, limiter: {}, now: 10 })).toEqual({
      sends: [],
      limiter: {},
      wakeAt: null,
    });
  });

  it("hold what waited for the end of quiet hours, though no limit asks for it, each order's customer apart", () => {
    const told = (n: number, about: string) => ({
      ...{ message: alert(n, { to: [{ id: "customer", name: "x" }], about }), dueAt: 5, fixed: false, held: true },
    });
    const waiting: Waiting[] = [
      ...[1, 2].map((n) => ({ message: alert(n), dueAt: 5, fixed: false, held: true })),
      { message: alert(3), dueAt: 5, fixed: false },
      ...[told(4, "o1"), told(5, "o1"), told(6, "o2")],
    ];
    const plan = planSends({ waiting, quotas: [], digests: true, limiter: {}, now: 10 });
    expect(plan.sends.map(({ members }) => members)).toEqual([["a1", "a2"], ["a3"], ["a4", "a5"], ["a6"]]);
    expect(plan.sends[2]?.message).toMatchObject({ title: "告警 5；告警 4", about: "o1", variables: { count: "2" } });
    const apart = planSends({ waiting, quotas: [], digests: false, limiter: {}, now: 10 });
    expect(apart.sends).toHaveLength(6);
  });

  it("are one each for people where the vendor counts people", () => {
    const message = alert(1, {
      to: [
        { id: "p1", name: "x" },
        { id: "p2", name: "y" },
      ],
    });
    expect(fanOut(message, aliyunSms.quotas).map(({ id, to }) => [id, to.length])).toEqual([
      ["a1-p1", 1],
      ["a1-p2", 1],
    ]);
    expect(fanOut(message, wecomRobot.quotas)).toEqual([message]);
  });

  it("gives everybody a message of their own, however long or foreign the ids are", () => {
    const people = ["张三", "李四", "supervisor-of-warehouse-east", "supervisor-of-warehouse-west"];
    for (const id of ["a1", "m".repeat(64), `n${"m".repeat(63)}`]) {
      const ids = fanOut(alert(1, { id, to: people.map((one) => ({ id: one, name: one })) }), aliyunSms.quotas).map(
        (one) => one.id,
      );
      expect(new Set(ids).size).toBe(people.length);
      for (const one of ids) expect(one).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
    }
    const [first, second] = ["m".repeat(64), `n${"m".repeat(63)}`].map(
      (id) => fanOut(alert(1, { id, to: people.map((one) => ({ id: one, name: one })) }), aliyunSms.quotas)[0]?.id,
    );
    expect(first).not.toBe(second);
  });

  it("of thousands of customers each gets theirs at once, whatever went to others before", () => {
    const waiting = Array.from({ length: 5000 }, (_, n) => ({
      message: alert(n, { about: `order${n}`, to: [{ id: "customer", name: "x" }] }),
      dueAt: 0,
      fixed: false,
    }));
    const plan = planSends({ waiting, quotas: aliyunSms.quotas, digests: true, limiter: {}, now: 10 });
    expect([plan.sends.length, plan.wakeAt]).toEqual([5000, null]);
    const again = planSends({ waiting, quotas: aliyunSms.quotas, digests: false, limiter: plan.limiter, now: 11 });
    expect([again.sends.length, again.limiter]).toEqual([0, plan.limiter]);
  });
});

interface Row {
  message: Message;
  members: string[];
  delivery: Delivery;
  fixed: boolean;
}

/** The dispatcher as the server will write it, over virtual time, with crashes between sending and storing. */
function simulate(options: {
  alerts: { at: number; message: Message }[];
  quotas: readonly Quota[];
  outcome: (n: number) => Outcome;
  crash: (n: number) => boolean;
}) {
  const rows = new Map<string, Row>();
  const arrivals: { at: number; id: string; members: string[]; seen: boolean }[] = [];
  const ended = new Map<string, "delivered" | "dead">();
  let limiter: LimiterState = {};
  let now = 0;
  let next = 0;
  let attempt = 0;
  for (let turns = 0; turns < 200_000; turns += 1) {
    for (; next < options.alerts.length && (options.alerts[next]?.at ?? 0) <= now; next += 1) {
      const message = options.alerts[next]?.message ?? alert(0);
      rows.set(message.id, {
        message,
        members: [message.id],
        delivery: newDelivery(message.id, ["robot"], now),
        fixed: false,
      });
    }
    const waiting = [...rows.values()].map(({ message, delivery, fixed }) => ({
      message,
      dueAt: delivery.nextAt ?? now,
      fixed,
    }));
    const plan = planSends({ waiting, quotas: options.quotas, digests: true, limiter, now });
    limiter = plan.limiter;
    for (const { message, members } of plan.sends) {
      const known = rows.get(message.id);
      const inside = known?.members ?? members.flatMap((id) => rows.get(id)?.members ?? []);
      if (known === undefined) for (const id of members) rows.delete(id);
      const row: Row = {
        message,
        members: inside,
        delivery: known?.delivery ?? newDelivery(message.id, ["robot"], now),
        fixed: true,
      };
      rows.set(message.id, row);
      attempt += 1;
      const outcome = options.outcome(attempt);
      arrivals.push({ at: now, id: message.id, members: inside, seen: outcome.result === "delivered" });
      // Killed before the outcome was stored: the row is as it was before sending.
      if (options.crash(attempt)) continue;
      const step = nextDelivery(row.delivery, outcome, now, CHAT_SCHEDULE);
      if (step.delivery.status === "waiting") rows.set(message.id, { ...row, delivery: step.delivery });
      else {
        rows.delete(message.id);
        for (const id of inside) ended.set(id, step.delivery.status);
      }
    }
    const upcoming = [plan.wakeAt, options.alerts[next]?.at ?? null, plan.sends.length > 0 ? now + 1 : null].filter(
      (at) => at !== null,
    );
    if (upcoming.length === 0) break;
    now = Math.max(now + 1, Math.min(...upcoming));
  }
  return { arrivals, ended, left: rows.size, now };
}

describe("[D5] floods", () => {
  const flood = Array.from({ length: 10_000 }, (_, n) => ({
    at: Math.floor(n / 25) * 1500,
    message: alert(n, n % 500 === 0 ? { level: 4 } : {}),
  }));

  it.each(
    [wecomRobot, dingtalkRobot, feishuRobot, wecomApp, aliyunSms].map(
      (channel) => [channel.kind, channel.quotas] as const,
    ),
  )(
    "10,000 alerts in ten minutes never exceed the quota of %s, and all arrive",
    (kind, quotas) => {
      const { arrivals, ended, left } = simulate({ alerts: flood, quotas, outcome: () => DONE, crash: () => false });
      for (const { max, windowMs } of quotas)
        expect(
          most(
            arrivals.map(({ at }) => at),
            windowMs,
          ),
        ).toBeLessThanOrEqual(max);
      expect([ended.size, left]).toEqual([10_000, 0]);
      expect(new Set(arrivals.flatMap(({ members }) => members)).size).toBe(10_000);
      expect(new Set(ended.values())).toEqual(new Set(["delivered"]));
      console.log(`delivery: ${kind}: 10,000 alerts in ${arrivals.length} messages`);
    },
    60_000,
  );

  it("whatever fails and crashes: every alert ends delivered or dead, and comes again only under the same id", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(5000), fc.constantFrom<Message["level"]>(1, 2, 4)), { minLength: 1, maxLength: 60 }),
        fc.infiniteStream(fc.constantFrom(DONE, DONE, RETRY, RETRY, FINAL)),
        fc.infiniteStream(fc.boolean()),
        (gaps, outcomes, crashes) => {
          let at = 0;
          const alerts = gaps.map(([gap, level], n) => {
            at += gap;
            return { at, message: alert(n, { level }) };
          });
          const drawn = outcomes[Symbol.iterator]();
          const killed = crashes[Symbol.iterator]();
          const { arrivals, ended, left } = simulate({
            alerts,
            quotas: wecomRobot.quotas,
            outcome: () => drawn.next().value ?? DONE,
            crash: (n) => n < 300 && (killed.next().value ?? false),
          });
          expect([ended.size, left]).toEqual([alerts.length, 0]);
          const carriers = new Map<string, Set<string>>();
          for (const { id, members } of arrivals)
            for (const member of members) carriers.set(member, (carriers.get(member) ?? new Set()).add(id));
          for (const ids of carriers.values()) expect(ids.size).toBe(1);
          expect(
            most(
              arrivals.map((one) => one.at),
              60_000,
            ),
          ).toBeLessThanOrEqual(20);
        },
      ),
      { numRuns: 200 },
    );
  }, 60_000);
});
