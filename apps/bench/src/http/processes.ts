/** Peers as child processes, and what the kernel says of them. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

export interface Running {
  name: string;
  port: number;
  path: string;
  pid: number;
  /** Its own name for the destination in an answer. */
  destinationOf(body: string): string;
  stop(): Promise<void>;
}

export interface Launch {
  name: string;
  args: string[];
  env?: Record<string, string>;
  path: string;
  destinationOf?: (body: string) => string;
}

const READY = /listening on (\d+)|http:\/\/127\.0\.0\.1:(\d+)/;

/** Spawns a script of ours under this very node; it is ready when it names its port. */
export async function launch({
  name,
  args,
  env = {},
  path,
  destinationOf = plainDestination,
}: Launch): Promise<Running> {
  const child: ChildProcess = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", PORT: "0", ...env },
  });
  let said = "";
  let gone = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (piece: string) => {
      said = (said + piece).slice(-20_000);
    });
  }
  const exited = new Promise<void>((resolve) =>
    child.once("exit", () => {
      gone = true;
      resolve();
    }),
  );
  for (const began = performance.now(); performance.now() - began < 60_000; await wait(2)) {
    if (gone) throw new Error(`${name} ended; it said:\n${said}`);
    const found = READY.exec(said);
    if (found === null) continue;
    return {
      name,
      port: Number(found[1] ?? found[2]),
      path,
      pid: child.pid ?? -1,
      destinationOf,
      async stop() {
        child.kill("SIGTERM");
        await exited;
      },
    };
  }
  child.kill("SIGKILL");
  throw new Error(`${name} did not start; it said:\n${said}`);
}

const plainDestination = (body: string) => (JSON.parse(body) as { destination: string }).destination;

/** Seconds of processor time that a process used so far, on all threads; NaN where the system does not say. */
export function cpuSeconds(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

/** Resident memory in MB, now and at its most. */
export function memory(pid: number): { now: number; most: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "latin1");
    const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
    return { now: of("VmRSS"), most: of("VmHWM") };
  } catch {
    return { now: Number.NaN, most: Number.NaN };
  }
}
