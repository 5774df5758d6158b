import type { FlowDocument } from "@switchyard/flow";
import { DEFAULT_CALENDAR } from "@switchyard/orders";
import { describe, expect, test } from "vitest";
import { systemClock } from "../runtime/clock.ts";
import { fjFlow, type House, openHouse, order, publish } from "../testing/harness.ts";

const PATH = "/api/v1/workspace";
const change = async (house: House, parts: object) => {
  const { revision } = (await house.get(PATH)).body;
  return house.send("PATCH", PATH, { revision, ...parts });
};
const destinations = (house: House) => house.get(PATH).then(({ body }) => body.destinations as { id: string }[]);

describe("settings", () => {
  test("change part by part, survive a restart, and the journal says from what to what", async () => {
    const house = await openHouse();
    const list = await destinations(house);
    const changed = await change(house, {
      name: "青禾",
      destinations: [
        ...list,
        {
          id: "wh-chengdu",
          name: "成都仓",
          kind: "warehouse",
          color: "#3355aa",
          capacity_per_day: 300,
          synonyms: ["Chengdu"],
        },
      ],
      people: [{ id: "supervisor", name: "张主管", role: "supervisor" }],
      custom_fields: [{ name: "workshop", type: "code", label: { zh: "车间", en: "Workshop" } }],
    });
    expect(changed).toMatchObject({ status: 200, body: { name: "青禾", revision: 1, zone: "Asia/Shanghai" } });
    await change(house, { brands: [{ id: "qh", name: "青禾记" }] });
    await house.stop();
    const again = await openHouse({ folder: house.folder });
    const { body } = await again.get(PATH);
    expect(body).toMatchObject({ revision: 2, brands: [{ id: "qh" }], people: [{ name: "张主管" }] });
    expect(body.destinations.at(-1)).toEqual({
      id: "wh-chengdu",
      name: "成都仓",
      kind: "warehouse",
      color: "#3355aa",
      capacity_per_day: 300,
      synonyms: ["Chengdu"],
    });
    const told = await again.ctx.store.read.journal.timeline("demo", "settings");
    const { changes } = JSON.parse(told[0]?.data ?? "{}");
    expect(changes.map(({ part }: { part: string }) => part).sort()).toEqual([
      "customFields",
      "destinations",
      "name",
      "people",
    ]);
    expect(changes.find(({ part }: { part: string }) => part === "name")).toEqual({
      part: "name",
      from: "演示工作区",
      to: "青禾",
    });
    expect((await again.ctx.store.read.journal.verify("demo")).broken).toBeNull();
  });

  test("two people at once: the second is told, and nothing of it is kept", async () => {
    const house = await openHouse();
    const both = await Promise.all([1, 2].map((n) => house.send("PATCH", PATH, { revision: 0, name: `名 ${n}` })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe("stale_settings");
    const won = both.find(({ status }) => status === 200)?.body.name;
    expect((await house.get(PATH)).body).toMatchObject({ name: won, revision: 1 });
  });

  test.each([
    ["a zone that is none", { zone: "Mars/Olympus" }, "/zone"],
    ["a currency that is none", { currency: "XYZ" }, "/currency"],
    [
      "a week without work",
      { calendar: { ...DEFAULT_CALENDAR, week: [[], [], [], [], [], [], []] } },
      "/calendar/week",
    ],
    [
      "a date that is none",
      { calendar: { ...DEFAULT_CALENDAR, holidays: [{ date: "2026-02-30" }] } },
      "/calendar/holidays/0/date",
    ],
    [
      "hours that overlap",
      {
        calendar: {
          ...DEFAULT_CALENDAR,
          week: [
            [
              { start: "09:00", end: "12:00" },
              { start: "11:00", end: "18:00" },
            ],
            [],
            [],
            [],
            [],
            [],
            [],
          ],
        },
      },
      "/calendar/week/0/1",
    ],
    [
      "a field's name with a dot",
      { custom_fields: [{ name: "a.b", type: "text", label: { zh: "甲", en: "A" } }] },
      "/customFields/0/name",
    ],
    [
      "two people of one name",
      {
        people: [
          { id: "a", name: "李", role: "r" },
          { id: "b", name: "李", role: "r" },
        ],
      },
      "/people/1/name",
    ],
    [
      "a transition to nowhere",
      {
        states: {
          initial: "A",
          states: [{ id: "A", label: { zh: "甲", en: "A" } }],
          transitions: [{ from: "A", to: "B" }],
        },
      },
      "/states",
    ],
  ])("%s is refused at its place", async (_, parts, pointer) => {
    const house = await openHouse();
    const refused = await change(house, parts);
    expect([refused.status, refused.body.code]).toEqual([422, "invalid_settings"]);
    expect(refused.body.problems[0].pointer).toContain(pointer);
    expect((await house.get(PATH)).body.revision).toBe(0);
  });

  test("what a published flow uses stays until the flow is changed; unused things go", async () => {
    const house = await openHouse();
    await publish(house);
    const list = await destinations(house);
    const without = (id: string) => change(house, { destinations: list.filter((one) => one.id !== id) });
    const refused = await without("rapid-line");
    expect([refused.status, refused.body.code]).toEqual([409, "settings_in_use"]);
    expect(refused.body.problems[0].message.zh).toContain("快反");
    expect((await without("wh-guangzhou")).status).toBe(200);
  });
});

describe("running flows", () => {
  test("show a destination's new name at once, and route to one that is new", async () => {
    const house = await openHouse();
    await publish(house);
    const list = await destinations(house);
    await change(house, {
      destinations: [
        ...list.map((one) => (one.id === "rapid-line" ? { ...one, name: "极速线" } : one)),
        { id: "third", name: "三线", kind: "line" },
      ],
    });
    const { body } = await house.send("POST", "/api/v1/orders", order("1", { style_code: "FJ1" }));
    expect(body.decision.destination).toEqual({ id: "rapid-line", name: "极速线" });
    const third = fjFlow("三线");
    await publish(house, {
      ...third,
      nodes: third.nodes.map((node) => (node.kind === "route" ? { ...node, destination: "third" } : node)),
    });
  });

  /** Due within two working days → rapid. */
  const dueSoon: FlowDocument = {
    ...fjFlow("两个工作日"),
    nodes: fjFlow().nodes.map((node) =>
      node.id === "fj" && node.kind === "condition"
        ? { ...node, when: { type: "comparison", fact: "due_in_working_days", operator: "le", value: 2 } }
        : node,
    ),
  };

  test("look at open orders again when the calendar changes: a holiday between makes a due date near", async () => {
    // A Monday morning; due on Friday: four working days, two when Wednesday and Thursday are off.
    const monday = Date.parse("2026-03-02T10:00:00+08:00");
    const house = await openHouse({
      clock: systemClock(
        () => monday,
        () => 0,
      ),
    });
    await publish(house, dueSoon);
    const far = (await house.send("POST", "/api/v1/orders", order("far", { due_at: "2026-03-06" }))).body;
    expect(far.decision.destination.id).toBe("normal-line");
    const holidays = [...DEFAULT_CALENDAR.holidays, { date: "2026-03-04" }, { date: "2026-03-05" }];
    const changed = await change(house, { calendar: { ...DEFAULT_CALENDAR, holidays } });
    expect(changed.status).toBe(200);
    await house.ctx.lookAgain.settled();
    const { decision, timeline } = (await house.get(`/api/v1/orders/${far.order.id}`)).body;
    expect(decision.destination.id).toBe("rapid-line");
    expect(timeline.some(({ type }: { type: string }) => type === "reconsidered")).toBe(true);
    // Once: a second change that turns nothing leaves the order alone.
    const length = timeline.length;
    await change(house, { currency: "USD" });
    await house.ctx.lookAgain.settled();
    expect((await house.get(`/api/v1/orders/${far.order.id}`)).body.timeline).toHaveLength(length);
  });

  test("[F12] ring schedules at the new zone's local time, over a change of the clocks too", async () => {
    // Berlin's clocks go ahead on 2026-03-29 at 02:00.
    let now = Date.parse("2026-03-28T08:00:00Z");
    const house = await openHouse({
      clock: systemClock(
        () => now,
        () => 0,
      ),
    });
    const bell: FlowDocument = {
      ...fjFlow("每日"),
      nodes: [
        { id: "bell", kind: "schedule", position: { x: 0, y: 0 }, at: ["09:30"], days: "every" },
        { id: "mark", kind: "tag", position: { x: 300, y: 0 }, tag: "已催" },
      ],
      edges: [{ id: "e", from: "bell", port: "next", to: "mark" }],
    };
    await publish(house, bell);
    const { id } = (await house.send("POST", "/api/v1/orders", order("1"))).body.order;
    expect((await change(house, { zone: "Europe/Berlin" })).status).toBe(200);
    const rung = async () => {
      const { timeline } = (await house.get(`/api/v1/orders/${id}`)).body;
      return timeline.flatMap(({ type, data }: { type: string; data: { due: number } }) =>
        type === "scheduled" ? [new Date(data.due).toISOString()] : [],
      );
    };
    const turns = ["2026-03-28T08:30:00.000Z", "2026-03-29T07:30:00.000Z", "2026-03-30T07:30:00.000Z"];
    for (const [place, at] of turns.entries()) {
      // Armed a moment before its turn, as a process that runs through the night would be.
      now = Date.parse(at) - 50;
      await house.ctx.schedules.flowsChanged();
      now += 50;
      await expect.poll(rung).toEqual(turns.slice(0, place + 1));
    }
  });
});
