// `npm test`: brings what is missing, installs, and runs every check and every test (`pnpm verify`).
import { install, pnpm, runtime } from "./runtime.mjs";

const env = runtime();
install(env);
pnpm(env, ["verify", ...process.argv.slice(2)]);
