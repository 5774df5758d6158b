import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/harness.ts";
import { type Child, startChild } from "./child.ts";

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
): Promise<Told> {
  const script = join(temporaryFolder(), "child.ts");
  writeFileSync(
    script,
    `import { serveJob } from ${JSON.stringify(side)};\nserveJob(async (job, send) => { ${work} });`,
  );
  return new Promise((resolve) => {
    const messages: unknown[] = [];
    const child = startChild(pathToFileURL(script), job, {
      memoryMb: 64,
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
