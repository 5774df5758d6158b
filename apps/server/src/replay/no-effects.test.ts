import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { startChild } from "../runtime/child.ts";
import { temporaryFolder } from "../testing/harness.ts";
import { mayOpen } from "./may-open.ts";

const guard = new URL("./no-effects.ts", import.meta.url).href;

/** What comes of each attempt in a process like the sandbox's own: an attempt that is refused changes nothing for the next. */
function attempts(codes: readonly string[]): Promise<string[]> {
  const program = `
    import { forbidEffects } from ${JSON.stringify(guard)};
    const told = [];
    forbidEffects();
    const attempt = async (run) => told.push(await run().then(() => "done", (error) => error.name));
    ${codes.map((code) => `await attempt(async () => { ${code} });`).join("\n")}
    process.stdout.write(JSON.stringify(told));`;
  const options = ["--conditions=@switchyard/source", "--input-type=module", "--eval", program];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, options, (error, said) => (error === null ? resolve(JSON.parse(said)) : reject(error)));
  });
}

const connectors = new URL("../../../../packages/connectors/src/index.ts", import.meta.url).href;

const WAYS_OUT = [
  ["a socket", `(await import("node:module")).createRequire(${JSON.stringify(guard)})("net").connect(9)`],
  ["a request", `await fetch("http://127.0.0.1:9")`],
  ["a web socket", `new WebSocket("ws://127.0.0.1:9")`],
  ["a module of sockets", `await import("node:net")`],
  [
    "a module of packets",
    `(await import("node:module")).createRequire(${JSON.stringify(guard)})("dgram").createSocket("udp4")`,
  ],
  ["a module that no hook is asked for", `process.getBuiltinModule("node:http2").connect("http://127.0.0.1:9")`],
  ["what Node itself has loaded", `process.getBuiltinModule("net").connect(9)`],
  ["a module of requests", `(await import("node:https")).get("https://127.0.0.1")`],
  ["a process", `(await import("node:child_process")).execSync("true")`],
  ["a name", `(await import("node:dns")).lookup("localhost", () => {})`],
  ["a channel", `await import(${JSON.stringify(connectors)})`],
  ["a mailer", `await import("nodemailer")`],
] as const;

test("the sandbox's process cannot open or load what leads out of it, and what it can do is done", async () => {
  const codes = [...WAYS_OUT.map(([, code]) => code), "1 + 1"];
  const told = await attempts(codes);
  expect(WAYS_OUT.map(([way], place) => [way, told[place]])).toEqual(WAYS_OUT.map(([way]) => [way, "EffectInSandbox"]));
  expect(told.at(-1)).toBe("done");
});

/** The same in a child as replays are started in, beside a database and a key. */
function attemptsInChild(codes: readonly string[]): Promise<unknown[]> {
  const folder = temporaryFolder();
  const location = join(folder, "switchyard.db");
  for (const name of ["switchyard.db", "secret.key"]) writeFileSync(join(folder, name), "secret");
  const script = join(temporaryFolder(), "child.ts");
  writeFileSync(
    script,
    `import { readFileSync, writeFileSync } from "node:fs";
     import { forbidEffects } from ${JSON.stringify(guard)};
     import { serveJob } from ${JSON.stringify(new URL("../runtime/child-side.ts", import.meta.url).href)};
     forbidEffects();
     serveJob(async (folder, send) => {
       const attempt = (run) => run().then(() => send("done"), (error) => send(error.code ?? error.name));
       ${codes.map((code) => `await attempt(async () => { ${code} });`).join("\n")}
     });`,
  );
  const may = mayOpen(location);
  const told: unknown[] = [];
  return new Promise((resolve) => {
    startChild(pathToFileURL(script), folder, {
      may: { ...may, read: [...may.read, script] },
      onMessage: (one) => void told.push(one),
      onEnd: () => resolve(told),
    });
  });
}

const IN_CHILD = [
  ["connects", `(await import("node:net")).connect(9)`, "EffectInSandbox"],
  ["asks", `await fetch("http://127.0.0.1:9")`, "EffectInSandbox"],
  ["goes around Node", `process.binding("tcp_wrap")`, "ERR_ACCESS_DENIED"],
  ["starts a thread", `new (await import("node:worker_threads")).Worker("1", { eval: true })`, "ERR_ACCESS_DENIED"],
  ["writes beside the database", "writeFileSync(folder + '/made', '')", "ERR_ACCESS_DENIED"],
  ["writes over the database", "writeFileSync(folder + '/switchyard.db', '')", "ERR_ACCESS_DENIED"],
  ["reads a key", "readFileSync(folder + '/secret.key')", "ERR_ACCESS_DENIED"],
  ["reads the database", "readFileSync(folder + '/switchyard.db')", "done"],
  ["prepares columns", "writeFileSync(folder + '/columns/x', '')", "done"],
] as const;

test("a replay's process reaches its history and columns, and nothing else", async () => {
  const told = await attemptsInChild(IN_CHILD.map(([, code]) => code));
  expect(IN_CHILD.map(([does], place) => [does, told[place]])).toEqual(
    IN_CHILD.map(([does, , comes]) => [does, comes]),
  );
});

test("the process begins with it", () => {
  const child = readFileSync(fileURLToPath(new URL("./child.ts", import.meta.url)), "utf8");
  expect(child.indexOf("forbidEffects();")).toBeLessThan(child.indexOf("openSqliteHistory("));
});
