import { describe, expect, test } from "vitest";
import { fjFlow, order } from "../testing/harness.ts";
import { join, openBrowser, openSharedHouse, PASSWORD } from "../testing/people.ts";

const LINES = ["rapid-line", "normal-line"].map((id) => ({ id, name: id, kind: "line" }));
const SECRET = "只有成员自己知道";

/** A group with a template, two members that it was added to by who owns all three, and one that stands aside. */
async function openGroup() {
  const { house, owner } = await openSharedHouse();
  const inside = async (workspace: string | null, method: string, path: string, body?: unknown) => {
    owner.workspace = workspace;
    const reply = await owner.ask(method, path, body);
    owner.workspace = null;
    return reply;
  };
  const equip = async (workspace: string | null, destinations: object[]) => {
    const { revision } = (await inside(workspace, "GET", "/workspace")).body;
    expect((await inside(workspace, "PATCH", "/workspace", { revision, destinations })).status).toBe(200);
  };
  await equip(null, LINES);
  const make = async (name: string) => (await inside(null, "POST", "/workspaces", { name })).body.id as string;
  const [north, south, aside] = [await make("北厂"), await make("南厂"), await make("别家")];
  await equip(north, LINES);
  for (const member of [north, south]) expect((await inside(null, "PUT", `/group/members/${member}`)).status).toBe(200);
  const flow = (await inside(null, "POST", "/flows", { name: "快反", document: fjFlow() })).body.id;
  const about = { name: { zh: "快反", en: "Rapid" }, description: { zh: "", en: "" }, parameters: [] };
  const template = (await inside(null, "POST", "/templates", { flow, ...about })).body.id;
  expect(typeof template).toBe("string");
  return { house, owner, inside, north, south, aside, template };
}

describe("a group", () => {
  test("hands its rule to members as a draft that they publish; a member that lacks a destination is told so", async () => {
    const { inside, north, south, aside, template } = await openGroup();
    const { items } = (await inside(null, "POST", "/group/rules", { template, rule: "fixed" })).body;
    expect(items).toMatchObject([
      { id: north, name: "北厂", result: "drafted", problem: null },
      { id: south, name: "南厂", result: "refused", flow: null },
    ]);
    expect(items[1].problem.message.zh).toMatch(/rapid-line|normal-line/);
    const flows = (await inside(north, "GET", "/flows")).body.items;
    expect(flows).toMatchObject([{ id: items[0].flow, status: "draft", group_rule: "fixed", live_version: null }]);
    expect((await inside(north, "GET", "/inbox")).body.items).toMatchObject([
      { kind: "group_rule", flow: flows[0].id },
    ]);
    for (const other of [south, aside]) expect((await inside(other, "GET", "/flows")).body.items).toEqual([]);
    expect((await inside(north, "POST", `/flows/${flows[0].id}/publish`, { reason: "集团" })).status).toBe(200);
    const again = (await inside(null, "POST", "/group/rules", { template, members: [north] })).body.items;
    expect(again).toMatchObject([{ id: north, result: "upgrade", flow: null }]);
    const told = (await inside(null, "GET", "/journal?type=group_rule_handed_out")).body.items;
    expect(told).toHaveLength(2);
    expect((await inside(north, "GET", "/journal?type=group_rule_received")).body.items).toHaveLength(2);
  });

  test("sees totals of its members and nothing of their orders", async () => {
    const { house, owner, inside, north, south } = await openGroup();
    for (const number of ["1", "2"])
      await inside(north, "POST", "/orders", order(number, { note: SECRET, customer_id: SECRET }));
    await inside(north, "POST", "/orders", { source: "erp", note: SECRET });
    const { body, text } = await inside(null, "GET", "/group/totals");
    expect(body.items).toMatchObject([
      { id: north, name: "北厂", orders: 2, quarantined: 1, days: [{ accepted: 2 }] },
      { id: south, name: "南厂", orders: 0, quarantined: 0, days: [] },
    ]);
    expect(text).not.toContain(SECRET);
    // Who watches over the group is in none of its members.
    const watcher = await join(house, owner, { email: "w@example.com", role: "viewer" });
    expect((await watcher.ask("GET", "/group/totals")).body.items).toHaveLength(2);
    expect((await watcher.ask("GET", "/orders")).body.items).toEqual([]);
    watcher.workspace = north;
    expect((await watcher.ask("GET", "/orders")).body.code).toBe("not_allowed");
    // A member sees no totals of the others, nor of the group.
    expect((await inside(north, "GET", "/group/totals")).body.items).toEqual([]);
  });

  test("of two that take in the same workspace at once, one has it", async () => {
    const { house, inside, north, aside } = await openGroup();
    expect((await inside(null, "DELETE", `/group/members/${north}`)).status).toBe(200);
    // Both have come as far as they can before either has written.
    const { store } = house.ctx;
    const other = await store.begin();
    const begin = store.begin.bind(store);
    let waiting = 0;
    store.begin = (turn) => {
      waiting += 1;
      return begin(turn);
    };
    const asked = Promise.all([null, aside].map((group) => inside(group, "PUT", `/group/members/${north}`)));
    while (waiting < 2) await new Promise<void>((next) => setImmediate(next));
    await other.rollback();
    const both = await asked;
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe("group_nested");
    const winner = both[0]?.status === 200 ? "main" : aside;
    expect((await inside(north, "GET", "/group")).body).toMatchObject({ group: { id: winner } });
  });

  test("takes nobody in unasked, is not nested, and a member leaves when it wants to", async () => {
    const { house, owner, inside, north, south, aside } = await openGroup();
    const invited = await inside(aside, "POST", "/invitations", { email: "other@example.com", role: "owner" });
    const other = openBrowser(house);
    await other.ask("POST", `/invitations/${invited.body.token}`, { name: "别人", password: PASSWORD });
    for (const theirs of [north, "main", "none-such"])
      expect((await other.ask("PUT", `/group/members/${theirs}`)).body.code).toBe("workspace_not_found");
    expect((await inside(north, "PUT", `/group/members/${aside}`)).body.code).toBe("group_nested");
    expect((await inside(aside, "PUT", `/group/members/${north}`)).body.code).toBe("group_nested");
    expect((await inside(aside, "PUT", "/group/members/main")).body.code).toBe("group_nested");
    expect((await inside(aside, "DELETE", `/group/members/${north}`)).body.code).toBe("not_in_group");
    expect((await inside(north, "GET", "/group")).body).toMatchObject({ group: { id: "main" }, members: [] });
    expect((await inside(null, "GET", "/group")).body.candidates.map(({ id }: { id: string }) => id)).toEqual([aside]);
    expect((await inside(north, "DELETE", `/group/members/${north}`)).status).toBe(200);
    expect((await inside(null, "DELETE", `/group/members/${south}`)).status).toBe(200);
    expect((await owner.ask("GET", "/group")).body).toMatchObject({ group: null, members: [] });
    const types = (await inside(north, "GET", "/journal")).body.items.map(({ type }: { type: string }) => type);
    expect(types.slice(0, 1)).toEqual(["group_left"]);
  });
});
