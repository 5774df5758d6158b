import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/harness.ts";
import { type Child, type Permissions, startChild } from "./child.ts";

const side = new URL("./child-side.ts", import.meta.url).href;

interface Told {
  messages: unknown[];
  failure: string | null;
}
/** What is heard of a child that does this. `meet` has it as soon as it runs. */
function run(
  work: string,
  job: unknown = {},
  meet: (child: Child, message: unknown) => void = () => {},
  may?: (folder: string) => Permissions,
): Promise<Told> {
  const folder = temporaryFolder();
  const script = join(folder, "child.ts");
  writeFileSync(
    script,
    `import { serveJob } from ${JSON.stringify(side)};\nserveJob(async (job, send) => { ${work} });`,
  );
  return new Promise((resolve) => {
    const messages: unknown[] = [];
    const child = startChild(pathToFileURL(script), job, {
      heap: { memoryMb: 64 },
      ...(may === undefined ? {} : { may: may(folder) }),
      onMessage: (message) => {
        messages.push(message);
        meet(child, message);
      },
      onEnd: (failure) => resolve({ messages, failure }),
    });
  });
}

test("a job goes in and messages come out as they are, in order, and all of them before the end", async () => {
  const job = { list: [1, Number.NaN, undefined], map: new Map([["a", 1n]]) };
  const { messages, failure } = await run("for (let n = 0; n < 500; n += 1) await send(n); await send(job);", job);
  expect(messages).toEqual([...Array(500).keys(), job]);
  expect(failure).toBeNull();
});

test.each([
  ["an error it throws", "throw new TypeError('secret');", /^TypeError at apps/],
  ["a native failure", "process.abort();", /^ended by SIGABRT$/],
  ["a heap that is full", "const all = []; for (;;) all.push(new Array(1e5).fill(0.5));", /^ended by SIGABRT$/],
  ["an early exit", "process.exit(0);", /^it ended without an answer$/],
])("%s is told by the name and reaches nobody else", { timeout: 60_000 }, async (_, work, told) => {
  expect((await run(work)).failure).toMatch(told);
});

test("it is ended at once, however busy; what it said before stands", async () => {
  const { messages, failure } = await run("await send('here'); for (;;);", {}, (child) => child.kill());
  expect(messages).toEqual(["here"]);
  expect(failure).toBe("ended by SIGKILL");
});

test("it sees nothing of the environment but what it is given", async () => {
  process.env.SWITCHYARD_SECRET_OF_TEST = "seen";
  const { messages } = await run(
    "await send(Object.keys(process.env).filter((name) => name.startsWith('SWITCHYARD')));",
  );
  delete process.env.SWITCHYARD_SECRET_OF_TEST;
  expect(messages).toEqual([[]]);
});

const ATTEMPTS = [
  ["a file is written elsewhere", 'fs.writeFileSync(join(here, "made"), "x")', "ERR_ACCESS_DENIED"],
  ["a file is taken away", 'fs.rmSync(process.argv[1])', "ERR_ACCESS_DENIED"],
  ["a file is read elsewhere", 'fs.readFileSync("/etc/passwd")', "ERR_ACCESS_DENIED"],
  ["a process is started", '(await import("node:child_process")).spawnSync("true")', "ERR_ACCESS_DENIED"],
  ["a thread is started", 'new (await import("node:worker_threads")).Worker("1", { eval: true })', "ERR_ACCESS_DENIED"],
  ["a file is written where it may", 'fs.mkdirSync(join(here, "kept"), { recursive: true }); fs.writeFileSync(join(here, "kept", "x"), "x"); fs.readdirSync(join(here, "kept")); fs.renameSync(join(here, "kept", "x"), join(here, "kept", "y")); fs.rmSync(join(here, "kept", "y"))', "done"],
] as const; // biome-ignore format: a table

test("a child that is held by permissions reads its own folder and writes beneath one, and does nothing else", async () => {
  const work = `
    const fs = await import("node:fs");
    const { dirname, join } = await import("node:path");
    const here = dirname(process.argv[1]);
    const attempt = (run) => run().then(() => send("done"), (error) => send(error.code ?? error.name));
    ${ATTEMPTS.map(([, code]) => `await attempt(async () => { ${code} });`).join("\n")}`;
  const { messages, failure } = await run(
    work,
    {},
    () => {},
    (folder) => {
      mkdirSync(join(folder, "kept"));
      return { read: [folder], write: [join(folder, "kept")] };
    },
  );
  expect(failure).toBeNull();
  expect(ATTEMPTS.map(([does], place) => [does, messages[place]])).toEqual(
    ATTEMPTS.map(([does, , comes]) => [does, comes]),
  );
});
