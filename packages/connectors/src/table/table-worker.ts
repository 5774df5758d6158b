/**
 * Entry of the reading process: the file on its standard input or on the disk, one batch for each time it is asked. A process and
 * not a thread, because V8 ends the whole process when a large allocation fails, in whatever thread that happens.
 */
import { flushCompileCache } from "node:module";
import { bytesInMemory, bytesOnDisk, type FileBytes } from "./file-bytes.ts";
import { readRows } from "./read-rows.ts";
import type { TableEvent, TableTask } from "./table.ts";

// Its end is a SIGKILL, so what is kept of the compiling (of sources only) is written at once.
flushCompileCache();

let events: Generator<TableEvent> | null = null;

/** The first message holds the task, each one asks for the next batch. */
process.on("message", async ({ path, options }: TableTask) => {
  events ??= readRows(path === null ? await standardInput() : bytesOnDisk(path), options);
  const next = events.next();
  if (next.done === true) process.disconnect();
  else process.send?.(next.value);
});
process.on("disconnect", () => process.exit(0));

async function standardInput(): Promise<FileBytes> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin as AsyncIterable<Buffer>) parts.push(part);
  return bytesInMemory(Buffer.concat(parts));
}
