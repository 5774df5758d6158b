// `pnpm switchyard …`: the commands of apps/server/src/cli.ts (audit, backup, restore), built when they are not yet.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { install, pnpm, root, runtime } from "./runtime.mjs";

const env = runtime();
const cli = join(root, "apps/server/dist/cli.js");
if (!existsSync(cli)) {
  install(env);
  pnpm(env, ["build", "--filter=@switchyard/server"]);
} else if (!isCurrent()) {
  // Not built anew here: a server that runs from the same folder would lose the files that it has yet to load.
  console.error(
    "\u001b[33m!\u001b[0m the sources changed since this was built; the older build runs. `npm start` builds them (or: pnpm build).",
  );
}
const { status } = spawnSync("node", [cli, ...process.argv.slice(2)], {
  env: { ...env, DATA_DIR: env.DATA_DIR || join(root, "data") },
  stdio: "inherit",
});
process.exit(status ?? 1);

/** What `tsc` says of each project: it compares what the sources hold, not when they were written. */
function isCurrent() {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { stdout } = spawnSync("node", [tsc, "-b", "--dry", join(root, "apps/server")], { env, encoding: "utf8" });
  const said = (stdout ?? "").split("\n").filter((line) => line.includes("Project") || line.includes("project"));
  return said.length > 0 && said.every((line) => /is up to date|would update timestamps/.test(line));
}
