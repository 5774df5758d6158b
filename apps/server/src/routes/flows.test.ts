import type { FlowDocument, FlowNode } from "@switchyard/flow";
import { describe, expect, test } from "vitest";
import { fjFlow, type House, openHouse, order, publish } from "../testing/harness.ts";

const FLOWS = "/api/v1/flows";
const create = async (house: House, document: FlowDocument = fjFlow()): Promise<string> =>
  (await house.send("POST", FLOWS, { name: document.name, document })).body.id;
const with_ = (change: (document: FlowDocument) => void): FlowDocument => {
  const document = structuredClone(fjFlow());
  change(document);
  return document;
};

describe("flows", () => {
  test("are not published twice by two tabs that saw the same: the second is told that another version is live", async () => {
    const house = await openHouse();
    const id = await create(house);
    const ask = (live: number | null) =>
      house.send("POST", `${FLOWS}/${id}/publish`, { reason: "new", revision: 1, live });
    const both = await Promise.all([ask(null), ask(null)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body).toMatchObject({ code: "stale_live" });
    expect((await ask(null)).body).toMatchObject({ code: "stale_live" });
    expect((await house.get(`${FLOWS}/${id}/versions`)).body.items).toHaveLength(1);
    expect((await ask(1)).body).toMatchObject({ version: 2 });
  });

  test("a new one is a draft with the trigger, listed in flow order", async () => {
    const house = await openHouse();
    const created = await house.send("POST", FLOWS, { name: "新流程" });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ name: "新流程", status: "draft", draft_revision: 1, live_version: null });
    const flow = await house.get(`${FLOWS}/${created.body.id}`);
    expect(flow.body).toMatchObject({
      draft: { revision: 1, document: { nodes: [{ kind: "order_received" }] } },
      live: null,
    });
    await create(house);
    expect((await house.get(FLOWS)).body).toMatchObject({
      items: [{ name: "新流程" }, { name: "快反" }],
      nextCursor: null,
    });
    expect((await house.get(`${FLOWS}/none`)).body).toMatchObject({ status: 404, code: "flow_not_found" });
  });

  test("operations change the draft, all or none", async () => {
    const house = await openHouse();
    const id = await create(house);
    const add = {
      type: "add_nodes",
      nodes: [{ id: "t", kind: "tag", position: { x: 0, y: 0 }, tag: "急" }],
      edges: [],
    };
    const bad = { type: "remove_nodes", ids: ["nowhere"] };
    const refused = await house.send("PATCH", `${FLOWS}/${id}/draft`, { revision: 1, operations: [add, bad] });
    expect(refused.body).toMatchObject({ status: 422, code: "invalid_operation" });
    expect(refused.body.problems[0].pointer).toMatch(/^\/operations\/1/);
    const saved = await house.send("PATCH", `${FLOWS}/${id}/draft`, { revision: 1, operations: [add] });
    expect([saved.status, saved.body]).toEqual([200, { revision: 2 }]);
    const { body } = await house.get(`${FLOWS}/${id}`);
    expect(body.draft.document.nodes.map((node: FlowNode) => node.id)).toEqual(["in", "fj", "rapid", "normal", "t"]);
  });

  test("a stale revision is a conflict that carries what the draft is now", async () => {
    const house = await openHouse();
    const id = await create(house);
    const rename = (revision: number, name: string) =>
      house.send("PATCH", `${FLOWS}/${id}/draft`, { revision, operations: [{ type: "update_settings", name }] });
    expect((await rename(1, "甲")).status).toBe(200);
    const stale = await rename(1, "乙");
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({ code: "stale_revision", revision: 2, document: { name: "甲" } });
    const both = await Promise.all([rename(2, "丙"), rename(2, "丁")]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test.each([
    [{ revision: 1, operations: [{ type: "explode" }] }, "/operations/0/type"],
    [{ revision: "1", operations: [] }, "/revision"],
    [
      {
        revision: 1,
        operations: [
          { type: "add_nodes", nodes: [{ id: "x", kind: "teleport", position: { x: 0, y: 0 } }], edges: [] },
        ],
      },
      "/operations/0/nodes/0/kind",
    ],
  ])("operations that are none are refused: %j at %s", async (body, pointer) => {
    const house = await openHouse();
    const id = await create(house);
    const refused = await house.send("PATCH", `${FLOWS}/${id}/draft`, body);
    expect(refused.body).toMatchObject({ status: 400, code: "invalid_request" });
    expect(refused.body.problems.map((problem: { pointer: string }) => problem.pointer)).toContain(pointer);
  });

  test("trying an order lights the path, with what each condition saw, and stores nothing", async () => {
    const house = await openHouse();
    const id = await create(house);
    const tried = await house.send("POST", `${FLOWS}/${id}/try`, { order: order("1", { style_code: "FJ1" }) });
    expect(tried.status).toBe(200);
    expect(tried.body.decision).toMatchObject({ outcome: "decided", destination: { id: "rapid-line" } });
    expect(tried.body.explanation.steps).toContainEqual(
      expect.objectContaining({
        node: "fj",
        outcome: "met",
        edges: ["e2"],
        sentence: expect.objectContaining({ zh: "款号以 FJ 开头" }),
      }),
    );
    expect((await house.get("/api/v1/orders")).body.items).toEqual([]);
    const stored = await house.send("POST", "/api/v1/orders", order("2", { style_code: "AB" }));
    const again = await house.send("POST", `${FLOWS}/${id}/try`, { order_id: stored.body.order.id });
    expect(again.body.decision.destination).toEqual({ id: "normal-line", name: "常规线" });
    expect((await house.send("POST", `${FLOWS}/${id}/try`, {})).status).toBe(400);
    expect((await house.send("POST", `${FLOWS}/${id}/try`, { order_id: "x" })).status).toBe(404);
    const wrong = await house.send("POST", `${FLOWS}/${id}/try`, { order: order("1", { amount: "x" }) });
    expect(wrong.body).toMatchObject({ code: "invalid_order", problems: [{ pointer: "/order/amount" }] });
  });

  test("an order is tried at the instant that is asked for", async () => {
    const house = await openHouse();
    const id = await create(
      house,
      with_(({ nodes }) => {
        const [, condition] = nodes;
        if (condition?.kind !== "condition") throw new Error("no condition");
        condition.when = { type: "comparison", fact: "due_in_days", operator: "le", value: 3 };
      }),
    );
    const at = (text: string) => Date.parse(`${text}T12:00:00+08:00`);
    const tryAt = async (day: string) => {
      const tried = await house.send("POST", `${FLOWS}/${id}/try`, {
        order: order("1", { due_at: "2026-03-10" }),
        at: at(day),
      });
      return tried.body.decision.destination.id;
    };
    expect([await tryAt("2026-03-06"), await tryAt("2026-03-07")]).toEqual(["normal-line", "rapid-line"]);
  });
});

describe("publishing", () => {
  test("a draft that went back to the live drawing has no unpublished changes", async () => {
    const house = await openHouse();
    const id = await publish(house);
    const { document: live } = (await house.get(`${FLOWS}/${id}`)).body.live;
    const status = async () => (await house.get(FLOWS)).body.items[0].status;
    const edit = (revision: number, operations: unknown[]) =>
      house.send("PATCH", `${FLOWS}/${id}/draft`, { revision, operations });
    await edit(1, [{ type: "remove_nodes", ids: ["rapid"] }]);
    expect(await status()).toBe("changed");
    await edit(2, [
      {
        type: "batch",
        operations: [
          { type: "remove_nodes", ids: live.nodes.flatMap((node: FlowNode) => (node.id === "rapid" ? [] : node.id)) },
          { type: "add_nodes", nodes: live.nodes, edges: live.edges },
        ],
      },
    ]);
    expect(await status()).toBe("published");
  });

  test("makes the draft live: the list and the program say so, and orders are decided by it", async () => {
    const house = await openHouse();
    const id = await publish(house);
    expect((await house.get(FLOWS)).body.items).toMatchObject([{ status: "published", live_version: 1, hits7d: 0 }]);
    const first = await house.send("POST", "/api/v1/orders", order("1", { style_code: "FJ1" }));
    await house.send("PATCH", `${FLOWS}/${id}/draft`, {
      revision: 1,
      operations: [{ type: "update_settings", name: "改名" }],
    });
    expect((await house.get(FLOWS)).body.items).toMatchObject([
      { status: "changed", hits7d: 1, last_hit_at: first.body.decision.at },
    ]);
    const stale = await house.send("POST", `${FLOWS}/${id}/publish`, { revision: 1 });
    expect(stale.body).toMatchObject({ status: 409, code: "stale_revision", revision: 2 });
    const second = await house.send("POST", `${FLOWS}/${id}/publish`, { revision: 2, reason: "试" });
    expect(second.body).toMatchObject({ version: 2 });
    const after = await house.send("POST", "/api/v1/orders", order("2"));
    expect(after.body.decision.flow_version).toEqual([{ flow: id, name: "改名", version: 2 }]);
    const flow = await house.get(`${FLOWS}/${id}`);
    expect(flow.body).toMatchObject({ live: { version: 2 }, hits: { in: 2, fj: 2, rapid: 1, normal: 1 } });
  });

  test("two at once make one version", async () => {
    const house = await openHouse();
    const id = await create(house);
    const both = await Promise.all([1, 2].map(() => house.send("POST", `${FLOWS}/${id}/publish`, { reason: "测试" })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test.each<[string, FlowDocument, string]>([
    [
      "a cycle",
      with_(({ nodes, edges }) => {
        nodes.push({ id: "tag", kind: "tag", position: { x: 0, y: 0 }, tag: "x" });
        edges.push(
          { id: "e4", from: "normal", port: "next", to: "tag" },
          { id: "e5", from: "tag", port: "next", to: "fj" },
        );
      }),
      "cycle",
    ],
    [
      "an empty condition",
      with_(({ nodes }) => {
        const [, condition] = nodes;
        if (condition?.kind === "condition") condition.when = { type: "group", match: "all", parts: [] };
      }),
      "empty",
    ],
    [
      "a dangling otherwise",
      with_(({ nodes, edges }) => {
        const when = { type: "comparison", fact: "style_code", operator: "starts_with", value: "FJ" } as const;
        nodes[1] = {
          id: "fj",
          kind: "branch",
          position: { x: 0, y: 0 },
          mode: "first",
          missing: "not_met",
          cases: [{ id: "c1", when }],
        };
        edges.splice(1, 2, { id: "e2", from: "fj", port: "c1", to: "rapid" });
      }),
      "dangling_otherwise",
    ],
    [
      "no trigger",
      with_(({ nodes, edges }) => {
        nodes.shift();
        edges.shift();
      }),
      "no_trigger",
    ],
    [
      "an unknown destination",
      with_(({ nodes }) => {
        nodes[2] = { id: "rapid", kind: "route", position: { x: 0, y: 0 }, destination: "moon" };
      }),
      "unknown_destination",
    ],
  ])("%s cannot be published, and the finding says which node", async (_, document, code) => {
    const house = await openHouse();
    const id = await create(house, document);
    const refused = await house.send("POST", `${FLOWS}/${id}/publish`, {});
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ code: "invalid_flow", title: expect.any(String) });
    const finding = refused.body.findings.find((one: { code: string }) => one.code.includes(code));
    expect(finding).toMatchObject({ severity: "error", message: { zh: expect.any(String), en: expect.any(String) } });
    if (code !== "no_trigger") expect(finding.node).toEqual(expect.any(String));
    expect((await house.get(FLOWS)).body.items).toMatchObject([{ status: "draft" }]);
    expect((await house.send("POST", `${FLOWS}/${id}/try`, { order: order("1") })).body.code).toBe("invalid_flow");
  });

  test("an unknown node type cannot even be saved, and the pointer says which node", async () => {
    const house = await openHouse();
    const document = {
      ...fjFlow(),
      nodes: [...fjFlow().nodes, { id: "x", kind: "teleport", position: { x: 0, y: 0 } }],
    };
    const refused = await house.send("POST", FLOWS, { name: "x", document });
    expect(refused.body).toMatchObject({
      status: 400,
      code: "invalid_request",
      problems: [{ pointer: "/document/nodes/4/kind" }],
    });
  });

  test("the program is standard JSON-Logic, of the draft, the live or a numbered version", async () => {
    const house = await openHouse();
    const id = await publish(house);
    for (const [version, number] of [
      ["draft", 2],
      ["live", 1],
      ["1", 1],
    ] as const) {
      const { body } = await house.get(`${FLOWS}/${id}/program?version=${version}`);
      expect(body).toMatchObject({ flow: id, version: number, reads: ["style_code"] });
      expect(JSON.stringify(body)).toContain('{"substr":[{"var":"style_code"},0,2]}');
    }
    expect((await house.get(`${FLOWS}/${id}/program?version=9`)).body.code).toBe("version_not_found");
    expect((await house.get(`${FLOWS}/${id}/program?version=x`)).status).toBe(400);
  });

  test("published flows survive a restart, and decide in flow order: the first route wins", async () => {
    const house = await openHouse();
    const all = (name: string, destination: string): FlowDocument => ({
      ...fjFlow(name),
      nodes: [
        { id: "in", kind: "order_received", position: { x: 0, y: 0 } },
        { id: "to", kind: "route", position: { x: 9, y: 0 }, destination },
      ],
      edges: [{ id: "e", from: "in", port: "next", to: "to" }],
    });
    const first = await publish(house, all("甲", "wh-hangzhou"));
    const second = await publish(house, all("乙", "wh-guangzhou"));
    await house.stop();
    const again = await openHouse({ folder: house.folder });
    const { body } = await again.send("POST", "/api/v1/orders", order("1"));
    expect(body.decision).toMatchObject({
      destination: { id: "wh-hangzhou" },
      flow_version: [{ flow: first }, { flow: second }],
    });
    expect(body.decision.effects).toContainEqual(
      expect.objectContaining({
        type: "route",
        destination: "wh-guangzhou",
        overridden: expect.objectContaining({ flow: first }),
      }),
    );
  });
});
