/**
 * What runs where this program was built: a module's own `.js`, or what `bundle.mjs` made of all that it imports. `tsc -b`
 * alone makes the first anew and leaves the second as it was, so a bundle says of which builds it was made, and an old one is not run.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Where `tsc -b` says what a package was built of, seen from the bundle → SHA-256 of what it said. */
type Stamp = Record<string, string>;

const stampPath = (bundle: string): string => bundle.replace(/\.js$/, ".json");
const hashOf = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");
/** `dist` of our own packages. */
const BUILT = /^(.*[\\/]dist)[\\/]/;

/** `modules`: the files that the bundle was made of. */
export function stampBundle(bundle: string, modules: readonly string[]): void {
  const own = modules.filter((path) => !path.includes("node_modules"));
  const folders = new Set(own.flatMap((path) => BUILT.exec(path)?.[1] ?? []));
  const stamp: Stamp = {};
  for (const folder of folders) {
    const build = resolve(folder, "tsconfig.tsbuildinfo");
    stamp[relative(dirname(bundle), build)] = hashOf(build);
  }
  writeFileSync(stampPath(bundle), JSON.stringify(stamp, null, 2));
}

/** This program runs as it was written, not as it was built. */
export const isSource = import.meta.url.endsWith(".ts");

/** The file of a `.ts` module to run: the source itself, or what was built of it. */
export function runnable(script: URL): string {
  const path = fileURLToPath(script);
  return isSource ? path : builtFile(path.replace(/\.ts$/, ".js"));
}

/** What runs of a built `.js`. */
export function builtFile(path: string): string {
  const bundle = path.replace(/\.js$/, ".bundle.js");
  return existsSync(bundle) && isCurrent(bundle) ? bundle : path;
}

/** A build that is not there any more was not made anew. */
function isCurrent(bundle: string): boolean {
  if (!existsSync(stampPath(bundle))) return false;
  const stamp = Object.entries(JSON.parse(readFileSync(stampPath(bundle), "utf8")) as Stamp);
  return stamp.every(([path, hash]) => {
    const build = resolve(dirname(bundle), path);
    return !existsSync(build) || hashOf(build) === hash;
  });
}
