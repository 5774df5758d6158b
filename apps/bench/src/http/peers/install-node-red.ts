/** Node-RED is brought when the bench first needs it, outside the workspace (docs/decisions/0030). */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const VERSION = "5.0.7";
/** The usual visual node for SQLite. Its database driver is compiled here: a ready one would be fetched from elsewhere. */
const SQLITE_NODE = "node-red-node-sqlite@1.1.1";

const INSTALL = ["install", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund", "--save-exact"];
const COMPILE = ["rebuild", "sqlite3", "--build-from-source", "--foreground-scripts"];

/** Where it is installed; throws with npm's words when it cannot be. */
export function installNodeRed(say: (text: string) => void): string {
  const folder = cacheOf(`node-red-${VERSION}`);
  once(join(folder, "installed"), () => {
    say(`bringing node-red ${VERSION} into ${folder} (116 MB, once)`);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
    npm([...INSTALL, "--prefix", folder, `node-red@${VERSION}`]);
  });
  return folder;
}

/** Node-RED with its visual node for SQLite, apart from the one without. Throws where it cannot be compiled. */
export function installSqliteNode(say: (text: string) => void): string {
  const folder = cacheOf(`node-red-${VERSION}-sqlite`);
  once(join(folder, "installed"), () => {
    say(`bringing node-red ${VERSION} and ${SQLITE_NODE} into ${folder} and compiling SQLite (some minutes, once)`);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
    npm([...INSTALL, "--prefix", folder, `node-red@${VERSION}`, SQLITE_NODE]);
    npm([...COMPILE, "--prefix", folder]);
  });
  return folder;
}

function cacheOf(name: string): string {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const folder = join(cache, "switchyard-bench", name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function once(done: string, make: () => void): void {
  if (existsSync(done)) return;
  make();
  writeFileSync(done, VERSION);
}

function npm(args: string[]): void {
  const { status, stderr, error } = spawnSync("npm", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`npm ${args[0]} failed: ${(stderr ?? error?.message ?? "").slice(-2000)}`);
}
