/** Three houses in one process, each with a word of its own in everything it says: no other one is ever told a word of it. */
import { newWebhookSecret } from "@switchyard/connectors";
import { expect, test } from "vitest";
import { seeded } from "../testing/fuzz/random.ts";
import { fjFlow, type House, order } from "../testing/harness.ts";
import { type Browser, openBrowser, openSharedHouse, PASSWORD, PUBLIC_URL } from "../testing/people.ts";
import { demands } from "./permissions.ts";

/** CI's heavy suites take more. */
const ROUNDS = process.env.SWITCHYARD_HEAVY ? 12 : 4;

interface Tenant {
  name: string;
  /** Stands in every text that the tenant gives. */
  canary: string;
  ask: Browser["ask"];
  workspace: string;
  ids: string[];
  heard: string[];
  /** What its open screen is told. */
  told: () => string;
}

async function openTenants() {
  const { house, owner } = await openSharedHouse();
  const tenants: Tenant[] = [];
  for (const [place, name] of ["甲", "乙", "丙"].entries()) {
    const canary = `金丝雀${name}${"QXZ"[place]}7`;
    const { id: workspace } = (await owner.ask("POST", "/workspaces", { name: canary })).body;
    owner.workspace = workspace;
    const given = { email: `o${place}@example.com`, role: "owner" };
    const { token } = (await owner.ask("POST", "/invitations", given)).body;
    owner.workspace = null;
    const browser = openBrowser(house, { address: `198.51.100.${place}` });
    await browser.ask("POST", `/invitations/${token}`, { name: canary, password: PASSWORD });
    tenants.push({
      ...{ name, canary, workspace, ids: [workspace], heard: [], ask: browser.ask },
      told: await listen(house, browser),
    });
  }
  return { house, tenants };
}

/** An open screen; answers what it was told so far. */
async function listen(house: House, browser: Browser): Promise<() => string> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const headers = { cookie, host: "yard.example.com" };
  const response = await house.app.request(`${PUBLIC_URL}/api/v1/events`, { headers });
  expect(response.status).toBe(200);
  let text = "";
  const read = async () => {
    const reader = response.body?.getReader();
    for (let piece = await reader?.read(); piece?.done === false; piece = await reader?.read())
      text += new TextDecoder().decode(piece.value);
  };
  void read().catch(() => {});
  return () => text;
}

/** What a tenant does in a round; everything it gives carries its word. */
const DEEDS: ((
  t: Tenant,
  n: number,
  say: (method: string, path: string, body?: unknown) => Promise<string | null>,
) => Promise<unknown>)[] = [
  async ({ canary }, n, say) =>
    say(
      "POST",
      "/orders",
      order(`${n}`, { note: canary, brand: canary, customer_id: canary, style_code: `FJ ${canary}` }),
    ),
  async ({ canary }, n, say) => say("POST", "/orders", { source: "erp", note: `${canary} ${n}` }),
  async ({ canary }, n, say) => {
    const flow = await say("POST", "/flows", { name: `${canary} ${n}`, document: fjFlow(canary) });
    await say("POST", `/flows/${flow}/publish`, { reason: canary });
    await say("POST", `/flows/${flow}/comments`, { node: "fj", text: canary, author: { id: "x", name: canary } });
    const said = { zh: canary, en: canary };
    await say("POST", "/templates", { flow, name: said, description: said, parameters: [] });
  },
  async ({ canary }, n, say) => say("POST", "/keys", { name: `${canary} ${n}`, permissions: ["orders.read"] }),
  async ({ canary }, n, say) =>
    say("POST", "/invitations", {
      email: `${n}@${encodeURIComponent(canary).replaceAll("%", "")}.com`,
      role: "viewer",
    }),
  async ({ canary }, n, say) =>
    say("POST", "/datasets", {
      name: `${canary} ${n}`,
      format: "ndjson",
      text: JSON.stringify(order(`${n}`, { note: canary })),
    }),
  async ({ canary }, n, say) =>
    say("POST", "/intake/sources", {
      id: `s${n}`,
      kind: "signed",
      name: canary,
      secrets: { secret: `whsec_${"A".repeat(32)}` },
    }),
  async ({ canary }, n, say) =>
    say("POST", "/channels", {
      kind: "webhook",
      name: `${canary} ${n}`,
      settings: { url: "https://example.com/" },
      secrets: { secrets: [newWebhookSecret()] },
    }),
  async ({ canary }, _, say) => say("PATCH", "/workspace", { revision: 0, brands: [{ id: "b", name: canary }] }),
  async ({ canary }, n, say) =>
    say("POST", "/events", { type: "order_cancelled", source: "erp", external_id: `${n - 1}`, reason: canary }),
];

test("three houses work side by side: no reply, export, event or log line of one holds a word of another", async () => {
  const { house, tenants } = await openTenants();
  const random = seeded(20261122);
  const reads = [...demands()].filter(([name]) => name.startsWith("GET ") && name !== "GET /events");
  let requests = 0;
  const sayFor = (tenant: Tenant) => async (method: string, path: string, body?: unknown) => {
    const { text, body: answer } = await tenant.ask(method, path, body);
    requests += 1;
    tenant.heard.push(text);
    const id: unknown = answer?.id ?? answer?.order?.id ?? answer?.key?.id ?? answer?.invitation?.id ?? answer?.record;
    if (typeof id !== "string") return null;
    tenant.ids.push(id);
    return id;
  };
  const everyId = () => tenants.flatMap(({ ids }) => ids);
  for (let round = 0; round < ROUNDS; round += 1) {
    await Promise.all(
      tenants.map(async (tenant) => {
        const say = sayFor(tenant);
        for (const deed of DEEDS) await deed(tenant, round, say);
        // Reads everything there is, by ids of its own and of the others.
        for (const [name] of reads) {
          const path = name.slice(4).replaceAll(/\{\w+\}/g, () => random.pick(everyId()));
          await say("GET", path);
        }
      }),
    );
  }
  const leaks: string[] = [];
  for (const one of tenants) {
    const own = [...one.heard, one.told()].join("\n");
    expect(own).toContain(one.canary);
    expect(one.told()).toContain("event: orders");
    for (const other of tenants) {
      if (other !== one && [...one.heard, one.told()].some((text) => text.includes(other.canary)))
        leaks.push(`${one.name} was told of ${other.name}`);
    }
    if (house.logged.join("\n").includes(one.canary)) leaks.push(`the log tells of ${one.name}`);
  }
  const bytes = tenants.flatMap(({ heard }) => heard).reduce((sum, { length }) => sum + length, 0);
  console.log(`tenants: ${requests} requests of 3 houses, ${bytes} characters of replies, 0 of another's`);
  expect(leaks).toEqual([]);
  // Each was really worked in.
  for (const { ask } of tenants) {
    const { items } = (await ask("GET", "/orders?limit=200")).body;
    expect(items).toHaveLength(ROUNDS);
  }
}, 300_000);
