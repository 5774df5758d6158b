/** A table read to its end, as tests look at it. */
import { createTableReader, type TableSource } from "../table/read-table.ts";
import type { TableEvent, TableOptions, TableRow } from "../table/table.ts";

export const reader = createTableReader();

export async function collect(from: TableSource | string, options: TableOptions) {
  const events: TableEvent[] = [];
  for await (const event of reader.read(typeof from === "string" ? Buffer.from(from) : from, options))
    events.push(event);
  const columns = events.find((event) => event.type === "columns");
  const rows: TableRow[] = events.flatMap((event) => (event.type === "rows" ? event.rows : []));
  const last = events.at(-1);
  return {
    columns: columns?.columns ?? [],
    encoding: columns?.encoding,
    sheet: columns?.sheet,
    rows,
    cells: rows.map((row) => row.cells),
    failed: last?.type === "failed" ? last.problem.code : null,
    notices: last?.type === "end" ? last.notices.map(({ code }) => code) : [],
    last,
  };
}
export const xlsx = (bytes: Uint8Array, options: Partial<TableOptions> = {}) =>
  collect(bytes, { format: "xlsx", ...options });
export const csv = (bytes: Uint8Array | string, options: Partial<TableOptions> = {}) =>
  collect(bytes, { format: "csv", ...options });
