import { describe, expect, test } from "vitest";
import { fjFlow, type House, openHouse } from "../testing/harness.ts";

const ANNA = { id: "anna", name: "小安" };
const BO = { id: "bo", name: "小波" };
const rename = (revision: number, name: string) => ({ revision, operations: [{ type: "update_settings", name }] });

async function drafting() {
  const house = await openHouse();
  const { body } = await house.send("POST", "/api/v1/flows", { name: "快反", document: fjFlow() });
  return { house, path: `/api/v1/flows/${body.id}`, flow: body.id as string };
}
const hold = (house: House, path: string, editor: typeof ANNA, take = false) =>
  house.send("PUT", `${path}/holder`, { editor, take });

describe("who holds a draft", () => {
  test("the first one does; others are told who, and may not write until they take over", async () => {
    const { house, path } = await drafting();
    expect((await house.get(`${path}/holder`)).body.holder).toBeNull();
    expect((await hold(house, path, ANNA)).body.holder).toMatchObject(ANNA);
    expect((await hold(house, path, BO)).body.holder).toMatchObject(ANNA);
    const refused = await house.send("PATCH", `${path}/draft`, rename(1, "乙"), { "x-editor": BO.id });
    expect([refused.status, refused.body.code, refused.body.holder]).toEqual([409, "draft_held", ANNA]);
    expect((await house.send("PATCH", `${path}/draft`, rename(1, "甲"), { "x-editor": ANNA.id })).status).toBe(200);
    expect((await hold(house, path, BO, true)).body.holder).toMatchObject(BO);
    expect((await house.send("PATCH", `${path}/draft`, rename(2, "丙"), { "x-editor": ANNA.id })).status).toBe(409);
    expect((await house.send("PATCH", `${path}/draft`, rename(2, "丙"), { "x-editor": BO.id })).status).toBe(200);
  });

  test("of no such flow nobody lets go", async () => {
    const { house } = await drafting();
    const answer = await house.send("DELETE", "/api/v1/flows/nobody/holder?editor=anna", undefined);
    expect([answer.status, answer.body.code]).toEqual([404, "flow_not_found"]);
  });

  test("letting go frees it for the next; only the holder can", async () => {
    const { house, path } = await drafting();
    await hold(house, path, ANNA);
    await house.send("DELETE", `${path}/holder?editor=bo`, undefined);
    expect((await house.get(`${path}/holder`)).body.holder).toMatchObject(ANNA);
    const closing = await house.send("DELETE", `${path}/holder?editor=anna&closing=true`, undefined);
    expect(closing.body.holder).toMatchObject({ ...ANNA, leaving: true });
    expect((await hold(house, path, BO)).body.holder).toMatchObject(ANNA);
    expect((await hold(house, path, ANNA)).body.holder).not.toHaveProperty("leaving");
    await house.send("DELETE", `${path}/holder?editor=anna`, undefined);
    expect((await hold(house, path, BO)).body.holder).toMatchObject(BO);
  });
});

describe("comments", () => {
  test("make threads at a node; anybody resolves them, only the author changes the text", async () => {
    const { house, path } = await drafting();
    const first = (await house.send("POST", `${path}/comments`, { node: "fj", author: ANNA, text: "为什么是 FJ?" }))
      .body;
    await house.send("POST", `${path}/comments`, { node: "fj", thread: first.id, author: BO, text: "工厂定的" });
    const { items } = (await house.get(`${path}/comments`)).body;
    expect(items).toMatchObject([
      { node: "fj", thread: first.id, author: ANNA, resolved: null },
      { node: "fj", thread: first.id, author: BO },
    ]);
    const resolved = await house.send("PATCH", `${path}/comments/${first.id}`, { resolved: true, by: BO });
    expect(resolved.body.resolved).toMatchObject({ by: BO.name });
    expect(
      (await house.send("PATCH", `${path}/comments/${first.id}`, { resolved: false, by: ANNA })).body.resolved,
    ).toBeNull();
    expect((await house.send("PATCH", `${path}/comments/${first.id}`, { text: "x", by: BO })).status).toBe(403);
    const edited = await house.send("PATCH", `${path}/comments/${first.id}`, { text: "为何?", by: ANNA });
    expect(edited.body).toMatchObject({ text: "为何?", edited_at: expect.any(Number) });
    expect((await house.send("DELETE", `${path}/comments/${first.id}?by=anna`, undefined)).status).toBe(200);
    expect((await house.get(`${path}/comments`)).body.items).toEqual([]);
  });

  test("a reply belongs to a thread of its node", async () => {
    const { house, path } = await drafting();
    const reply = { node: "fj", thread: "cmt_gone", author: BO, text: "?" };
    expect((await house.send("POST", `${path}/comments`, reply)).status).toBe(404);
  });
});
