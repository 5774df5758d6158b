/** Bulk intake beside the raw rate of inserting the very same rows with plain better-sqlite3 transactions. */
import { request } from "node:http";
import { join } from "node:path";
import Database from "better-sqlite3";
import { cpuSeconds, type Running } from "./processes.ts";
import { makeOrder } from "./workload.ts";

/** `POST /orders/bulk`, sent as one stream while the answers are read; the processor time is the server's. */
export async function bulkRate({ port, path, pid }: Running, orders: number, name: string): Promise<BulkRate> {
  const pieces: string[] = [];
  for (let number = 0; number < orders; number += 500) {
    const lines = Array.from({ length: Math.min(500, orders - number) }, (_, i) =>
      JSON.stringify(makeOrder(number + i, name)),
    );
    pieces.push(`${lines.join("\n")}\n`);
  }
  const used = cpuSeconds(pid);
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
        // The server closes a connection that waits while plain rows are inserted here.
        agent: false,
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
  return { perSecond: orders / seconds, cpu: ((cpuSeconds(pid) - used) / orders) * 1e6 };
}

async function sendAll(call: ReturnType<typeof request>, pieces: readonly string[]): Promise<void> {
  for (const piece of pieces) {
    if (!call.write(piece)) await new Promise((resolve) => call.once("drain", resolve));
  }
  call.end();
}

/** Orders of one transaction: as many as the server has on their way at a time of one upload (`TOGETHER`), and answers after one commit. */
export const GROUP = 128;

/** Tables with rows of an order, and the column that names it. */
const PER_ORDER = [
  ["orders", "order_id"],
  ["receipts", "order_id"],
  ["requests", "order_id"],
  ["outbox", "order_id"],
  ["journal", "subject"],
  ["intake_records", "order_id"],
  ["state", "key"],
] as const;
type Insert = (row: unknown[]) => unknown;

export interface BulkRate {
  perSecond: number;
  /** Microseconds of processor time an order. */
  cpu: number;
}

export interface RawFile {
  /** Inserts the rows of the orders that came since the last call, so many orders a transaction. */
  catchUp(group?: number): BulkRate;
  close(): void;
}

/**
 * A new file of the schema of the one that the server wrote, into which its rows are inserted with prepared statements and
 * `synchronous=FULL`. It holds what the server's holds, so both insert into trees of one size. Reading them is not on the clock.
 */
export function openRawFile(written: string, folder: string): RawFile {
  const from = new Database(written, { readonly: true });
  const to = new Database(join(folder, "raw.db"));
  to.pragma("journal_mode = WAL");
  to.pragma("synchronous = FULL");
  to.pragma("cache_size = -16000");
  const schema = from.prepare("select sql from sqlite_schema where sql is not null order by rowid").pluck().all();
  for (const sql of schema as string[]) to.exec(sql);
  const ids = from.prepare("select order_id from orders where order_id > ? order by order_id").pluck();
  const tables = PER_ORDER.map(([table, column]) => {
    const columns = from.pragma(`table_info(${table})`) as unknown[];
    const insert = to.prepare(`insert into ${table} values (${columns.map(() => "?").join(",")})`);
    const rows = from.prepare(`select ${column}, * from ${table} where rowid > ?`).raw();
    const last = from.prepare(`select max(rowid) from ${table}`).pluck();
    return { insert: (row: unknown[]) => insert.run(row), rows, last, seen: 0 };
  });
  let lastId = "";
  return {
    catchUp(group = GROUP) {
      const orders = ids.all(lastId) as string[];
      lastId = orders.at(-1) ?? lastId;
      const of = new Map(orders.map((id) => [id, [] as [Insert, unknown[]][]]));
      for (const table of tables) {
        for (const [id, ...row] of table.rows.all(table.seen) as [string, ...unknown[]][])
          of.get(id)?.push([table.insert, row]);
        table.seen = Number(table.last.get() ?? 0);
      }
      const all = [...of.values()];
      const used = process.cpuUsage();
      const began = performance.now();
      for (let start = 0; start < all.length; start += group) {
        to.exec("BEGIN IMMEDIATE");
        for (const rows of all.slice(start, start + group)) for (const [insert, row] of rows) insert(row);
        to.exec("COMMIT");
      }
      const perSecond = all.length / ((performance.now() - began) / 1000);
      const { user, system } = process.cpuUsage(used);
      return { perSecond, cpu: (user + system) / all.length };
    },
    close() {
      from.close();
      to.close();
    },
  };
}
