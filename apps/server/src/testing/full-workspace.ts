/** A workspace with something in every table of the store, each free text of which holds one word: what others must never hear. */
import { newWebhookSecret } from "@switchyard/connectors";
import type { FlowDocument } from "@switchyard/flow";
import Database from "better-sqlite3";
import { expect } from "vitest";
import { fjFlow, order, type Reply } from "./harness.ts";
import type { Browser } from "./people.ts";

const position = { x: 900, y: 0 };

/** Each order waits for an approval, in a batch and for a deadline; somebody is told, and a system is. */
function everything(word: string, endpoint: string): FlowDocument {
  const document = fjFlow(word);
  const day = { amount: 24, unit: "hour", clock: "natural" } as const;
  document.nodes.push(
    { id: "sign", kind: "approval", title: word, approvers: ["p1"], levels: 1, position },
    { id: "with", kind: "merge", position, by: ["customer_id"], window: day },
    { id: "late", kind: "watch", position, within: day, since: "received", goal: { states: ["Packed"], events: [] }, strict: false },
    { id: "tell", kind: "alert", position, to: ["p1"], channel: "inbox", level: 2, text: word },
    { id: "hook", kind: "webhook", position, endpoint, event: "order.received" },
  ); // biome-ignore format: one node a line
  for (const [n, to] of ["sign", "with", "late", "tell", "hook"].entries())
    document.edges.push({ id: `x${n}`, from: "in", port: "next", to });
  return document;
}

/** Fills the workspace that `ask` speaks for. `upload` sends a table as it is. Answers ids of what is kept beside the store. */
export async function fillWorkspace(
  { ask, upload }: { ask: Browser["ask"]; upload(path: string, csv: string): Promise<Reply> },
  word: string,
): Promise<string[]> {
  const done = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
    const answer = await ask(method, path, body, headers);
    expect([`${method} ${path}`, answer.status < 300, answer.text]).toEqual([`${method} ${path}`, true, answer.text]);
    return answer.body;
  };
  const settings = async (change: object) =>
    done("PATCH", "/workspace", { revision: (await ask("GET", "/workspace")).body.revision, ...change });
  await settings({
    brands: [{ id: "b1", name: word }],
    destinations: ["rapid-line", "normal-line"].map((id) => ({ id, name: `${word} ${id}`, kind: "line" })),
    people: [{ id: "p1", name: word, role: "supervisor" }],
  });
  const { id: channel } = await done("POST", "/channels", {
    ...{ kind: "webhook", name: word, settings: { url: "https://hooks.example.com/" } },
    secrets: { secrets: [newWebhookSecret()] },
  });
  await done("PUT", "/contacts/p1", { email: "p1@example.com" });
  await done("PUT", "/figures/big", {
    ...{ id: "big", name: { zh: word, en: word }, kind: "share", by: "received_at" },
    that: { type: "comparison", fact: "amount", operator: "ge", value: 1 },
  });
  await done("PUT", "/report-schedules/day", {
    name: word,
    covers: "today",
    minute: 600,
    people: ["p1"],
    channels: [],
  });
  await done("POST", "/intake/sources", { id: "shop", kind: "signed", name: word });
  await done("POST", "/keys", { name: word, permissions: ["orders.read"] });
  await done("POST", "/invitations", { email: "x@example.com", role: "viewer" });

  const { id: flow } = await done("POST", "/flows", { name: word, document: everything(word, channel) });
  await done("POST", `/flows/${flow}/publish`, { reason: word });
  const author = { id: "x", name: word };
  await done("POST", `/flows/${flow}/comments`, { node: "fj", text: word, author });
  const step = { type: "order", key: "A", order: { style_code: "FJ1", lines: [{ qty: 1 }] } };
  const script = { start: 0, steps: [step] };
  const { outcome: expected } = (await done("POST", `/flows/${flow}/try/script`, { script })).run;
  await done("PUT", `/flows/${flow}/golden/g1`, { name: word, script, expected });
  const said = { zh: word, en: word };
  const { id: template } = await done("POST", "/templates", { flow, name: said, description: said, parameters: [] });
  await done("POST", `/templates/${template}/uses`, { brands: [], values: {} });

  const bare = { style_code: "FJ1", note: word, brand: "b1", customer_id: "k1", po_no: "PO-1" };
  const ids: string[] = [];
  for (const number of ["1", "2"])
    ids.push((await done("POST", "/orders", order(number, bare), { "idempotency-key": `k${number}` })).order.id);
  await done("POST", `/orders/${ids[0]}/links`, { days: 3 });
  await ask("POST", "/orders", { source: "erp", note: word });
  await done("POST", "/lots/scans", { by: word, scans: [{ lot: "M1", to: "1", step: word }] });
  await done("POST", "/freezes", { scope: "batch", name: "m1", reason: word, by: word });
  await done("POST", "/gates/pause", { target: "channel", name: "抖音", by: word });
  const today = new Date().toISOString().slice(0, 10);
  await done("PUT", "/intake/reconciliation", { day: today, source: "erp", stated: 3 });
  await done("POST", "/report-schedules/day/send");
  await done("PATCH", `/flows/${flow}/draft`, {
    revision: 1,
    operations: [{ type: "update_settings", name: `${word}2` }],
  });
  await done("POST", `/flows/${flow}/publish`, {
    reason: word,
    roll_out: { percent: 50, by: "order", guards: { after: 20 } },
  });

  const rows = [1, 2].map((n) =>
    JSON.stringify(order(`${n}`, { ...bare, ordered_at: `2026-03-0${n}T10:00:00+08:00` })),
  );
  const bad = JSON.stringify({ note: word });
  const history = { name: word, format: "ndjson", text: [...rows, bad].join("\n") };
  const { id: dataset } = await done("POST", "/datasets", history);
  const { id: replay } = await done("POST", "/replays", { flow, version: "draft", dataset });
  await expect.poll(async () => (await ask("GET", `/replays/${replay}`)).body.status, { timeout: 60_000 }).toBe("done");
  const csv = `订单号,款号,备注\nE1,FJ1,${word}\n1,FJ2,${word}\n`;
  const { id: comparison } = (await upload("/intake/uploads/compare?source=erp&format=csv&name=x.csv", csv)).body;
  const compared = async () => (await ask("GET", `/intake/comparisons/${comparison}`)).body.status;
  await expect.poll(compared, { timeout: 60_000 }).toBe("ready");
  const begun = ["/intake/files?format=csv&name=x.csv", "/datasets/uploads?format=csv&name=x.csv", "/intake/uploads?source=sheet&format=csv&wait=false"]; // biome-ignore format: a list
  const kept = await Promise.all(begun.map((path) => upload(path, csv)));
  expect(kept.map(({ status, text }) => [status < 300, text])).toEqual(kept.map(({ text }) => [true, text]));
  return kept.map(({ body }) => body.id);
}

/** What lies in the tables that belong to workspaces, of one of them: table → its rows as text. */
export function rowsOf(file: string, workspace: string): Map<string, string[]> {
  const database = new Database(file, { readonly: true });
  try {
    return new Map(
      tables(database).map((table) => [
        table,
        database
          .prepare(`select * from "${table}" where workspace_id = ? order by 1, 2, 3`)
          .raw()
          .all(workspace)
          .map((row) => JSON.stringify(row, plain)),
      ]),
    );
  } finally {
    database.close();
  }
}

/** Every id that a workspace's rows have: of each table the keys, and what names another table's. At most `most` of each column. */
export function idsOf(file: string, workspace: string, most: number): Map<string, string[]> {
  const database = new Database(file, { readonly: true });
  try {
    return new Map(
      tables(database).map((table) => {
        const columns = (database.pragma(`table_info("${table}")`) as { name: string; pk: number; type: string }[])
          .filter(
            ({ name, pk, type }) => type === "TEXT" && name !== "workspace_id" && (pk > 0 || name.endsWith("_id")),
          )
          .map(({ name }) => name);
        const values = columns.flatMap((name) =>
          database
            .prepare(
              `select distinct "${name}" from "${table}" where workspace_id = ? and "${name}" is not null limit ?`,
            )
            .pluck()
            .all(workspace, most),
        );
        return [table, values.map(String)];
      }),
    );
  } finally {
    database.close();
  }
}

function tables(database: Database.Database): string[] {
  const names = database.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[];
  return names.filter((table) =>
    (database.pragma(`table_info("${table}")`) as { name: string }[]).some(({ name }) => name === "workspace_id"),
  );
}

const plain = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
