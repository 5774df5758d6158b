import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { LoadResult, Plan } from "./plan.ts";

const run = promisify(execFile);

export async function load(plan: Plan): Promise<LoadResult> {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, "generator.ts"), JSON.stringify(plan)]);
  return JSON.parse(stdout) as LoadResult;
}
