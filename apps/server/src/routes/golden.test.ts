import { describe, expect, test } from "vitest";
import { fjFlow, type House, openHouse } from "../testing/harness.ts";

const START = Date.UTC(2026, 0, 20, 1);
const step = (style: string, key = "A") => ({ type: "order", key, order: { style_code: style, lines: [{ qty: 1 }] } });
const script = (...steps: unknown[]) => ({ start: START, steps });

async function draft(house: House): Promise<string> {
  return (await house.send("POST", "/api/v1/flows", { name: "快反", document: fjFlow() })).body.id;
}

describe("a script", () => {
  test("is played through the draft, and nothing of it is stored", async () => {
    const house = await openHouse();
    const flow = await draft(house);
    const wait = { type: "wait", for: { amount: 2, unit: "hour", clock: "natural" } };
    const { status, body } = await house.send("POST", `/api/v1/flows/${flow}/try/script`, {
      script: script(step("FJ1"), wait, step("KD1", "B")),
    });
    expect(status).toBe(200);
    expect(body.run.moments.map((one: { at: number; text: { en: string } }) => [one.at - START, one.text.en])).toEqual([
      [0, "Order A is received"],
      [7_200_000, "Then 2 hours pass"],
      [7_200_000, "Order B is received"],
    ]);
    expect(body.run.moments[2].orders).toMatchObject([{ destination: "rapid-line" }, { destination: "normal-line" }]);
    expect((await house.get("/api/v1/orders")).body.items).toEqual([]);
  });

  test("that cannot be played is refused with the step and the reason", async () => {
    const house = await openHouse();
    const flow = await draft(house);
    const path = `/api/v1/flows/${flow}/try/script`;
    const bad = script({ type: "order", key: "A", order: { due_at: "soon", lines: [] } });
    const refused = await house.send("POST", path, { script: bad });
    expect([refused.status, refused.body.code]).toEqual([422, "invalid_script"]);
    expect(refused.body.problems[0]).toMatchObject({ pointer: "/steps/0/order/due_at" });
    expect((await house.send("POST", path, { script: script({ type: "dance" }) })).status).toBe(400);
  });
});

describe("golden orders", () => {
  async function saved() {
    const house = await openHouse();
    const flow = await draft(house);
    const path = `/api/v1/flows/${flow}`;
    const { body } = await house.send("POST", `${path}/try/script`, { script: script(step("FJ1")) });
    const golden = { name: "快反款", script: script(step("FJ1")), expected: body.run.outcome };
    await house.send("PUT", `${path}/golden/g1`, golden);
    return { house, path, golden };
  }

  test("are kept beside the flow, renamed and removed; the journal tells", async () => {
    const { house, path, golden } = await saved();
    await house.send("PUT", `${path}/golden/g1`, { ...golden, name: "快反款 2" });
    expect((await house.get(`${path}/golden`)).body.items).toMatchObject([{ id: "g1", name: "快反款 2" }]);
    await house.send("DELETE", `${path}/golden/g1`, undefined);
    expect((await house.get(`${path}/golden`)).body.items).toEqual([]);
    expect((await house.send("DELETE", `${path}/golden/g1`, undefined)).status).toBe(404);
    const flow = path.split("/").at(-1) ?? "";
    const entries = await house.ctx.store.read.journal.timeline(house.ctx.workspace.id, flow);
    expect(entries.map(({ type }) => type)).toEqual(["flow_created", "golden_saved", "golden_saved", "golden_removed"]);
  });

  test("let a publish through while they come out as expected, and stop it when one does not", async () => {
    const { house, path, golden } = await saved();
    expect((await house.send("POST", `${path}/publish`, { reason: "测试" })).status).toBe(200);
    const revision = (await house.get(path)).body.draft.revision;
    const rapid = fjFlow().nodes.find(({ id }) => id === "rapid");
    const node = { ...rapid, destination: "normal-line" };
    await house.send("PATCH", `${path}/draft`, { revision, operations: [{ type: "update_node", id: "rapid", node }] });
    const refused = await house.send("POST", `${path}/publish`, { reason: "测试" });
    expect([refused.status, refused.body.code]).toEqual([422, "golden_failed"]);
    expect(refused.body.golden).toMatchObject([
      { id: "g1", name: "快反款", passed: false, differences: [{ what: { zh: "去向" }, expected: {}, got: {} }] },
    ]);
    expect((await house.get(path)).body.live.version).toBe(1);
    const { body } = await house.send("POST", `${path}/golden/run`, {});
    expect(body.results).toHaveLength(1);
    await house.send("PUT", `${path}/golden/g1`, { ...golden, expected: body.results[0].got });
    expect((await house.send("POST", `${path}/publish`, { reason: "测试" })).status).toBe(200);
  });
});
