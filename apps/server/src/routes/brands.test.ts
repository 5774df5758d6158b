import type { FlowDocument } from "@switchyard/flow";
import { describe, expect, test } from "vitest";
import { systemClock } from "../runtime/clock.ts";
import { EXAMPLES, type House, openHouse, order, publish } from "../testing/harness.ts";

const PATH = "/api/v1/workspace";
const DAY = [{ start: "08:00", end: "20:00" }];
const everyDay = { week: [DAY, DAY, DAY, DAY, DAY, DAY, DAY], holidays: [], workdays: [] };
const people = ["lin", "wang", "duty"].map((id) => ({ id, name: id, role: "supervisor" }));
const brands = [
  { id: "b1", name: "南亭里", synonyms: ["NTL"], calendar: everyDay, approvers: [["lin"], ["wang"]] },
  { id: "b2", name: "青禾记" },
];
const change = async (house: House, parts: object) => {
  const { revision } = (await house.get(PATH)).body;
  return house.send("PATCH", PATH, { revision, ...parts });
};
const at = (iso: string) => Date.parse(iso);
/** A Saturday morning that lasts. */
const saturday = at("2026-11-21T10:00:00+08:00");
const stopped = () =>
  systemClock(
    () => saturday,
    () => 0,
  );
const drawing = (brand: string[], destination = "wh-hangzhou"): FlowDocument =>
  ({
    formatVersion: 1,
    name: "品牌流程",
    brands: brand,
    windows: [],
    patterns: [],
    nodes: [
      { id: "in", kind: "order_received", position: { x: 0, y: 0 } },
      { id: "w", kind: "watch", within: { amount: 3, unit: "hour", clock: "working" }, since: "reached", goal: { states: ["Packed"], events: [] }, strict: false, position: { x: 300, y: 0 } },
      { id: "a", kind: "approval", title: "改款", approvers: ["duty"], levels: 1, chain: "of_brand", position: { x: 300, y: 200 } },
      { id: "r", kind: "route", destination, position: { x: 300, y: 400 } },
    ],
    edges: ["w", "a", "r"].map((to) => ({ id: `in-${to}`, from: "in", port: "next", to })),
  }) as FlowDocument; // biome-ignore format: a drawing

describe("brands", () => {
  test("of the demo, whose ids are their names, take a calendar like any other", async () => {
    const house = await openHouse({ examplesDir: EXAMPLES });
    const known = (await house.get(PATH)).body;
    const next = known.brands.map((one: object, place: number) => (place === 1 ? { ...one, calendar: everyDay } : one));
    const destinations = known.destinations.map((one: object) => ({ ...one, brands: ["南亭里"] }));
    expect(await change(house, { brands: next })).toMatchObject({ status: 200, body: { brands: next } });
    // The demo's published flow is for all brands: sending some of them there is odd, and allowed.
    expect((await change(house, { destinations })).status).toBe(200);
  });

  test("keep their own calendar and approval chain over a restart, and the journal says what changed", async () => {
    const house = await openHouse();
    expect(await change(house, { people, brands })).toMatchObject({ status: 200, body: { brands } });
    await house.stop();
    const again = await openHouse({ folder: house.folder });
    expect((await again.get(PATH)).body.brands).toEqual(brands);
    const told = await again.ctx.store.read.journal.timeline("demo", "settings");
    expect(told[0]?.data).toContain('"approvers":[["lin"],["wang"]]');
  });

  test("their orders are decided by it: deadlines in their working time, approval by their chain, flows by any name", async () => {
    const house = await openHouse({ clock: stopped() });
    await change(house, { people, brands });
    await publish(house, drawing(["b1", "b2"]));
    const standing = async (brand: string) => {
      const { body } = await house.send("POST", "/api/v1/orders", order(brand, { brand }));
      return { id: body.order.id, ...(await house.get(`/api/v1/orders/${body.order.id}/standing`)).body };
    };
    const [own, usual, other] = [await standing("NTL"), await standing("青禾记"), await standing("木棉社")];
    expect(own.watches).toMatchObject([{ deadline: at("2026-11-21T13:00:00+08:00") }]);
    expect(usual.watches).toMatchObject([{ deadline: at("2026-11-23T12:00:00+08:00") }]);
    expect(other.watches).toEqual([]);
    const asked = async () =>
      (await house.get("/api/v1/approvals")).body.items.map(
        ({ approvers, level, levels }: { approvers: { id: string }[]; level: number; levels: number }) =>
          [approvers.map(({ id }) => id).join(), level, levels].join(" "),
      );
    expect((await asked()).sort()).toEqual(["duty 1 1", "lin 1 2"]);
    const said = { approval: own.approvals[0].name, decision: "approved", by: "lin" };
    expect((await house.send("POST", `/api/v1/orders/${own.id}/approvals`, said)).body.result).toBe("done");
    expect((await asked()).sort()).toEqual(["duty 1 1", "wang 2 2"]);
  });

  test("a calendar that changes moves what waits for it at once", async () => {
    const house = await openHouse({ clock: stopped() });
    await change(house, { people, brands });
    const due = { type: "comparison", fact: "is_working_time", operator: "is", value: false };
    const document = drawing([]);
    const nodes = [
      ...document.nodes.slice(0, 1),
      { id: "c", kind: "condition", when: due, missing: "not_met", position: { x: 200, y: 0 } },
      { id: "t", kind: "tag", tag: "off", whileMatched: true, position: { x: 400, y: 0 } },
    ] as FlowDocument["nodes"];
    const edges = [
      { id: "1", from: "in", port: "next", to: "c" },
      { id: "2", from: "c", port: "met", to: "t" },
    ];
    await publish(house, { ...document, nodes, edges });
    const { body } = await house.send("POST", "/api/v1/orders", order("PO-1", { brand: "NTL" }));
    const tags = async () => (await house.get(`/api/v1/orders/${body.order.id}`)).body.order.tags;
    expect(await tags()).toEqual([]);
    const week = [DAY, DAY, DAY, DAY, DAY, [], []];
    await change(house, {
      brands: [{ ...brands[0], approvers: undefined, calendar: { ...everyDay, week } }, brands[1]],
    });
    await house.ctx.lookAgain.settled();
    expect(await tags()).toEqual(["off"]);
  });

  test("a field of one brand is kept aside in another's orders; a destination of one brand is refused to others' flows", async () => {
    const house = await openHouse();
    const list = (await house.get(PATH)).body.destinations as { id: string }[];
    const ofBrand = list.map((one) => (one.id === "wh-hangzhou" ? { ...one, brands: ["b1"] } : one));
    const fields = [{ name: "grade", type: "text", label: { zh: "等级", en: "Grade" }, brands: ["b1"] }];
    await change(house, { people, brands, destinations: ofBrand, custom_fields: fields });
    const custom = async (brand: string) => {
      const { body } = await house.send("POST", "/api/v1/orders", order(brand, { brand, grade: "A" }));
      return (await house.get(`/api/v1/orders/${body.order.id}`)).body.order.custom;
    };
    expect([await custom("NTL"), await custom("青禾记")]).toEqual([{ grade: "A" }, {}]);
    const made = await house.send("POST", "/api/v1/flows", { name: "错派", document: drawing(["b1", "b2"]) });
    const refused = await house.send("POST", `/api/v1/flows/${made.body.id}/publish`, { reason: "试" });
    expect([refused.status, refused.body.findings?.[0]?.code]).toEqual([422, "not_of_brand"]);
    await publish(house, drawing(["b1"]));
  });

  test("what is unknown is refused, and so is a brand that goes while a published flow is for it", async () => {
    const house = await openHouse();
    const list = (await house.get(PATH)).body.destinations as object[];
    const pointers = async (parts: object) => {
      const { status, body } = await change(house, parts);
      return [status, ...body.problems.map(({ pointer }: { pointer: string }) => pointer)];
    };
    expect(await pointers({ people: [], brands })).toEqual([422, "/brands/0/approvers/0", "/brands/0/approvers/1"]);
    expect(await pointers({ destinations: [{ ...list[0], brands: ["nobody"] }] })).toEqual([
      422,
      "/destinations/0/brands",
    ]);
    const week = [[], [], [], [], [], [], []];
    expect(await pointers({ brands: [{ ...brands[1], calendar: { ...everyDay, week } }] })).toEqual([
      422,
      "/brands/0/calendar/week",
    ]);
    await change(house, { people, brands });
    await publish(house, drawing(["b1"]));
    const gone = await change(house, { brands: brands.slice(1) });
    expect([gone.status, gone.body.problems[0].message.zh]).toEqual([409, "流程“品牌流程”适用于品牌“南亭里”"]);
  });
});
