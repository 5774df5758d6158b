import { describe, expect, test } from "vitest";
import { fjFlow } from "../testing/harness.ts";
import { type Browser, join, openSharedHouse } from "../testing/people.ts";

const settings = async (owner: Browser, change: object) => {
  const { revision } = (await owner.ask("GET", "/workspace")).body;
  return await owner.ask("PATCH", "/workspace", { revision, ...change });
};

const LINES = { destinations: ["rapid-line", "normal-line"].map((id) => ({ id, name: id, kind: "line" })) };

/** Publishing needs two; a draft waits. */
async function openFourEyes() {
  const { house, owner } = await openSharedHouse();
  await settings(owner, LINES);
  const alone = await settings(owner, { four_eyes: true });
  expect(alone).toMatchObject({ status: 409, body: { code: "one_publisher" } });
  const lin = await join(house, owner, { email: "lin@example.com", role: "publisher" });
  expect((await settings(owner, { four_eyes: true })).body.four_eyes).toBe(true);
  const { id } = (await lin.ask("POST", "/flows", { name: "快反", document: fjFlow() })).body;
  const flow = `/flows/${id}`;
  const types = async () =>
    (await owner.ask("GET", `/journal?subject=${id}`)).body.items.map(({ type }: { type: string }) => type).reverse();
  return { house, owner, lin, id, flow, types };
}

describe("four eyes", () => {
  test("is off unless somebody turns it on, and then nobody publishes alone", async () => {
    const { owner } = await openSharedHouse();
    await settings(owner, LINES);
    const { id } = (await owner.ask("POST", "/flows", { name: "快反", document: fjFlow() })).body;
    expect((await owner.ask("GET", `/flows/${id}/publish-check`)).body).toMatchObject({ four_eyes: false });
    const asked = await owner.ask("POST", `/flows/${id}/publish-request`, { reason: "新" });
    expect(asked.body.code).toBe("not_four_eyes");
    expect((await owner.ask("POST", `/flows/${id}/publish`, { reason: "新" })).status).toBe(200);
    const { lin, flow } = await openFourEyes();
    expect(await lin.ask("POST", `${flow}/publish`, { reason: "新" })).toMatchObject({
      ...{ status: 409, body: { code: "second_person" } },
    });
  });

  test("one asks, another approves: the journal names both, and the inbox says so until then", async () => {
    const { owner, lin, id, flow, types } = await openFourEyes();
    expect((await lin.ask("POST", `${flow}/publish-request`, {})).body.code).toBe("replay_needed");
    expect((await lin.ask("POST", `${flow}/publish-request`, { reason: "国庆" })).status).toBe(201);
    const waiting = (await owner.ask("GET", "/inbox?open=true")).body.items;
    expect(waiting).toMatchObject([
      { kind: "publish_requested", flow: id, said: { code: "publish_requested" }, lines: [{ code: "asked_by" }, { code: "reason", value: "国庆" }] },
    ]); // biome-ignore format: one row
    expect(waiting[0].title).not.toContain(" / ");
    const { request } = (await owner.ask("GET", `${flow}/publish-check`)).body;
    expect(request).toMatchObject({ by_name: "lin@example.com", reason: "国庆", own: false });
    expect((await lin.ask("POST", `${flow}/publish-request/approve`)).body.code).toBe("second_person");
    expect((await owner.ask("GET", flow)).body.live).toBeNull();
    const done = await owner.ask("POST", `${flow}/publish-request/approve`);
    expect(done).toMatchObject({ status: 200, body: { version: 1 } });
    expect((await owner.ask("GET", flow)).body.live).toMatchObject({ version: 1 });
    expect((await owner.ask("GET", "/inbox?open=true")).body.items).toEqual([]);
    expect((await owner.ask("POST", `${flow}/publish-request/approve`)).body.code).toBe("request_not_found");
    expect(await types()).toEqual(["flow_created", "publish_requested", "flow_published"]);
    const { items } = (await owner.ask("GET", `/journal?subject=${id}&type=flow_published`)).body;
    expect(items[0]).toMatchObject({ actor_name: "陈老板", data: { requested_by: request.by, reason: "国庆" } });
  });

  test("what changed after it was asked for cannot be approved; it is asked for anew", async () => {
    const { owner, lin, flow, types } = await openFourEyes();
    await lin.ask("POST", `${flow}/publish-request`, { reason: "一" });
    const { draft } = (await lin.ask("GET", flow)).body;
    const renamed = { operations: [{ type: "update_settings", name: "改了名" }] };
    const patched = await lin.ask("PATCH", `${flow}/draft`, { revision: draft.revision, ...renamed });
    expect(patched.status).toBe(200);
    expect((await owner.ask("POST", `${flow}/publish-request/approve`)).body.code).toBe("stale_revision");
    expect((await lin.ask("POST", `${flow}/publish-request`, { reason: "二" })).status).toBe(201);
    expect((await owner.ask("POST", `${flow}/publish-request/approve`)).body).toMatchObject({ version: 1 });
    expect((await types()).filter((type: string) => type.startsWith("publish"))).toEqual([
      "publish_requested",
      "publish_replaced",
      "publish_requested",
    ]);
  });

  test("whoever asked withdraws, another one declines; who may not publish does neither", async () => {
    const { house, owner, lin, flow, types } = await openFourEyes();
    const editor = await join(house, owner, { email: "wu@example.com", role: "editor" });
    await lin.ask("POST", `${flow}/publish-request`, { reason: "一" });
    for (const [method, path] of [
      ["POST", `${flow}/publish-request/approve`],
      ["DELETE", `${flow}/publish-request`],
    ] as const)
      expect((await editor.ask(method, path)).body.code).toBe("not_allowed");
    expect((await lin.ask("DELETE", `${flow}/publish-request`)).status).toBe(200);
    await lin.ask("POST", `${flow}/publish-request`, { reason: "二" });
    expect((await owner.ask("DELETE", `${flow}/publish-request`)).status).toBe(200);
    expect((await types()).slice(-3)).toEqual(["publish_withdrawn", "publish_requested", "publish_declined"]);
    expect((await owner.ask("GET", "/inbox?open=true")).body.items).toEqual([]);
    expect((await owner.ask("GET", flow)).body.live).toBeNull();
  });
});
