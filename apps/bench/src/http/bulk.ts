/** Bulk intake beside the raw rate of inserting the very same rows with plain better-sqlite3 transactions. */
import { request } from "node:http";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Running } from "./processes.ts";
import { makeOrder } from "./workload.ts";

/** Orders a second through `POST /orders/bulk`, sent as one stream while the answers are read. */
export async function bulkRate({ port, path }: Running, orders: number, name: string): Promise<number> {
  const pieces: string[] = [];
  for (let number = 0; number < orders; number += 500) {
    const lines = Array.from({ length: Math.min(500, orders - number) }, (_, i) =>
      JSON.stringify(makeOrder(number + i, name)),
    );
    pieces.push(`${lines.join("\n")}\n`);
  }
  const began = performance.now();
  const accepted = await new Promise<number>((resolve, reject) => {
    let found = 0;
    let tail = "";
    const call = request(
      {
        host: "127.0.0.1",
        port,
        path: `${path}/bulk`,
        method: "POST",
        headers: { "content-type": "application/x-ndjson" },
      },
      (response) => {
        response.setEncoding("latin1").on("data", (piece: string) => {
          const text = tail + piece;
          found += text.split('"status":"accepted"').length - 1;
          tail = text.slice(text.lastIndexOf("\n") + 1);
          if (tail.includes('"status":"accepted"')) {
            found -= 1;
          }
        });
        response.on("end", () => resolve(found));
        response.on("error", reject);
      },
    );
    call.on("error", reject);
    void sendAll(call, pieces);
  });
  const seconds = (performance.now() - began) / 1000;
  if (accepted !== orders) throw new Error(`bulk: ${accepted} of ${orders} accepted`);
  return orders / seconds;
}

async function sendAll(call: ReturnType<typeof request>, pieces: readonly string[]): Promise<void> {
  for (const piece of pieces) {
    if (!call.write(piece)) await new Promise((resolve) => call.once("drain", resolve));
  }
  call.end();
}

/** Orders of one transaction: as many as the server takes into one group at most. */
const GROUP = 512;

/**
 * Orders a second when the rows that the server wrote for them (all tables) are inserted into a new file of the same
 * schema, `synchronous=FULL`, prepared statements, transactions of as many orders as the server's own groups.
 */
export function rawRate(written: string, folder: string, name: string): number {
  const from = new Database(written, { readonly: true });
  const to = new Database(join(folder, "raw.db"));
  to.pragma("journal_mode = WAL");
  to.pragma("synchronous = FULL");
  to.pragma("cache_size = -16000");
  const schema = from.prepare("select sql from sqlite_schema where sql is not null order by rowid").pluck().all();
  for (const sql of schema as string[]) to.exec(sql);
  const ids = from
    .prepare("select order_id from orders where external_id like ? order by order_id")
    .pluck()
    .all(`${name}-%`);
  const perOrder = [
    ["orders", "order_id"],
    ["receipts", "order_id"],
    ["requests", "order_id"],
    ["outbox", "order_id"],
    ["journal", "subject"],
    ["intake_records", "order_id"],
    ["state", "key"],
  ] as const;
  const tables = perOrder.map(([table, column]) => {
    const columns = from.pragma(`table_info(${table})`) as unknown[];
    const rows = new Map<string, unknown[][]>();
    const all = from.prepare(`select ${column}, * from ${table}`).raw().all() as [string, ...unknown[]][];
    for (const [id, ...row] of all) rows.set(id, [...(rows.get(id) ?? []), row]);
    const insert = to.prepare(`insert into ${table} values (${columns.map(() => "?").join(",")})`);
    return { insert, rows };
  });
  from.close();
  const began = performance.now();
  for (let start = 0; start < ids.length; start += GROUP) {
    to.exec("BEGIN IMMEDIATE");
    for (const id of ids.slice(start, start + GROUP)) {
      for (const { insert, rows } of tables) for (const row of rows.get(id as string) ?? []) insert.run(row);
    }
    to.exec("COMMIT");
  }
  const seconds = (performance.now() - began) / 1000;
  to.close();
  return ids.length / seconds;
}
