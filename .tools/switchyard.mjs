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
}
const { status } = spawnSync("node", [cli, ...process.argv.slice(2)], {
  env: { ...env, DATA_DIR: env.DATA_DIR || join(root, "data") },
  stdio: "inherit",
});
process.exit(status ?? 1);
