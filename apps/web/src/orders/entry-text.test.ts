import type { Effect, RecordCode } from "@switchyard/engine";
import { eventSchema } from "@switchyard/engine";
import { effectSentence } from "@switchyard/flow";
import { describe, expect, it } from "vitest";
import en from "../words/en/index.ts";
import zh from "../words/zh-CN/index.ts";
import { isPast, whoActed } from "./entry-text.ts";

/** Every kind, or this does not compile. */
const EFFECTS: Record<Effect["type"], true> = {
  ...{ route: true, set_field: true, tag: true, untag: true, add_line: true, hold: true, release: true, freeze: true },
  ...{
    unfreeze: true,
    reserve: true,
    unreserve: true,
    pause: true,
    resume: true,
    pool: true,
    replay: true,
    alert: true,
  },
  ...{ task: true, notify: true, webhook: true, batch_joined: true, batch_left: true, batch_closed: true },
  ...{ batch_void: true, approval_asked: true, approval_ended: true, state: true, platform_state: true, reject: true },
  ...{ intercept: true, park: true, quarantine: true, resolve: true, breaker_opened: true, breaker_closed: true },
};
const RECORDS: Record<RecordCode, true> = {
  ...{
    accepted: true,
    updated: true,
    cancelled: true,
    duplicate: true,
    late: true,
    waiting: true,
    unknown_event: true,
  },
  ...{ unknown_state: true, bad_data: true, failed: true, over_budget: true, stale_timer: true, gone: true },
  ...{ state_conflict: true, published: true, noted: true, watch_started: true, watch_restarted: true },
  ...{ watch_kept: true, watch_breached: true, watch_cancelled: true, batch_opened: true, batch_excluded: true },
  ...{ reconsidered: true, locked: true, unlocked: true, unpooled: true },
};
/** What the server itself writes about an order, and which flows were live. */
const OWN = [
  "flows_live",
  "decided",
  "acted",
  "intake_repaired",
  "came_again",
  "message_undelivered",
  "message_held",
  "message_resent",
  "alert_acknowledged",
];

describe("the words of a journal entry", () => {
  const kinds = [
    ...eventSchema.options.map((one) => one.shape.type.value),
    ...Object.keys(EFFECTS),
    ...Object.keys(RECORDS),
    ...OWN,
  ];

  it.each([
    ["Chinese", zh.entry],
    ["English", en.entry],
  ])("are there in %s for everything that the journal of an order can say", (_, words: Record<string, string>) => {
    expect(kinds.length).toBeGreaterThan(80);
    expect(kinds.filter((kind) => words[kind] === undefined)).toEqual([]);
  });

  it("come from flow's generator for every effect there is", () => {
    expect(Object.keys(EFFECTS).filter((type) => effectSentence({ type }) === null)).toEqual([]);
  });
});

describe("who did it", () => {
  const personName = (id: string) => ({ finance: "财务" })[id] ?? id;
  const told = (actor: string, actor_name: string | null, by?: string) =>
    whoActed({ actor, actor_name, data: by === undefined ? {} : { by } }, personName);

  it("is told with for whom, where somebody signed in acts in another's name", () => {
    expect(told("usr_1", "陈老板", "finance")).toEqual({ name: "陈老板", whose: "财务" });
  });

  it("is told once where it is the same person, and by the name given where nobody signs in", () => {
    expect(told("usr_2", "财务", "finance")).toEqual({ name: "财务", whose: "" });
    expect(told("finance", null, "finance")).toEqual({ name: "财务", whose: "" });
    expect(told("local", null, "local")).toEqual({ name: "local", whose: "" });
    expect(told("switchyard", null)).toEqual({ name: "", whose: "" });
  });
});

it("says when it happened where it was heard of later than a minute after", () => {
  const at = Date.parse("2026-11-20T10:00:00Z");
  expect([0, 59_999, 60_000].map((ago) => isPast({ at, data: { occurredAt: at - ago } }))).toEqual([
    false,
    false,
    true,
  ]);
  expect(isPast({ at, data: {} })).toBe(false);
});
