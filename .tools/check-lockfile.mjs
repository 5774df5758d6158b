// Every optional platform binary that an installed package names must stand in the lockfile, or the product breaks for
// people on another platform: pnpm drops, without a word, those that the registry did not have on the day of the install.
// Also: every dependency of ours is pinned to an exact version, and no lockfile entry names a download address.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Known gaps: packages of apps/bench only (a peer that the benches measure), whose missing binaries cannot reach a user. */
const tolerated = JSON.parse(readFileSync(".config/lockfile-gaps.json", "utf8"));
const lockfile = readFileSync("pnpm-lock.yaml", "utf8");
const problems = [];

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
};
const list = (path) => {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
};
const packagesIn = (folder) =>
  list(folder).flatMap((name) => (name.startsWith("@") ? list(join(folder, name)).map((n) => `${name}/${n}`) : [name]));

const seen = new Set();
let optional = 0;
for (const folder of list("node_modules/.pnpm")) {
  const modules = join("node_modules/.pnpm", folder, "node_modules");
  for (const name of packagesIn(modules)) {
    const path = join(modules, name);
    const manifest = readJson(join(path, "package.json"));
    if (!manifest?.name || seen.has(`${manifest.name}@${manifest.version}`)) continue;
    seen.add(`${manifest.name}@${manifest.version}`);
    for (const dependency of Object.keys(manifest.optionalDependencies ?? {})) {
      optional += 1;
      const escaped = dependency.replace(/[/.@-]/g, "\\$&");
      const present = new RegExp(`\\n  '?${escaped}@`).test(lockfile);
      if (!present && !(tolerated[manifest.name] ?? []).includes(dependency)) {
        problems.push(`${manifest.name}@${manifest.version} wants ${dependency}, which the lockfile lacks`);
      }
    }
  }
}
for (const folder of [".", ...["packages", "apps"].flatMap((top) => list(top).map((name) => join(top, name)))]) {
  const manifest = readJson(join(folder, "package.json"));
  for (const [name, version] of Object.entries({ ...manifest?.dependencies, ...manifest?.devDependencies })) {
    if (!/^(workspace:\*|\d+\.\d+\.\d+(-[\w.]+)?)$/.test(version))
      problems.push(`${folder}: ${name} is not pinned (${version})`);
  }
}
if (/tarball: https?:/.test(lockfile)) problems.push("the lockfile names a download address");
if (seen.size < 100) problems.push(`only ${seen.size} installed packages were looked at: the check saw nothing`);

for (const problem of problems) console.error(`✗ ${problem}`);
console.log(`lockfile: ${seen.size} packages, ${optional} optional dependencies, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
