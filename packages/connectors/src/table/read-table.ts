/**
 * Reads an uploaded CSV or xlsx in a process of its own: a file that hangs, bursts or crashes its reader costs that process and
 * nothing else. Rows stream with back-pressure; leaving the loop early ends the process.
 */
import { type ChildProcess, fork } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { problem } from "../text.ts";
import { capsOf, type TableEvent, type TableOptions, type TableTask } from "./table.ts";
import { createTurns } from "./turns.ts";

export interface TableReader {
  /** Ends with `end`, or with `failed`: then no row before it counts. A CSV on the disk is read slice by slice, whatever its size. Of `whose` files wait behind one another, not behind others'. */
  read: (file: TableSource, options: TableOptions, whose?: string) => AsyncGenerator<TableEvent, void, void>;
}

export type TableSource = Uint8Array | { path: string };

export interface TableReaderOptions {
  /** Where the worker's program is, for a bundled server; default beside this file. */
  worker?: URL;
  /** Files read at once; others wait. Default 3. */
  concurrency?: number;
  /** Of one house. Default 2: one may be looked at while another is read. */
  each?: number;
}

export function createTableReader({
  worker = besideThis(),
  concurrency = 3,
  each = 2,
}: TableReaderOptions = {}): TableReader {
  const turns = createTurns({ most: concurrency, each });
  return {
    async *read(file, options, whose = "") {
      const { bytes: most } = capsOf(options);
      if ((file instanceof Uint8Array ? file.byteLength : statSync(file.path).size) > most) {
        const mb = Math.floor(most / 1_048_576);
        yield failed("file_too_large", `文件超过 ${mb} MB`, `The file is over ${mb} MB`);
        return;
      }
      const leave = await turns.take(whose);
      try {
        yield* readApart(worker, file, options);
      } finally {
        leave();
      }
    },
  };
}

/** Source files carry `.ts` in the workspace and `.js` once built. */
const isSource = import.meta.url.endsWith(".ts");
const besideThis = (): URL => new URL(isSource ? "./table-worker.ts" : "./table-worker.js", import.meta.url);
/** Run from source, a child keeps what Node compiled, which is half of its start; built, it has no such folder (decision 0041). */
const COMPILED: Record<string, string> = isSource
  ? {
      NODE_COMPILE_CACHE: fileURLToPath(
        new URL("../../../../node_modules/.cache/switchyard-children", import.meta.url),
      ),
    }
  : {};

const failed = (code: string, zh: string, en: string): TableEvent => ({
  type: "failed",
  problem: problem(code, zh, en),
});

async function* readApart(
  program: URL,
  file: TableSource,
  options: TableOptions,
): AsyncGenerator<TableEvent, void, void> {
  const { timeMs, memoryMb } = capsOf(options);
  const child = fork(fileURLToPath(program), {
    // The parser needs no environment, no flags of the server and no console.
    env: { ...COMPILED, ...(process.platform === "win32" ? { SystemRoot: process.env.SystemRoot } : {}) },
    execArgv: [`--max-old-space-size=${memoryMb}`, "--max-semi-space-size=8", "--no-warnings"],
    serialization: "advanced",
    stdio: ["pipe", "ignore", "ignore", "ipc"],
  });
  const work = workOf(child);
  const next = eventsOf(child, { path: file instanceof Uint8Array ? null : file.path, options });
  if (child.stdin !== null && file instanceof Uint8Array)
    pipeline(Readable.from(slices(file)), child.stdin).catch(() => undefined);
  try {
    for (;;) {
      work.begin();
      const event = await next(() => work.sofar() >= timeMs);
      yield event;
      if (event.type === "end" || event.type === "failed") return;
    }
  } finally {
    child.kill("SIGKILL");
  }
}

const SLICE = 256 * 1024;
/** Piece by piece, so that the server's loop gets its turn in between. */
function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += SLICE) yield bytes.subarray(at, at + SLICE);
}

/**
 * How many milliseconds the process has worked: the processor's time, in which a busy machine does not show. Where the system does not
 * tell it, the time since it was asked: not that while the rows are with their taker.
 */
function workOf({ pid }: ChildProcess): { begin(): void; sofar(): number } {
  let last = 0;
  let waited = 0;
  return {
    begin() {
      last = performance.now();
    },
    sofar() {
      const now = performance.now();
      waited += now - last;
      last = now;
      return processorTime(pid) ?? waited;
    },
  };
}

/** Of Linux: user and system time in its ticks, a hundred a second, behind the name in brackets. */
function processorTime(pid: number | undefined): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ticks = Number(fields[11]) + Number(fields[12]);
    return Number.isFinite(ticks) ? ticks * 10 : null;
  } catch {
    return null;
  }
}

const LOOK_MS = 250;

/** Asks for one event at a time. Whatever ends the process first decides what is told. */
function eventsOf(child: ChildProcess, task: TableTask): (isTooSlow: () => boolean) => Promise<TableEvent> {
  let settle: (event: TableEvent) => void = () => undefined;
  let ended: TableEvent | null = null;
  const end = (event: TableEvent): void => {
    ended ??= event;
    settle(ended);
  };
  child.on("message", (event: TableEvent) => settle(event));
  child.on("error", () => end(failed("unreadable", "文件无法读取", "The file cannot be read")));
  child.on("exit", (code, signal) => {
    const memory = signal === "SIGABRT" || signal === "SIGTRAP" || code === 134;
    if (memory) end(failed("too_much_memory", "文件内容过大，内存超限", "The file needs too much memory"));
    else end(failed("unreadable", "文件无法读取", "The file cannot be read"));
  });
  return async (isTooSlow) => {
    const answer = new Promise<TableEvent>((resolve) => {
      settle = resolve;
      if (ended !== null) resolve(ended);
      else
        child.send(
          task,
          (error) => error !== null && end(failed("unreadable", "文件无法读取", "The file cannot be read")),
        );
    });
    const look = () => {
      if (isTooSlow()) end(failed("too_slow", "读取文件超时", "Reading the file took too long"));
    };
    const looks = setInterval(look, LOOK_MS);
    const event = await answer;
    clearInterval(looks);
    // Rows may come faster than anybody looks.
    if (event.type !== "end") look();
    return ended ?? event;
  };
}
