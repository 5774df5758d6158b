import type { FlowDocument } from "@switchyard/flow";
import { describe, expect, test } from "vitest";
import { fjFlow, type House, openHouse, order, publish } from "../testing/harness.ts";

const F = "/api/v1/flows";
const ORDERS = "/api/v1/orders";
const allTo = (destination: string, more: Partial<FlowDocument> = {}): FlowDocument => ({
  ...fjFlow("全部"),
  nodes: [
    { id: "in", kind: "order_received", position: { x: 0, y: 0 } },
    { id: "to", kind: "route", position: { x: 9, y: 0 }, destination },
  ],
  edges: [{ id: "e", from: "in", port: "next", to: "to" }],
  ...more,
});
async function redraw(house: House, flow: string, operations: object[]): Promise<number> {
  const { body } = await house.get(`${F}/${flow}`);
  const saved = await house.send("PATCH", `${F}/${flow}/draft`, { revision: body.draft.revision, operations });
  if (saved.status !== 200) throw new Error(saved.text);
  return saved.body.revision;
}
const routeTo = (destination: string) => ({
  type: "update_node",
  id: "to",
  node: { id: "to", kind: "route", position: { x: 9, y: 0 }, destination },
});
const send = async (house: House, number: string, more: object = {}) =>
  (await house.send("POST", ORDERS, order(number, { ...more }))).body.decision;
const rollOut = (percent: number, more: object = {}) => ({
  reason: "灰度",
  roll_out: { percent, by: "order", guards: { after: 20 }, ...more },
});

describe("versions", () => {
  test("are listed with note and author, compared as sentences, and put back into the draft", async () => {
    const house = await openHouse();
    const flow = await publish(house, fjFlow());
    const condition = { type: "comparison", fact: "style_code", operator: "starts_with", value: "KX" };
    await redraw(house, flow, [
      { type: "update_node", id: "fj", node: { ...fjFlow().nodes[1], when: condition } },
      { type: "add_nodes", nodes: [{ id: "mark", kind: "tag", tag: "快", position: { x: 0, y: 9 } }], edges: [] },
    ]);
    expect((await house.send("POST", `${F}/${flow}/publish`, { reason: "换前缀" })).body.version).toBe(2);
    const { body } = await house.get(`${F}/${flow}/versions`);
    expect(body.items).toMatchObject([
      { version: 2, note: "换前缀", actor: "local", state: "live" },
      { version: 1, state: "past" },
    ]);
    const changes = await house.get(`${F}/${flow}/changes?from=1&to=2`);
    const sentences = changes.body.changes.map(({ before, after }: Record<string, { zh: string }>) => [
      before?.zh,
      after?.zh,
    ]);
    expect(sentences).toContainEqual(["款号以 FJ 开头", "款号以 KX 开头"]);
    expect(changes.body.changes).toContainEqual(expect.objectContaining({ kind: "added", node: "mark" }));
    expect(changes.body.before.nodes).toHaveLength(4);
    const stale = await house.send("POST", `${F}/${flow}/versions/1/restore`, { revision: 1 });
    expect(stale.body).toMatchObject({ code: "stale_revision", revision: 2 });
    const restored = await house.send("POST", `${F}/${flow}/versions/1/restore`, { revision: 2 });
    expect(restored.body).toEqual({ revision: 3 });
    expect((await house.get(`${F}/${flow}/changes?from=1&to=draft`)).body.changes).toEqual([]);
    expect((await house.get(`${F}/${flow}`)).body.live.version).toBe(2);
    expect((await house.get(`${F}/${flow}/changes?from=1&to=9`)).body.code).toBe("version_not_found");
  });

  test("an order keeps the version that decided it; a new one takes the new version at once; back is one step", async () => {
    const house = await openHouse();
    const flow = await publish(house, allTo("rapid-line"));
    await send(house, "1");
    await redraw(house, flow, [routeTo("normal-line")]);
    await house.send("POST", `${F}/${flow}/publish`, { reason: "新" });
    const changed = await send(house, "1", { note: "x" });
    expect(changed.flow_version).toMatchObject([{ version: 1 }]);
    expect(await send(house, "2")).toMatchObject({
      flow_version: [{ version: 2 }],
      destination: { id: "normal-line" },
    });
    expect((await house.send("POST", `${F}/${flow}/versions/1/live`, {})).body).toEqual({ version: 1 });
    expect(await send(house, "3")).toMatchObject({ flow_version: [{ version: 1 }], destination: { id: "rapid-line" } });
    expect((await house.send("POST", `${F}/${flow}/publish`, { reason: "再" })).body.version).toBe(3);
  });

  test("publishing under load drops no request, and every order is decided by one whole version", async () => {
    const house = await openHouse();
    const flow = await publish(house, allTo("rapid-line"));
    const to = ["rapid-line", "normal-line", "wh-hangzhou", "wh-guangzhou"];
    let sent = 0;
    let stop = false;
    const answers: { status: number; decision: Awaited<ReturnType<typeof send>> }[] = [];
    const client = async () => {
      while (!stop) {
        sent += 1;
        const { status, body } = await house.send("POST", ORDERS, order(`L${sent}`));
        answers.push({ status, decision: body.decision });
      }
    };
    const clients = Array.from({ length: 8 }, client);
    for (const destination of to.slice(1)) {
      await redraw(house, flow, [routeTo(destination)]);
      expect((await house.send("POST", `${F}/${flow}/publish`, { reason: "换" })).status).toBe(200);
    }
    stop = true;
    await Promise.all(clients);
    expect(answers).toHaveLength(sent);
    for (const { status, decision } of answers) {
      expect(status).toBe(201);
      expect(decision.destination.id).toBe(to[decision.flow_version[0].version - 1]);
    }
    expect((await send(house, "last")).flow_version).toMatchObject([{ version: 4 }]);
  });
});

describe("rolling out", () => {
  test("a share of new orders takes the new version, figures stand side by side, full makes it live", async () => {
    const house = await openHouse();
    const flow = await publish(house, allTo("rapid-line"));
    await redraw(house, flow, [routeTo("normal-line")]);
    expect((await house.send("POST", `${F}/${flow}/publish`, rollOut(50))).body.version).toBe(2);
    expect((await house.get(`${F}/${flow}/versions`)).body.items).toMatchObject([
      { version: 2, state: "rolling_out" },
      { version: 1, state: "live" },
    ]);
    for (let number = 0; number < 60; number += 1) await send(house, `R${number}`);
    const { current } = (await house.get(`${F}/${flow}/rollout`)).body;
    const { version, baseline } = current.figures;
    expect(version.orders + baseline.orders).toBe(60);
    expect(version.orders).toBeGreaterThan(10);
    expect(version.destinations).toEqual({ "normal-line": version.orders });
    expect(baseline.destinations).toEqual({ "rapid-line": baseline.orders });
    expect((await house.send("POST", `${F}/${flow}/publish`, { reason: "x" })).body.code).toBe("rollout_running");
    await house.send("POST", `${F}/${flow}/rollout`, { action: "share", percent: 0 });
    expect(await send(house, "zero")).toMatchObject({ flow_version: [{ version: 1 }] });
    const full = await house.send("POST", `${F}/${flow}/rollout`, { action: "full" });
    expect(full.body).toMatchObject({ current: null, past: [{ version: 2, ended: "full", percent: 100 }] });
    expect(await send(house, "after")).toMatchObject({ flow_version: [{ version: 2 }] });
    expect((await house.get(`${F}/${flow}`)).body.live.version).toBe(2);
    expect((await house.send("POST", `${F}/${flow}/rollout`, { action: "back" })).body.code).toBe("rollout_not_found");
  });

  test("back leaves the version before live; by brand, a brand's orders all go one way", async () => {
    const house = await openHouse();
    const flow = await publish(house, allTo("rapid-line"));
    await redraw(house, flow, [routeTo("normal-line")]);
    await house.send("POST", `${F}/${flow}/publish`, rollOut(50, { by: "brand" }));
    const ways = new Map<string, Set<number>>();
    for (let number = 0; number < 40; number += 1) {
      // Flows have ids by chance: of few brands none would now and then go the new way.
      const brand = `品牌${number % 20}`;
      const { flow_version } = await send(house, `B${number}`, { brand });
      ways.set(brand, (ways.get(brand) ?? new Set()).add(flow_version[0].version));
    }
    expect([...ways.values()].every((versions) => versions.size === 1)).toBe(true);
    const back = await house.send("POST", `${F}/${flow}/rollout`, { action: "back" });
    expect(back.body).toMatchObject({ current: null, past: [{ ended: "back", why: null }] });
    const { version, baseline } = back.body.past[0].figures;
    expect(version.orders + baseline.orders).toBe(40);
    expect(version.destinations).toEqual({ "normal-line": version.orders });
    expect(await send(house, "after")).toMatchObject({ flow_version: [{ version: 1 }] });
    expect((await house.get(`${F}/${flow}/versions`)).body.items).toMatchObject([
      { version: 2, state: "past" },
      { state: "live" },
    ]);
  });

  test("a guard that is exceeded ends it by itself, and the journal says why; figures survive a restart", async () => {
    const house = await openHouse();
    const flow = await publish(house, allTo("rapid-line"));
    const alert = {
      id: "tell",
      kind: "alert",
      to: ["supervisor"],
      channel: "inbox",
      level: 1,
      text: "x",
      position: { x: 0, y: 9 },
    };
    await redraw(house, flow, [
      { type: "add_nodes", nodes: [alert], edges: [{ id: "e2", from: "in", port: "next", to: "tell" }] },
    ]);
    await house.send("POST", `${F}/${flow}/publish`, rollOut(100, { guards: { after: 10, alerts: 20 } }));
    for (let number = 0; number < 9; number += 1) await send(house, `G${number}`);
    expect((await house.get(`${F}/${flow}/rollout`)).body.current.figures.version).toMatchObject({
      orders: 9,
      alerts: 9,
    });
    await house.stop();
    const again = await openHouse({ folder: house.folder });
    expect((await again.get(`${F}/${flow}/rollout`)).body.current.figures.version).toMatchObject({
      orders: 9,
      alerts: 9,
    });
    await send(again, "G9");
    await expect
      .poll(async () => (await again.get(`${F}/${flow}/rollout`)).body.past)
      .toMatchObject([
        {
          ended: "guard",
          figures: { version: { orders: 10, alerts: 10 }, baseline: { orders: 0 } },
          why: { what: "alerts", per_hundred: 100, most: 20 },
        },
      ]);
    expect(await send(again, "after")).toMatchObject({ flow_version: [{ version: 1 }] });
    const entries = await again.ctx.store.read.journal.list(
      "demo",
      { subject: flow, type: "rollout_ended" },
      { limit: 5 },
    );
    expect(entries.items).toMatchObject([{ actor: "switchyard" }]);
    expect(JSON.parse(entries.items[0]?.data ?? "{}")).toMatchObject({
      why: { what: "alerts", per_hundred: 100, most: 20 },
    });
  });
});

describe("flows of a group and its brands", () => {
  test("stand in the order that people give them; a fixed rule cannot be overridden, a default one can", async () => {
    const house = await openHouse();
    const brandsOwn = await publish(house, allTo("rapid-line", { name: "品牌自己的", brands: ["甲"] }));
    const group = await publish(house, allTo("normal-line", { name: "集团规则" }));
    const decide = async (number: string, brand: string) => (await send(house, number, { brand })).destination?.id;
    expect(await decide("1", "甲")).toBe("rapid-line");
    const fixed = await house.send("PUT", `${F}/${group}/group-rule`, { rule: "fixed" });
    expect(fixed.body.items.map(({ id, group_rule }: Record<string, string>) => [id, group_rule])).toEqual([
      [group, "fixed"],
      [brandsOwn, null],
    ]);
    expect(await decide("2", "甲")).toBe("normal-line");
    await house.send("PUT", `${F}/${group}/group-rule`, { rule: "default" });
    expect([await decide("3", "甲"), await decide("4", "乙")]).toEqual(["rapid-line", "normal-line"]);
    await house.send("PUT", `${F}/${group}/group-rule`, { rule: null });
    const ordered = await house.send("PUT", `${F}/order`, { flows: [group, brandsOwn] });
    expect(ordered.body.items.map(({ id }: { id: string }) => id)).toEqual([group, brandsOwn]);
    expect(await decide("5", "甲")).toBe("normal-line");
  });
});
