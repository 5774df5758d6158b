/** The real, built server as a child process. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ask } from "./client.ts";

/** SWITCHYARD_SERVER names another build of the server. */
const MAIN = process.env.SWITCHYARD_SERVER ?? join(import.meta.dirname, "../../../server/dist/main.js");

export interface ServerOptions {
  dataDir: string;
  /** 0: any free port. */
  port?: number;
  env?: Record<string, string>;
  /** For node itself, before the script. */
  nodeArgs?: string[];
}
export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}
export interface ServerProcess {
  pid: number;
  port: number;
  /** From spawn to the first 200 of `/healthz`. */
  readyMs: number;
  /** What it wrote so far to stdout and stderr. */
  readonly output: string;
  exited: Promise<Exit>;
  /** SIGKILL, and wait until it is gone. */
  kill(): Promise<Exit>;
  /** SIGTERM, and wait until it is gone. */
  stop(): Promise<Exit & { ms: number }>;
}

/** Spawns without waiting for readiness; `output` fills as it talks. */
export function spawnServer({ dataDir, port = 0, env = {}, nodeArgs = [] }: ServerOptions) {
  if (!existsSync(MAIN)) throw new Error(`${MAIN} is not there: run \`pnpm build\` first`);
  mkdirSync(dataDir, { recursive: true });
  const child: ChildProcess = spawn(process.execPath, [...nodeArgs, MAIN], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH ?? "",
      // Each has a data directory of its own; a start is nevertheless as a server's second one, which finds its code compiled.
      ...(process.env.NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE } : {}),
      HOST: "127.0.0.1",
      PORT: String(port),
      DATA_DIR: dataDir,
      // No example data: a bare workspace starts at once.
      EXAMPLES_DIR: join(dataDir, "no-examples"),
      WEB_DIR: join(dataDir, "no-web"),
      // A checkpoint at the stop is no part of what these tests measure; they make theirs where they need one.
      CHECKPOINT_HOURS: "0",
      ...env,
    },
  });
  const said = { text: "" };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8");
    stream?.on("data", (piece: string) => {
      said.text += piece;
    });
  }
  const exited = new Promise<Exit>((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
  return { child, said, exited };
}

/** Throws with what the server said when it ends or does not become ready. */
export async function startServer(options: ServerOptions, patienceMs = 60_000): Promise<ServerProcess> {
  const started = performance.now();
  const { child, said, exited } = spawnServer(options);
  let gone: Exit | null = null;
  void exited.then((exit) => {
    gone = exit;
  });
  const lost = (why: string) => new Error(`the server ${why}; it said:\n${said.text}`);
  const port = await (async () => {
    while (performance.now() - started < patienceMs) {
      if (gone !== null) throw lost(`ended with ${JSON.stringify(gone)}`);
      const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said.text)?.[1];
      if (found !== undefined && (await isReady(Number(found)))) return Number(found);
      await wait(4);
    }
    child.kill("SIGKILL");
    throw lost(`was not ready within ${patienceMs} ms`);
  })();
  const readyMs = performance.now() - started;
  return {
    pid: child.pid ?? -1,
    port,
    readyMs,
    exited,
    get output() {
      return said.text;
    },
    async kill() {
      child.kill("SIGKILL");
      return exited;
    },
    async stop() {
      const at = performance.now();
      child.kill("SIGTERM");
      return { ...(await exited), ms: performance.now() - at };
    },
  };
}

const isReady = (port: number) =>
  ask({ port, path: "/healthz" }).then(
    ({ status }) => status === 200,
    () => false,
  );
