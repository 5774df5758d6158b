/**
 * Entry of the reading process: the file on its standard input, one batch for each time it is asked. A process and not a thread,
 * because V8 ends the whole process when a large allocation fails, in whatever thread that happens.
 */
import { readRows } from "./read-rows.ts";
import type { TableEvent, TableOptions } from "./table.ts";

const parts: Buffer[] = [];
const bytes = new Promise<Buffer>((resolve) => {
  process.stdin.on("data", (part: Buffer) => parts.push(part));
  process.stdin.on("end", () => resolve(Buffer.concat(parts.splice(0))));
});

let events: Generator<TableEvent> | null = null;

/** The first message holds the options, each one asks for the next batch. */
process.on("message", async (options: TableOptions) => {
  events ??= readRows(await bytes, options);
  const next = events.next();
  if (next.done === true) process.disconnect();
  else process.send?.(next.value);
});
process.on("disconnect", () => process.exit(0));
