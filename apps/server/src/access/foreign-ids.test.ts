/** Every operation with the ids of another workspace, of every kind that there is: nothing is found, told or changed. */
import { join as inFolder } from "node:path";
import { expect, test } from "vitest";
import { fillWorkspace, idsOf, rowsOf } from "../testing/full-workspace.ts";
import { type Operation, operationsWith } from "../testing/fuzz/operations.ts";
import { reply } from "../testing/harness.ts";
import { openBrowser, openSharedHouse, PASSWORD, PUBLIC_URL } from "../testing/people.ts";
import { demands } from "./permissions.ts";

const WORD = "金丝雀9W4";
/** Streams do not end; new workspaces and backups of the whole file have no ids; one's own session would end. */
const LEFT_OUT = new Set(["GET /events", "POST /workspaces", "POST /upkeep/backups", "DELETE /session"]);
/** Nothing of these is there without a second person, a sender of other events, or a difference. */
const EMPTY = ["messages", "receipts", "dataset_events", "replay_differences", "publish_requests"];
/** What is named by whoever writes it is one's own there. */
const NAMED = new Set(["PUT /figures/{id}", "PUT /report-schedules/{id}"]);
/** Refused before a flow is looked for, where one person publishes. */
const STOPS_BEFORE = new Set(["POST /flows/{id}/publish-request"]);
/** Of each column; a path of two ids gets each with each. */
const IDS = 1;
const WITHOUT_PATH = 15;

test("another workspace: no operation finds, tells or changes anything of another workspace, whatever id it is given", async () => {
  const refused = { ok: false, code: "connection", retryable: false, message: { zh: "", en: "" } } as const;
  const { house, owner } = await openSharedHouse({ outgoing: { request: async () => refused } });
  const upload = async (path: string, body: string) => {
    const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const type = path.startsWith("/datasets") ? "application/octet-stream" : "text/csv";
    const headers = { cookie, host: "yard.example.com", "content-type": type };
    return reply(await house.app.request(`${PUBLIC_URL}/api/v1${path}`, { method: "POST", headers, body }));
  };
  const beside = await fillWorkspace({ ask: owner.ask, upload }, WORD);
  const sessions: { id: string }[] = (await owner.ask("GET", "/sessions")).body.items;

  owner.workspace = (await owner.ask("POST", "/workspaces", { name: "别家" })).body.id;
  const { token } = (await owner.ask("POST", "/invitations", { email: "other@example.com", role: "owner" })).body;
  owner.workspace = null;
  const other = openBrowser(house);
  await other.ask("POST", `/invitations/${token}`, { name: "别人", password: PASSWORD });
  const { person } = (await owner.ask("GET", "/session")).body;
  expect((await other.ask("DELETE", `/members/${person.id}`)).status).toBe(200);

  const file = inFolder(house.folder, "switchyard.db");
  await house.ctx.dispatcher.settle();
  const before = rowsOf(file, "main");
  expect([...before].flatMap(([table, rows]) => (rows.length === 0 ? [table] : [])).sort()).toEqual(EMPTY.sort());
  const byTable = idsOf(file, "main", IDS);
  const ids = [...new Set([...byTable.values(), beside, sessions.map(({ id }) => id), ["main"]].flat())].filter(
    (id) => id !== "",
  );

  const { operations, requestOf } = await operationsWith(house.app, { ids, seed: 20261123 });
  const table = demands();
  // What makes something comes last: then there are things of one's own by the same names.
  const turn = ({ name }: Operation) => (NAMED.has(name) ? 1 : name.includes("{") ? 0 : 2);
  operations.sort((a, b) => turn(a) - turn(b));
  const wrong: string[] = [];
  /** Of operations on something: whether one looked for it, or stopped before, at what else it was given. */
  const looked = new Set<string>();
  let requests = 0;
  async function ask(operation: Operation, path: string) {
    const { name, method } = operation;
    const { address, body } = requestOf(operation, path);
    const { status, text } = await other.ask(method, address, body);
    requests += 1;
    if (text.includes(WORD)) wrong.push(`${name} tells of it: ${method} ${address}`);
    if (status >= 500) wrong.push(`${name} fails: ${status} ${address}`);
    if (name.includes("{") && status < 300 && !NAMED.has(name)) wrong.push(`${method} ${address} → ${status} ${text}`);
    if (status === 404 || NAMED.has(name)) looked.add(name);
  }
  for (const operation of operations) {
    const { name, path } = operation;
    if (LEFT_OUT.has(name) || table.get(name) === "anyone") continue;
    const places = path.match(/\{\w+\}/g) ?? [];
    if (places.length === 0) {
      const times = operation.query.length === 0 && operation.body === null ? 1 : WITHOUT_PATH;
      for (let time = 0; time < times; time += 1) await ask(operation, path);
      continue;
    }
    // `/flows/{id}/golden/{golden}`: the first is a flow, the second may be anything.
    const firsts = places.length > 1 ? (byTable.get(path.split("/")[1] ?? "") ?? ids) : ids;
    for (const first of firsts) {
      for (const second of places.length > 1 ? [...ids, "1"] : [""]) {
        const filled = path.replace(places[0] ?? "", encodeURIComponent(first));
        const whole = filled.replace(/\{\w+\}/, encodeURIComponent(second));
        await ask(operation, whole);
      }
    }
  }
  // Naming the workspace helps nobody who is not in it.
  other.workspace = "main";
  expect((await other.ask("GET", "/orders")).status).toBe(403);
  await house.stop();
  expect(house.logged.join("\n")).not.toContain(WORD);
  console.log(
    `foreign ids: ${requests} requests of ${operations.length} operations with ${ids.length} ids of another house`,
  );
  expect(wrong).toEqual([]);
  const blind = operations
    .map(({ name }) => name)
    .filter(
      (name) => name.includes("{") && table.get(name) !== "anyone" && !STOPS_BEFORE.has(name) && !looked.has(name),
    );
  expect(blind).toEqual([]);
  expect(rowsOf(file, "main")).toEqual(before);
}, 240_000);
