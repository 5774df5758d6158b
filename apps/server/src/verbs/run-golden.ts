import { checkGolden, type GoldenResult } from "@switchyard/engine";
import type { Context } from "../runtime/context.ts";
import { nextTurn } from "../runtime/next-turn.ts";
import { type CompiledVersion, compileVersion, type VersionName } from "./compile-version.ts";
import { triedOf } from "./try-script.ts";

/** Runs a flow's golden orders through one of its versions, oldest first: the gate before each publish. */
export async function runGolden(ctx: Context, compiled: CompiledVersion): Promise<GoldenResult[]> {
  const results: GoldenResult[] = [];
  const tried = triedOf(ctx, compiled);
  for (const golden of await ctx.store.read.golden.list(ctx.workspace.id, compiled.flow)) {
    results.push(checkGolden(tried, golden));
    // Orders and screens go on between two of them.
    await nextTurn();
  }
  return results;
}

export async function runGoldenOf(ctx: Context, flow: string, version: VersionName = "draft"): Promise<GoldenResult[]> {
  return runGolden(ctx, await compileVersion(ctx, flow, version));
}
