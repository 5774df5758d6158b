/** Commands for whoever runs the program. Exit code 0: done and in order; 1: refused or broken; 2: not understood. */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { configFor, readConfig } from "../config.ts";
import type { CommandEnd } from "./replay.ts";
import { fileWords, lines, USAGE } from "./words.ts";

const OPTIONS = {
  data: { type: "string" },
  checkpoint: { type: "string" },
  key: { type: "string" },
  out: { type: "string" },
  from: { type: "string" },
  replace: { type: "boolean" },
  flow: { type: "string" },
  again: { type: "string" },
  version: { type: "string" },
  against: { type: "string" },
  server: { type: "string" },
  limit: { type: "string" },
  since: { type: "string" },
  until: { type: "string" },
  brand: { type: "string", multiple: true },
  channel: { type: "string", multiple: true },
  program: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;
export type Values = ReturnType<typeof read>["values"];

const read = (args: string[]) => parseArgs({ args, options: OPTIONS, allowPositionals: true });

/** Commands with an exit code of their own, loaded when they are asked for. Null: none of these, or not understood. */
async function runAlone(command: string, values: Values): Promise<CommandEnd | null> {
  if (command === "evaluate" && values.program !== undefined) {
    const { evaluateCommand } = await import("./evaluate.ts");
    return evaluateCommand({ program: values.program, now: Date.now() }, process.stdin, (line) => console.log(line));
  }
  const limit = Number(values.limit ?? 0);
  const { flow = "", again = null } = values;
  if (command !== "replay" || (flow === "") === (again === null) || !Number.isSafeInteger(limit) || limit < 0)
    return null;
  const { replayCommand } = await import("./replay.ts");
  const { port, commandKey } = readConfig();
  const { version = "draft", against = "live", data = null, out = null, since = null, until = null } = values;
  const { brand: brands = [], channel: channels = [] } = values;
  const server = (values.server ?? `http://127.0.0.1:${port}`).replace(/\/$/, "");
  const history = { data, since, until, brands, channels };
  return replayCommand({ server, again, flow, version, against, ...history, out, limit, key: commandKey });
}
const ALONE = new Set(["evaluate", "replay"]);

async function run(args: readonly string[]): Promise<CommandEnd> {
  const { values, positionals } = read(args.filter((arg) => arg !== "--"));
  if (values.help === true) return { code: 0, text: USAGE };
  const command = positionals.join(" ");
  const notUnderstood: CommandEnd = { code: 2, text: USAGE };
  if (ALONE.has(command)) return (await runAlone(command, values)) ?? notUnderstood;
  const { dataDir, checkpoints } = values.data === undefined ? readConfig() : configFor(values.data);
  const { runOnData } = await import("./on-data.ts");
  const result = await runOnData(command, values, {
    ...{ dataDir, file: join(dataDir, "switchyard.db") },
    checkpoints: checkpoints.folder,
  });
  return result === null ? notUnderstood : { code: result.ok ? 0 : 1, text: result.text };
}

/** The reason where it is known, without a stack trace. */
async function why(cause: unknown): Promise<CommandEnd> {
  const { StoreError } = await import("@switchyard/store");
  const { CannotStart } = await import("../runtime/cannot-start.ts");
  if (cause instanceof StoreError || cause instanceof CannotStart) return { text: lines(cause.text), code: 1 };
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (code.startsWith("ERR_PARSE_ARGS")) return { text: USAGE, code: 2 };
  const said = fileWords(cause);
  if (said !== null) return { text: lines(said), code: 1 };
  return { text: `  ${cause instanceof Error ? cause.message : String(cause)}`, code: 1 };
}

/** What a command has to say at its end. */
export const runCommand = (args: readonly string[]): Promise<CommandEnd> => run(args).catch(why);
