/** Every operation of the API document × everybody who may come. */
import { ROLES } from "@switchyard/store";
import { describe, expect, test } from "vitest";
import type { House, Reply } from "../testing/harness.ts";
import { type Browser, join, openBrowser, openSharedHouse } from "../testing/people.ts";
import { changeWorkspace } from "../verbs/change-workspace.ts";
import {
  type Demand,
  demands,
  isForLimited,
  KEY_PERMISSIONS,
  type Permission,
  ROLE_PERMISSIONS,
} from "./permissions.ts";

interface Operation {
  name: string;
  method: string;
  path: string;
  demand: Demand;
  hasBody: boolean;
}
interface Visitor {
  name: string;
  permissions: ReadonlySet<Permission>;
  isPerson: boolean;
  brand: boolean;
  ask: Browser["ask"];
}

/** Streams do not end by themselves. */
const ENDLESS = new Set(["GET /events"]);

async function operationsOf(house: House): Promise<Operation[]> {
  const { body } = await house.get("/api/openapi.json");
  const table = demands();
  return Object.entries(body.paths as Record<string, Record<string, { requestBody?: unknown }>>).flatMap(
    ([path, operations]) =>
      Object.entries(operations).map(([method, { requestBody }]) => {
        const short = path.replace("/api/v1", "");
        const name = `${method.toUpperCase()} ${short}`;
        const demand = table.get(name);
        if (demand === undefined) throw new Error(`${name} is not in access/permissions.ts`);
        return { name, method: method.toUpperCase(), path: short, demand, hasBody: requestBody !== undefined };
      }),
  );
}

const mayAsk = ({ demand, method, path }: Operation, { permissions, isPerson, brand }: Visitor): boolean => {
  if (demand === "anyone") return true;
  if (demand === "signed_in") return isPerson;
  return permissions.has(demand) && (!brand || isForLimited(method, path.replaceAll(/\{(\w+)\}/g, ":$1")));
};
const wasRefused = ({ status, body }: Reply) =>
  (status === 401 && ["not_signed_in", "key_refused"].includes(body?.code)) ||
  (status === 403 && body?.code === "not_allowed");

const fill = (path: string, id: string) => path.replaceAll(/\{\w+\}/g, id);
const bodyOf = ({ hasBody }: Operation) => (hasBody ? {} : undefined);

describe("permissions", () => {
  test("every operation says what it asks for, and nothing else does", async () => {
    const { house } = await openSharedHouse();
    const names = (await operationsOf(house)).map(({ name }) => name);
    expect([...demands().keys()].sort()).toEqual(names.sort());
  });

  test("every operation × every role, key and stranger: who may is asked no further, who may not gets no further", async () => {
    const { house, owner } = await openSharedHouse();

    const visitors: Visitor[] = [
      { name: "nobody", permissions: new Set(), isPerson: false, brand: false, ask: openBrowser(house).ask },
      { name: "owner", permissions: ROLE_PERMISSIONS.owner, isPerson: true, brand: false, ask: owner.ask },
    ];
    await changeWorkspace(house.ctx, (whole) => ({ ...whole, brands: [{ id: "b1", name: "青禾记" }] }));
    for (const role of ROLES.filter((one) => one !== "owner")) {
      const given = {
        email: `${role.replace("_", "-")}@example.com`,
        role,
        ...(role === "brand_guest" ? { brand: "b1" } : {}),
      };
      const { ask } = await join(house, owner, given);
      visitors.push({
        name: role,
        permissions: ROLE_PERMISSIONS[role],
        isPerson: true,
        brand: role === "brand_guest",
        ask,
      });
    }
    for (const permission of KEY_PERMISSIONS) {
      const made = await owner.ask("POST", "/keys", { name: permission, permissions: [permission] });
      const ask = openBrowser(house).ask;
      const headers = { authorization: `Bearer ${made.body.secret}` };
      visitors.push({
        name: `key ${permission}`,
        permissions: new Set([permission]),
        isPerson: false,
        brand: false,
        ask: (method, path, body) => ask(method, path, body, headers),
      });
    }
    const operations = (await operationsOf(house)).filter(
      ({ name }) => !ENDLESS.has(name) && name !== "DELETE /session",
    );
    const wrong: string[] = [];
    let asked = 0;
    for (const visitor of visitors) {
      for (const operation of operations) {
        const answer = await visitor.ask(
          operation.method,
          fill(operation.path, "none-such-0000000"),
          bodyOf(operation),
        );
        asked += 1;
        const may = mayAsk(operation, visitor);
        if (wasRefused(answer) === may)
          wrong.push(`${visitor.name}: ${operation.name} → ${answer.status} ${answer.body?.code}`);
        if (answer.status >= 500) wrong.push(`${visitor.name}: ${operation.name} → ${answer.status}`);
      }
    }
    // The same people in a workspace that is not theirs, by its name: nobody gets past the door.
    const { id: elsewhere } = (await owner.ask("POST", "/workspaces", { name: "别家" })).body;
    const strangers = visitors.filter(({ name, isPerson }) => isPerson && name !== "owner");
    for (const visitor of strangers) {
      for (const operation of operations) {
        if (operation.demand === "anyone" || operation.demand === "signed_in") continue;
        const path = fill(operation.path, "none-such-0000000");
        const answer = await visitor.ask(operation.method, path, bodyOf(operation), { "x-workspace": elsewhere });
        asked += 1;
        if (!wasRefused(answer)) wrong.push(`${visitor.name} elsewhere: ${operation.name} → ${answer.status}`);
      }
    }
    console.log(
      `authorisation matrix: ${operations.length} operations × ${visitors.length} visitors at home and ${strangers.length} elsewhere = ${asked} requests`,
    );
    expect(wrong).toEqual([]);
  }, 240_000);
});
