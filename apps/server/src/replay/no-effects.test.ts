import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";

const guard = new URL("./no-effects.ts", import.meta.url).href;

/** What comes of an attempt in a thread like the sandbox's own. */
function attempt(code: string): Promise<string> {
  const program = `
    import { parentPort } from "node:worker_threads";
    import { forbidEffects } from ${JSON.stringify(guard)};
    forbidEffects();
    try { await (async () => { ${code} })(); parentPort.postMessage("done"); }
    catch (error) { parentPort.postMessage(error.name); }`;
  const url = new URL(`data:text/javascript,${encodeURIComponent(program)}`);
  return new Promise((resolve, reject) => {
    const worker = new Worker(url, { execArgv: ["--conditions=@switchyard/source"] });
    worker.on("message", resolve);
    worker.on("error", reject);
  });
}

const connectors = new URL("../../../../packages/connectors/src/index.ts", import.meta.url).href;

test.each([
  ["a socket", `(await import("node:module")).createRequire(${JSON.stringify(guard)})("net").connect(9)`],
  ["a request", `await fetch("http://127.0.0.1:9")`],
  ["a web socket", `new WebSocket("ws://127.0.0.1:9")`],
  ["a module of sockets", `await import("node:net")`],
  ["a module of requests", `(await import("node:https")).get("https://127.0.0.1")`],
  ["a process", `(await import("node:child_process")).execSync("true")`],
  ["a name", `(await import("node:dns")).lookup("localhost", () => {})`],
  ["a channel", `await import(${JSON.stringify(connectors)})`],
  ["a mailer", `await import("nodemailer")`],
])("the sandbox's thread cannot open or load %s", async (_, code) => {
  expect(await attempt(code)).toBe("EffectInSandbox");
});

test("the thread begins with it, and what it can do is done", async () => {
  expect(await attempt("1 + 1")).toBe("done");
  const { readFileSync } = await import("node:fs");
  const worker = readFileSync(fileURLToPath(new URL("./worker.ts", import.meta.url)), "utf8");
  expect(worker.indexOf("forbidEffects();")).toBeLessThan(worker.indexOf("await openSqliteReader"));
});
