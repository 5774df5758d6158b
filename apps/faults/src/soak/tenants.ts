/** A house in which people sign in, with workspaces that know nothing of each other: each has its flow, its key and its secret word. */
import { ask, type Reply } from "../harness/client.ts";
import { faultFlow } from "../harness/flow.ts";
import type { ServerProcess } from "../harness/server.ts";

const HOST = "yard.example";
export const SIGN_IN = { PUBLIC_URL: `http://${HOST}` };

export interface Tenant {
  place: number;
  workspace: string;
  /** Stands in every order of this tenant, and must be read by nobody else. */
  canary: string;
  /** `Authorization` of its machine. */
  key: string;
  read(path: string): Promise<Reply>;
}

export async function openTenants(server: ServerProcess, count: number): Promise<Tenant[]> {
  const code = /set-up\?code=([\w-]+)/.exec(server.output)?.[1];
  if (code === undefined) throw new Error(`no set-up code in: ${server.output}`);
  let cookie = "";
  const owner = async (workspace: string | null, method: string, path: string, body?: unknown): Promise<Reply> => {
    const headers: Record<string, string> = { host: HOST, origin: SIGN_IN.PUBLIC_URL };
    if (cookie !== "") headers.cookie = cookie;
    if (workspace !== null) headers["x-workspace"] = workspace;
    if (body !== undefined) headers["content-type"] = "application/json";
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const reply = await ask({ port: server.port, path: `/api/v1${path}`, method, headers, ...sent });
    const set = reply.headers["set-cookie"];
    if (Array.isArray(set)) cookie = set.map((text) => text.split(";")[0]).join("; ");
    if (reply.status >= 400) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
    return reply;
  };
  const made = async <T>(...asked: Parameters<typeof owner>) => JSON.parse((await owner(...asked)).text) as T;
  const person = { name: "老板", email: "owner@example.com", password: "correct horse battery" };
  await owner(null, "POST", "/setup", { code, ...person });

  const tenants: Tenant[] = [];
  for (let place = 0; place < count; place += 1) {
    const { id } = await made<{ id: string }>(null, "POST", "/workspaces", { name: `工厂 ${place}` });
    const { revision } = await made<{ revision: number }>(id, "GET", "/workspace");
    await owner(id, "PATCH", "/workspace", {
      revision,
      destinations: ["rapid-line", "normal-line"].map((line) => ({ id: line, name: line, kind: "line" })),
      people: [{ id: "p1", name: "主管", role: "supervisor" }],
    });
    const flow = await made<{ id: string }>(id, "POST", "/flows", { name: faultFlow.name, document: faultFlow });
    await owner(id, "POST", `/flows/${flow.id}/publish`, { reason: "soak" });
    const about = { name: "ERP", permissions: ["orders.write"], rate_per_minute: 1_000_000 };
    const { secret } = await made<{ secret: string }>(id, "POST", "/keys", about);
    tenants.push({
      ...{ place, workspace: id, canary: `canary${place}${Math.random().toString(36).slice(2, 10)}` },
      key: `Bearer ${secret}`,
      read: (path) => owner(id, "GET", path),
    });
  }
  return tenants;
}
