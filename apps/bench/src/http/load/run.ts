import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { LoadResult, Plan } from "./plan.ts";

const run = promisify(execFile);

/** autocannon is what others measure with, and shares the cores with the server; ours costs a fraction of it. */
export type Generator = "autocannon" | "ours";
const SCRIPTS: Record<Generator, string> = { autocannon: "autocannon.ts", ours: "generator.ts" };

export async function load(plan: Plan, by: Generator = "ours"): Promise<LoadResult> {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, SCRIPTS[by]), JSON.stringify(plan)]);
  return JSON.parse(stdout) as LoadResult;
}
