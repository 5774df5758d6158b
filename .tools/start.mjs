// `npm start`: brings what is missing, installs, builds, and starts Switchyard on one port.

import { spawn } from "node:child_process";
import { join } from "node:path";
import { install, pnpm, root, runtime, say } from "./runtime.mjs";

const env = runtime();
install(env);
say("building (only what changed)");
pnpm(env, ["build", "--filter=@switchyard/server", "--filter=@switchyard/web"]);
const server = spawn("node", [join(root, "apps/server/dist/main.js"), ...process.argv.slice(2)], {
  cwd: root,
  env: { ...env, DATA_DIR: env.DATA_DIR || join(root, "data") },
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code, signal) => process.exit(code ?? (signal ? 0 : 1)));
