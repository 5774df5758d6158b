/** Every act that manages something leaves an entry that says who did it. */
import { newWebhookSecret } from "@switchyard/connectors";
import { expect, test } from "vitest";
import { fjFlow, order } from "../testing/harness.ts";
import { type Browser, join, openSharedHouse } from "../testing/people.ts";
import { demands } from "./permissions.ts";

/** Acts whose entries other tests show, because they need a running history: of recalls, roll-outs and what was sent. */
const SHOWN_ELSEWHERE = new Set([
  "POST /flows/{id}/recall",
  "POST /flows/{id}/rollout",
  "POST /outbox/{id}/resend",
  "POST /outbox/resend",
]);
const SECRETS = { secrets: { secrets: [newWebhookSecret()] } };
const isManaging = (demand: string) => demand.endsWith(".manage") || demand === "flows.publish";

test("each managing operation of the API writes to the journal, by name of who did it", async () => {
  const { house, owner } = await openSharedHouse();
  const me = (await owner.ask("GET", "/session")).body.person.id;
  const lin = await join(house, owner, { email: "lin@example.com", role: "publisher" });
  const wu = await join(house, owner, { email: "wu@example.com", role: "viewer" });
  const idOf = async (browser: Browser) => (await browser.ask("GET", "/session")).body.person.id as string;
  const settings = async (change: object) => ({
    revision: (await owner.ask("GET", "/workspace")).body.revision,
    ...change,
  });
  const entries = async (workspace: string | null) => {
    owner.workspace = workspace;
    const { items } = (await owner.ask("GET", "/journal?limit=20")).body;
    owner.workspace = null;
    return items as { position: number; actor: string; type: string }[];
  };
  const seen = new Set<string>();
  const silent: string[] = [];
  /** Does it as the owner, and looks whether the journal says so. */
  const act = async (operation: string, path: string, body?: unknown, as: Browser = owner) => {
    const last = (await entries(null))[0]?.position ?? 0;
    const [method = ""] = operation.split(" ");
    const answer = await as.ask(method, path, body);
    expect([operation, answer.status < 300, answer.text]).toEqual([operation, true, answer.text]);
    const actor = as === owner ? me : await idOf(as);
    const fresh = (await entries(null)).filter(({ position }) => position > last);
    if (!fresh.some((entry) => entry.actor === actor))
      silent.push(`${operation}: ${fresh.map((entry) => entry.actor)}`);
    seen.add(operation);
    return answer.body;
  };

  const lines = ["rapid-line", "normal-line"].map((id) => ({ id, name: id, kind: "line" }));
  const people = [{ id: "p1", name: "主管", role: "supervisor" }];
  await act("PATCH /workspace", "/workspace", await settings({ destinations: lines, people }));
  const flow = (await owner.ask("POST", "/flows", { name: "快反", document: fjFlow() })).body.id;
  await act("POST /flows/{id}/publish", `/flows/${flow}/publish`, { reason: "一" });
  await act("PUT /flows/order", "/flows/order", { flows: [flow] });
  await act("PUT /flows/{id}/group-rule", `/flows/${flow}/group-rule`, { rule: "default" });
  const renamed = { revision: 1, operations: [{ type: "update_settings", name: "改了名" }] };
  await owner.ask("PATCH", `/flows/${flow}/draft`, renamed);
  await owner.ask("POST", `/flows/${flow}/publish`, { reason: "二" });
  await act("POST /flows/{id}/versions/{version}/live", `/flows/${flow}/versions/1/live`);
  await act("PATCH /workspace", "/workspace", await settings({ four_eyes: true }));
  const request = `/flows/${flow}/publish-request`;
  await act("POST /flows/{id}/publish-request", request, { reason: "三" }, lin);
  const [waiting] = (await owner.ask("GET", "/inbox?open=true")).body.items;
  await act("POST /inbox/{id}/acknowledge", `/inbox/${waiting.id}/acknowledge`, {});
  await act("DELETE /flows/{id}/publish-request", request);
  const told = async () => (await owner.ask("GET", "/inbox?open=true")).body.items[0].id;
  await owner.ask("PATCH", `/flows/${flow}/draft`, { ...renamed, revision: 2 });
  await lin.ask("POST", request, { reason: "四" });
  await act("POST /inbox/acknowledge", "/inbox/acknowledge", { ids: [await told()] });
  await act("POST /flows/{id}/publish-request/approve", `${request}/approve`);

  const figure = { id: "big", name: { zh: "大单", en: "Big" }, kind: "share", by: "received_at" };
  const big = { type: "comparison", fact: "amount", operator: "ge", value: 1 };
  await act("PUT /figures/{id}", "/figures/big", { ...figure, that: big });
  await act("DELETE /figures/{id}", "/figures/big");

  const daily = { name: "日报", covers: "today", minute: 600, people: ["p1"], channels: [] };
  await act("PUT /report-schedules/{id}", "/report-schedules/day", daily);
  await act("POST /report-schedules/{id}/send", "/report-schedules/day/send");
  await act("DELETE /report-schedules/{id}", "/report-schedules/day");

  const hook = { kind: "webhook", name: "钩子", settings: { url: "https://hooks.example.com/" }, ...SECRETS };
  const channel = (await act("POST /channels", "/channels", hook)).id;
  await act("PATCH /channels/{id}", `/channels/${channel}`, { name: "钩子二" });
  await act("POST /channels/{id}/test", `/channels/${channel}/test`, {});
  await act("DELETE /channels/{id}", `/channels/${channel}`);
  await act("PUT /contacts/{id}", "/contacts/p1", { email: "p1@example.com" });

  const source = { id: "shop", kind: "signed", name: "商城" };
  await act("POST /intake/sources", "/intake/sources", source);
  await act("PATCH /intake/sources/{id}", "/intake/sources/shop", { name: "商城二" });
  await act("DELETE /intake/sources/{id}", "/intake/sources/shop");
  const bad = async () => (await owner.ask("POST", "/orders", { source: "erp", note: "x" })).body.record as string;
  const mended = { text: JSON.stringify(order("mended")) };
  await act("POST /intake/records/{id}/resubmit", `/intake/records/${await bad()}/resubmit`, mended);
  const many = { ids: [await bad()], merge: { external_id: "many" } };
  await act("POST /intake/records/resubmit", "/intake/records/resubmit", many);
  await act("POST /intake/records/dismiss", "/intake/records/dismiss", { ids: [await bad()], reason: "垃圾" });

  const taken = (await owner.ask("POST", "/orders", order("1"))).body.order.id;
  const link = (await act("POST /orders/{id}/links", `/orders/${taken}/links`, {})).link.id;
  await act("DELETE /links/{id}", `/links/${link}`);
  const key = (await act("POST /keys", "/keys", { name: "ERP", permissions: ["orders.read"] })).key.id;
  const next = (await act("POST /keys/{id}/rotate", `/keys/${key}/rotate`, {})).key.id;
  await act("DELETE /keys/{id}", `/keys/${next}`);
  const invited = await act("POST /invitations", "/invitations", { email: "x@example.com", role: "viewer" });
  await act("DELETE /invitations/{id}", `/invitations/${invited.invitation.id}`);
  await act("POST /members/{id}/password-reset", `/members/${await idOf(wu)}/password-reset`);
  await act("PATCH /members/{id}", `/members/${await idOf(wu)}`, { role: "operator" });
  await act("DELETE /members/{id}", `/members/${await idOf(wu)}`);

  await act("POST /upkeep/backups", "/upkeep/backups");
  const { id: member } = await act("POST /workspaces", "/workspaces", { name: "北厂" });
  await act("PUT /group/members/{id}", `/group/members/${member}`);
  const said = { zh: "快反", en: "Rapid" };
  const template = { flow, name: said, description: said, parameters: [] };
  const { id: release } = (await owner.ask("POST", "/templates", template)).body;
  await act("POST /group/rules", "/group/rules", { template: release });
  expect((await entries(member)).map(({ type }) => type)).toContain("group_joined");
  await act("DELETE /group/members/{id}", `/group/members/${member}`);

  expect(silent).toEqual([]);
  const managing = [...demands()].filter(([name, demand]) => !name.startsWith("GET ") && isManaging(demand));
  const missing = managing.map(([name]) => name).filter((name) => !seen.has(name) && !SHOWN_ELSEWHERE.has(name));
  expect(missing).toEqual([]);
}, 60_000);

test("who takes data out as a file is told with which filters, never with the words searched by; a look at it is not", async () => {
  const { house, owner } = await openSharedHouse();
  const lin = await join(house, owner, { email: "lin@example.com", role: "viewer" });
  const me = (await owner.ask("GET", "/session")).body.person.id;
  const them = (await lin.ask("GET", "/session")).body.person.id;
  await owner.ask("POST", "/orders", order("1"));
  await lin.ask("GET", "/orders?q=1");
  expect((await lin.ask("GET", "/orders/export?q=1&source=erp")).text).toContain("erp");
  expect((await owner.ask("GET", "/journal/export?type=data_exported")).text).toContain(them);
  expect((await lin.ask("GET", "/journal/export")).status).toBe(403);
  const told = (await owner.ask("GET", "/journal?type=data_exported")).body.items;
  expect(told).toMatchObject([
    { actor: me, subject: "workspace", data: { what: "journal", type: "data_exported" } },
    { actor: them, subject: "workspace", data: { what: "orders", source: "erp", searched: ["q"] } },
  ]);
  expect(told[1].data).not.toHaveProperty("q");
  expect(told).toHaveLength(2);
}, 60_000);

test("names who is signed in, whatever name a body gives", async () => {
  const { owner } = await openSharedHouse();
  const me = (await owner.ask("GET", "/session")).body.person.id;
  const ice = { id: "ice", kind: "freeze", position: { x: 900, y: 0 }, scope: "order", reason: "质量" } as const;
  const document = fjFlow();
  document.nodes.push(ice);
  document.edges.push({ id: "x", from: "rapid", port: "next", to: "ice" });
  const lines = ["rapid-line", "normal-line"].map((id) => ({ id, name: id, kind: "line" }));
  const { revision } = (await owner.ask("GET", "/workspace")).body;
  expect((await owner.ask("PATCH", "/workspace", { revision, destinations: lines })).status).toBe(200);
  const flow = (await owner.ask("POST", "/flows", { name: "快反", document })).body.id;
  expect((await owner.ask("POST", `/flows/${flow}/publish`, { reason: "一" })).status).toBe(200);
  const id = (await owner.ask("POST", "/orders", order("1", { style_code: "FJ1" }))).body.order.id;
  const by = "别人";
  const gate = { target: "channel", name: "抖音", by };
  const entries = async (): Promise<{ position: number; actor: string }[]> =>
    (await owner.ask("GET", "/journal?limit=20")).body.items;
  for (const [path, body] of [
    ["/freezes/lift", { scope: "order", name: id, by }],
    ["/gates/pause", gate],
    ["/gates/resume", gate],
    [`/orders/${id}/actions`, { type: "set_by_hand", tags: { 急: true }, by }],
    [`/orders/${id}/actions`, { type: "cancel", by }],
  ] as const) {
    const last = (await entries())[0]?.position ?? 0;
    const answer = await owner.ask("POST", path, body);
    expect([path, answer.status, answer.text]).toEqual([path, 200, answer.text]);
    // What a flow decided after it is the house's own.
    const actors = (await entries()).flatMap(({ position, actor }) =>
      position > last && actor !== "switchyard" ? [actor] : [],
    );
    expect([path, [...new Set(actors)]]).toEqual([path, [me]]);
  }
  const { timeline } = (await owner.ask("GET", `/orders/${id}`)).body;
  expect(timeline).toContainEqual(
    expect.objectContaining({ actor: me, actor_name: "陈老板", data: expect.objectContaining({ by }) }),
  );
});
