/**
 * Work in a process of its own. A thread would share the server's fate: a native module that fails while its thread is
 * ended takes the whole process along (decision 0041). What a child does to itself reaches nobody.
 */
import { fork } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FromChild } from "./child-side.ts";

export interface ChildOptions<Message> {
  /** The most its heap may take, in megabytes. */
  memoryMb?: number;
  /** All that it sees of the environment. */
  env?: Record<string, string>;
  /**
   * Files and folders that it may read beside this program's own code. Where it is given, Node's permission model holds the
   * child: it writes nothing, starts nothing, and reads nothing else. (Native modules are not held by it: what they open is
   * theirs.)
   */
  mayRead?: readonly string[];
  onMessage(message: Message): void;
  /** Once, when it is gone. Null: it did all of its work; else why it did not. */
  onEnd(failure: string | null): void;
}
export interface Child {
  /** At once, whatever it is doing. `onEnd` follows. */
  kill(): void;
}

const isSource = import.meta.url.endsWith(".ts");

/** The repository, or where a release of it was unpacked. */
const ROOT = new URL("../../../../", import.meta.url);
/** What programs are made of, and nothing that a data directory beneath the same folder may hold. */
const CODE = ["apps/server/src", "apps/server/dist", "apps/server/node_modules", "apps/server/package.json", "packages", "node_modules", "package.json"].map((path) => fileURLToPath(new URL(path, ROOT)));

function permissions(mayRead: readonly string[] | undefined): string[] {
  if (mayRead === undefined) return [];
  const existing = [...CODE, ...mayRead].filter((path) => existsSync(path));
  return ["--permission", "--allow-addons", ...existing.map((path) => `--allow-fs-read=${path}`)];
}

/** `script`: the address of a `.ts` file that calls `serveJob`; where this program was built, its `.js` is run. */
export function startChild<Job, Message>(script: URL, job: Job, options: ChildOptions<Message>): Child {
  const path = fileURLToPath(script);
  const memory = options.memoryMb === undefined ? [] : [`--max-old-space-size=${options.memoryMb}`];
  const child = fork(isSource ? path : path.replace(/\.ts$/, ".js"), [], {
    execArgv: [...memory, ...(isSource ? ["--conditions=@switchyard/source"] : []), ...permissions(options.mayRead)],
    env: options.env ?? {},
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  let failure: string | null = "it ended without an answer";
  let isOver = false;
  const end = (why: string | null) => {
    if (isOver) return;
    isOver = true;
    options.onEnd(why);
  };
  child.on("message", (news: FromChild<Message>) => {
    if (news.kind === "message") options.onMessage(news.message);
    else failure = news.kind === "done" ? null : news.error;
  });
  child.once("error", (cause) => end(cause.name));
  // Not `exit`: what it said last may still be on its way then.
  child.once("close", (_, signal) => end(failure !== null && signal !== null ? `ended by ${signal}` : failure));
  // One that is gone already says so by `close`.
  child.send(job as object, () => {});
  return { kill: () => void child.kill("SIGKILL") };
}
