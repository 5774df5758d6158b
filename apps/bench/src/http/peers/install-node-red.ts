/** Node-RED is brought when the bench first needs it, outside the workspace (docs/decisions/0030). */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const VERSION = "5.0.7";

/** Where it is installed; throws with npm's words when it cannot be. */
export function installNodeRed(say: (text: string) => void): string {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const folder = join(cache, "switchyard-bench", `node-red-${VERSION}`);
  const done = join(folder, "installed");
  if (existsSync(done)) return folder;
  say(`bringing node-red ${VERSION} into ${folder} (116 MB, once)`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
  const flags = ["--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund", "--save-exact"];
  const npm = spawnSync("npm", ["install", "--prefix", folder, ...flags, `node-red@${VERSION}`], { encoding: "utf8" });
  if (npm.status !== 0) throw new Error(`npm could not install node-red: ${npm.stderr ?? npm.error?.message}`);
  writeFileSync(done, VERSION);
  return folder;
}
