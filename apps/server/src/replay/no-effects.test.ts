import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { startChild } from "../runtime/child.ts";
import { temporaryFolder } from "../testing/harness.ts";
import { mayOpen } from "./may-open.ts";

const guard = new URL("./no-effects.ts", import.meta.url).href;

/** What comes of an attempt in a process like the sandbox's own. */
function attempt(code: string): Promise<string> {
  const program = `
    import { forbidEffects } from ${JSON.stringify(guard)};
    const say = (text) => process.stdout.write(text);
    forbidEffects();
    try { await (async () => { ${code} })(); say("done"); }
    catch (error) { say(error.name); }`;
  const options = ["--conditions=@switchyard/source", "--input-type=module", "--eval", program];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, options, (error, said) => (error === null ? resolve(said) : reject(error)));
  });
}

const connectors = new URL("../../../../packages/connectors/src/index.ts", import.meta.url).href;

test.each([
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
])("the sandbox's process cannot open or load %s", async (_, code) => {
  expect(await attempt(code)).toBe("EffectInSandbox");
});

/** The same in a child as replays are started in, beside a database and a key. */
function attemptInChild(code: string): Promise<unknown> {
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
       try { await (async () => { ${code} })(); await send("done"); }
       catch (error) { await send(error.code ?? error.name); }
     });`,
  );
  const may = mayOpen(location);
  return new Promise((resolve) => {
    startChild(pathToFileURL(script), folder, {
      may: { ...may, read: [...may.read, script] },
      onMessage: resolve,
      onEnd: resolve,
    });
  });
}

test.each([
  ["connects", `(await import("node:net")).connect(9)`, "EffectInSandbox"],
  ["asks", `await fetch("http://127.0.0.1:9")`, "EffectInSandbox"],
  ["goes around Node", `process.binding("tcp_wrap")`, "ERR_ACCESS_DENIED"],
  ["starts a thread", `new (await import("node:worker_threads")).Worker("1", { eval: true })`, "ERR_ACCESS_DENIED"],
  ["writes beside the database", "writeFileSync(folder + '/made', '')", "ERR_ACCESS_DENIED"],
  ["writes over the database", "writeFileSync(folder + '/switchyard.db', '')", "ERR_ACCESS_DENIED"],
  ["reads a key", "readFileSync(folder + '/secret.key')", "ERR_ACCESS_DENIED"],
  ["reads the database", "readFileSync(folder + '/switchyard.db')", "done"],
  ["prepares columns", "writeFileSync(folder + '/columns/x', '')", "done"],
])("a replay's process that %s: %s", async (_, code, told) => {
  expect(await attemptInChild(code)).toBe(told);
});

test("the process begins with it, and what it can do is done", async () => {
  expect(await attempt("1 + 1")).toBe("done");
  const child = readFileSync(fileURLToPath(new URL("./child.ts", import.meta.url)), "utf8");
  expect(child.indexOf("forbidEffects();")).toBeLessThan(child.indexOf("openSqliteHistory("));
});
