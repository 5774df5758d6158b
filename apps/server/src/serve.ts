/** One process, one port, one file: from reading the configuration to the last answer. */
import type { Text } from "@switchyard/orders";
import { StoreError } from "@switchyard/store";
import { readConfig } from "./config.ts";
import { errorName } from "./error-name.ts";
import { type Log, openLog } from "./log.ts";
import { CannotStart } from "./runtime/cannot-start.ts";
import { keepMemoryLow } from "./runtime/give-back.ts";
import { listen, tryPort } from "./runtime/listen.ts";
import { startRuntime } from "./runtime/start.ts";

/** How long requests under way may take to end after SIGTERM. */
const PATIENCE_MS = 8_000;
/** After this the process ends whatever still waits. */
const LAST_MS = 10_000;

const inBoth = ({ zh, en }: Text) => `\n  ${zh}\n  ${en}\n`;

async function main(): Promise<void> {
  const config = readConfig();
  const log = openLog(config.logLevel);
  await tryPort(config);
  const runtime = await startRuntime({ ...config, log, onBroken: () => giveUp(log) });
  const server = await listen(runtime, config).catch(async (cause: unknown) => {
    await runtime.stop();
    throw cause;
  });
  const ms = Math.round(performance.now());
  const shown = config.host === "0.0.0.0" || config.host === "::" ? "127.0.0.1" : config.host;
  const address = `http://${shown.includes(":") ? `[${shown}]` : shown}:${server.port}`;
  console.log(`\n  编组站已启动（${ms} 毫秒），请打开 ${address}\n  Switchyard is ready (${ms} ms): open ${address}\n`);
  if (runtime.setUpCode !== null) {
    const link = `${config.signIn?.publicUrl ?? address}/set-up?code=${runtime.setUpCode}`;
    console.log(`  首次设置，请打开 ${link}\n  Set-up of the first owner: open ${link}\n`);
  }
  for (const note of runtime.notes) console.log(inBoth(note));
  log.info("ready", { ms, host: config.host, port: server.port });
  keepMemoryLow();

  let stopping = false;
  const stop = async (reason: string, code: number) => {
    if (stopping) return;
    stopping = true;
    log.info("stopping", { signal: reason });
    setTimeout(() => process.exit(code === 0 ? 1 : code), LAST_MS).unref();
    runtime.closing();
    if (code !== 0) runtime.refuse();
    await server.close(PATIENCE_MS);
    await runtime.stop();
    log.info("stopped", { signal: reason });
    process.exit(code);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal, 0));
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (cause: unknown) => {
      log.error(event, { error: errorName(cause) });
      void stop(event, 1);
    });
  }
}

/** After a failed write nothing is written any more. Answers under way go out, and the supervisor starts a new process. */
function giveUp(log: Log): void {
  log.error("the disk failed, ending", { code: "disk_failed" });
  setTimeout(() => process.exit(1), 200);
}

/** A start that fails says why in both languages, without a stack trace where the reason is known. */
function sayWhy(cause: unknown): void {
  if (cause instanceof StoreError || cause instanceof CannotStart) console.error(inBoth(cause.text));
  else console.error(cause);
}

main().catch((cause: unknown) => {
  sayWhy(cause);
  process.exit(1);
});
