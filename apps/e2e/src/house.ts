/** A server of its own, where nobody is yet and people sign in. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface House {
  home: string;
  /** Where the first owner is made. */
  setUpLink: string;
  /** With all that it kept. */
  close(): void;
}

/** Less than a suite waits before it goes on without what it began (the config's `timeout`). */
const START_MS = 75_000;

/** `more`: of its environment. Rejects with what it said where it ends instead of starting, or does not start; nothing is left running. */
export async function openHouse(port: number, more: Record<string, string> = {}): Promise<House> {
  const home = `http://127.0.0.1:${port}`;
  const data = mkdtempSync(join(tmpdir(), "switchyard-people-"));
  const own = { PORT: String(port), DATA_DIR: data, PUBLIC_URL: home, LOG_LEVEL: "error" };
  const server = spawn(process.execPath, ["../server/dist/main.js"], {
    env: { ...process.env, ...own, ...more },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const close = () => {
    server.kill("SIGTERM");
    rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const started = new Promise<string>((found, failed) => {
    let said = "";
    setTimeout(() => failed(new Error(`the server did not start: ${said}`)), START_MS).unref();
    server.stdout.on("data", (piece: Buffer) => {
      said += piece.toString();
      const [link] = /http:\/\/\S+\/set-up\?code=\S+/.exec(said) ?? [];
      if (link !== undefined) found(link);
    });
    server.on("exit", () => failed(new Error(`the server ended: ${said}`)));
  });
  const setUpLink = await started.catch((cause: unknown) => {
    close();
    throw cause;
  });
  return { home, setUpLink, close };
}
