import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

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
  ["a module of requests", `(await import("node:https")).get("https://127.0.0.1")`],
  ["a process", `(await import("node:child_process")).execSync("true")`],
  ["a name", `(await import("node:dns")).lookup("localhost", () => {})`],
  ["a channel", `await import(${JSON.stringify(connectors)})`],
  ["a mailer", `await import("nodemailer")`],
])("the sandbox's process cannot open or load %s", async (_, code) => {
  expect(await attempt(code)).toBe("EffectInSandbox");
});

test("the process begins with it, and what it can do is done", async () => {
  expect(await attempt("1 + 1")).toBe("done");
  const { readFileSync } = await import("node:fs");
  const child = readFileSync(fileURLToPath(new URL("./child.ts", import.meta.url)), "utf8");
  expect(child.indexOf("forbidEffects();")).toBeLessThan(child.indexOf("await openSqliteReader"));
});
