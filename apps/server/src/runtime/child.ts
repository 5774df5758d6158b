/**
 * Work in a process of its own. A thread would share the server's fate: a native module that fails while its thread is
 * ended takes the whole process along (decision 0041). What a child does to itself reaches nobody.
 */
import { fork } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isSource, runnable } from "./bundled.ts";
import type { FromChild } from "./child-side.ts";

/** Files and folders that are there. */
export interface Permissions {
  read: readonly string[];
  write: readonly string[];
}
/** Of a child's heap. A thread has `resourceLimits` for this; a process is told by flags of V8, named here and nowhere else. */
export interface Heap {
  /** The most it may take, in megabytes. */
  memoryMb?: number;
  /** Half of the room for objects that are new, in megabytes; it comes three times on top. Node's own choice is 16. */
  youngMb?: number;
  /** By how much of itself it may grow before it is looked through for what nobody needs, in percent. Node's own choice is a third to a half. */
  growPercent?: number;
  /** Its own thread collects what nobody needs: less work in all, and the other cores are left to others. */
  collectsAlone?: true;
}
const heapFlags = ({ memoryMb, youngMb, growPercent, collectsAlone }: Heap): string[] => [
  ...(memoryMb === undefined ? [] : [`--max-old-space-size=${memoryMb}`]),
  ...(youngMb === undefined ? [] : [`--max-semi-space-size=${youngMb}`]),
  ...(growPercent === undefined ? [] : [`--heap-growing-percent=${growPercent}`]),
  ...(collectsAlone === undefined ? [] : ["--single-threaded-gc"]),
];
export interface ChildOptions<Message> {
  heap?: Heap;
  /** All that it sees of the environment. */
  env?: Record<string, string>;
  /**
   * What it may open, beside reading this program's own code. Where it is given, Node's permission model holds the child: it
   * starts nothing, and reads and writes nothing else. Sockets are not held by it (Node 24 knows no such permission), nor is
   * what native modules open.
   */
  may?: Permissions;
  onMessage(message: Message): void;
  /** Once, when it is gone. Null: it did all of its work; else why it did not. */
  onEnd(failure: string | null): void;
}
export interface Child {
  /** At once, whatever it is doing. `onEnd` follows. */
  kill(): void;
}

/** The repository, or where a release of it was unpacked. */
const ROOT = new URL("../../../../", import.meta.url);
/** What programs are made of, and nothing that a data directory beneath the same folder may hold. */
const CODE = [
  "apps/server/src",
  "apps/server/dist",
  "apps/server/node_modules",
  "apps/server/package.json",
  "packages",
  "node_modules",
  "package.json",
].map((path) => fileURLToPath(new URL(path, ROOT)));

/**
 * Where what Node made of the sources is kept while they are run as they are: half of a child's start. Not where this program was
 * built: what a child may write, no process that may do more should run, and the one file of `bundle.mjs` gains little by it.
 */
const COMPILED = isSource ? fileURLToPath(new URL("node_modules/.cache/switchyard-children", ROOT)) : null;
// Node lets a process write beneath a folder only if that was there when the process began.
if (COMPILED !== null) mkdirSync(COMPILED, { recursive: true });

/** All that Node itself is told of a child. */
function nodeArguments({ heap = {}, may }: Pick<ChildOptions<never>, "heap" | "may">): string[] {
  return [
    ...heapFlags(heap),
    ...(isSource ? ["--conditions=@switchyard/source"] : []),
    ...(may === undefined ? [] : permissions(may)),
  ];
}

function permissions({ read, write }: Permissions): string[] {
  const readable = [...CODE, ...read].filter((path) => existsSync(path));
  const writable = COMPILED === null ? write : [...write, COMPILED];
  return [
    ...["--permission", "--allow-addons"],
    ...readable.map((path) => `--allow-fs-read=${path}`),
    ...writable.map((path) => `--allow-fs-write=${path}`),
  ];
}

/** `script`: the address of a `.ts` file that calls `serveJob`. */
export function startChild<Job, Message>(script: URL, job: Job, options: ChildOptions<Message>): Child {
  const child = fork(runnable(script), [], {
    execArgv: nodeArguments(options),
    env: { ...options.env, ...(COMPILED === null ? {} : { NODE_COMPILE_CACHE: COMPILED }) },
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

/** A child that answers once. Rejects where it ends without an answer. */
export function askChild<Job, Answer>(
  script: URL,
  job: Job,
  options: Omit<ChildOptions<Answer>, "onMessage" | "onEnd"> = {},
): Child & { answer: Promise<Answer> } {
  let kill = () => {};
  const answer = new Promise<Answer>((onMessage, reject) => {
    const onEnd = (failure: string | null) => reject(new Error(failure ?? "no answer"));
    ({ kill } = startChild<Job, Answer>(script, job, { ...options, onMessage, onEnd }));
  });
  return { kill, answer };
}
