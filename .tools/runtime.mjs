// Finds or brings the Node and pnpm that Switchyard needs. Runs on Node 18 and later, with npm only.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const NODE_VERSION = "24.21.0";
const PNPM_VERSION = "12.21.0";
const NODE_MINIMUM = [22, 22];
const home = join(root, ".runtime");
const windows = process.platform === "win32";

export const say = (text) => console.log(`\u001b[36m▸\u001b[0m ${text}`);

/** Runs a command, shows its output, and ends this process with its exit code when it fails. */
export function run(command, args, options = {}) {
  const done = spawnSync(command, args, { stdio: "inherit", cwd: root, ...options });
  if (done.error) fail(`${command} could not be started: ${done.error.message}`);
  if (done.status !== 0) process.exit(done.status ?? 1);
}

export function fail(text) {
  console.error(`\u001b[31m✗\u001b[0m ${text}`);
  process.exit(1);
}

const goodNode = () => {
  const [major, minor] = process.versions.node.split(".").map(Number);
  return major > NODE_MINIMUM[0] || (major === NODE_MINIMUM[0] && minor >= NODE_MINIMUM[1]);
};

/** Installs one npm package into .runtime, once per version. True when it was not there before. */
function bring(name, version, why) {
  const marker = join(home, "node_modules", ...name.split("/"), "package.json");
  if (existsSync(marker) && JSON.parse(readFileSync(marker, "utf8")).version === version) return false;
  say(`${why}: bringing ${name}@${version} from the npm registry into .runtime (once)`);
  mkdirSync(home, { recursive: true });
  const manifest = join(home, "package.json");
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  const args = [
    "install",
    "--prefix",
    home,
    "--save-exact",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  run(windows ? "npm.cmd" : "npm", [...args, `${name}@${version}`], { cwd: home, shell: windows });
  return true;
}

/** Environment in which `node` and `pnpm` are good enough: the machine's own where they are, ours otherwise. */
export function runtime() {
  const path = [];
  if (!goodNode()) {
    const name = `node-${windows ? "win" : process.platform}-${process.arch}`;
    bring(name, NODE_VERSION, `Node ${process.versions.node} is older than ${NODE_MINIMUM.join(".")}`);
    path.push(join(home, "node_modules", name, "bin"));
  }
  if (bring("pnpm", PNPM_VERSION, "pnpm")) {
    // pnpm's own script puts its native binary in place of a wrapper that turbo cannot start.
    run(process.execPath, ["install.js"], { cwd: join(home, "node_modules", "pnpm") });
  }
  path.push(join(home, "node_modules", ".bin"));
  const inherited = Object.entries(process.env).filter(([key]) => !/^npm_(config|package|lifecycle)_/i.test(key));
  const env = Object.fromEntries(inherited);
  const key = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  env[key] = [...path, env[key]].join(delimiter);
  return { ...env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };
}

/** pnpm as a command and its leading arguments, run by the chosen Node on every platform. */
export const pnpm = (env, args, options = {}) =>
  run(windows ? "pnpm.cmd" : "pnpm", args, { env, shell: windows, ...options });

/** Installs the workspace when the lockfile, a manifest or the runtime changed since the last time. */
export function install(env) {
  const inputs = ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"].map((name) => join(root, name));
  const print = createHash("sha256");
  for (const file of inputs) print.update(readFileSync(file));
  print.update(goodNode() ? process.versions.node.split(".")[0] : NODE_VERSION);
  const digest = print.digest("hex");
  const stamp = join(root, "node_modules", ".switchyard-installed");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  say("installing dependencies");
  pnpm(env, ["install", "--frozen-lockfile", "--reporter=append-only", "--loglevel=warn"]);
  writeFileSync(stamp, digest);
}
