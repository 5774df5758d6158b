/** `switchyard evaluate`: orders through one compiled program, line by line; nothing is stored, nothing is sent. */
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { MemoryState, type PreparedPrograms, prepare, settle } from "@switchyard/engine";
import type { Program } from "@switchyard/flow";
import { DEFAULT_SETTINGS, readOrder } from "@switchyard/orders";
import type { CommandEnd } from "./replay.ts";
import { both, fileWords, lines, type Said } from "./words.ts";

/** Each line of `input` is an order as a source would send it; each line of `print` what is decided about it, alone. */
export async function evaluateCommand(
  { program, now }: { program: string; now: number },
  input: Readable,
  print: (line: string) => void,
): Promise<CommandEnd> {
  const prepared = readProgram(program);
  if ("zh" in prepared) return { code: 2, text: lines(prepared) };
  let [line, bad] = [0, 0];
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim() === "") continue;
    // Editors on Windows begin a file with a mark that is no part of its first line.
    const read = readLine(line === 1 ? text.replace(/^\uFEFF/, "") : text, `line-${line}`, now);
    if (!read.ok) {
      bad += 1;
      print(JSON.stringify({ line, problems: read.problems }));
      continue;
    }
    const { order } = read;
    const at = order.ordered_at ?? now;
    const event = { type: "order_received", id: `evaluate/${line}`, at, order } as const;
    const { decisions } = settle(prepared, event, new MemoryState());
    const decision = decisions.find((one) => one.order === order.id);
    if (decision === undefined) continue;
    const { outcome, destination, nodes, effects, missing } = decision;
    print(JSON.stringify({ line, external_id: order.external_id, outcome, destination, nodes, effects, missing }));
  }
  return { code: bad === 0 ? 0 : 1, text: "" };
}

const NO_PROGRAM = both(
  "这个文件不是编译好的流程。用 GET /api/v1/flows/ID/program 取得。",
  "The file is no compiled flow. GET /api/v1/flows/ID/program gives one.",
);

function readProgram(file: string): PreparedPrograms | Said {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    const said = fileWords(cause instanceof Error ? Object.assign(cause, { path: file }) : cause);
    if (said === null) throw cause;
    return said;
  }
  try {
    return prepare([JSON.parse(text) as Program]);
  } catch {
    return NO_PROGRAM;
  }
}

function readLine(text: string, id: string, now: number): ReturnType<typeof readOrder> {
  try {
    return readOrder(JSON.parse(text), { settings: DEFAULT_SETTINGS, receivedAt: now, id });
  } catch {
    const message = { zh: "这一行不是 JSON", en: "The line is not JSON" };
    return { ok: false, problems: [{ pointer: "", code: "malformed_json", message }], warnings: [] };
  }
}
