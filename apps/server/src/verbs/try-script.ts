import { type Run, runScript } from "@switchyard/engine";
import type { Script } from "@switchyard/flow";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { type CompiledVersion, compileVersion, type VersionName } from "./compile-version.ts";

/** Plays a script through a flow, alone. Nothing is stored and no effect leaves. Throws `invalid_script` with the steps at fault. */
export async function tryScript(
  ctx: Context,
  id: string,
  script: Script,
  version: VersionName = "draft",
): Promise<Run> {
  const played = runScript(triedOf(ctx, await compileVersion(ctx, id, version)), script);
  if (!played.ok) throw new Refusal("invalid_script", { problems: played.problems });
  return played.run;
}

/** A version as scripts are played on it. */
export function triedOf({ workspace }: Context, { program, document }: CompiledVersion) {
  return { program, document, settings: workspace.settings, names: workspace.names };
}
