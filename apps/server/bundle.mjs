/**
 * A process waits for its modules first: a replay's for three hundred files, the server's for fifteen hundred, of which Node resolves,
 * opens and links each by itself. As a few files they load in half the time and less. Run after `tsc -b`; `main.ts` and `startChild`
 * take what stands here. Who is no module of the bundle (workers, children, migrations) is found where it always was.
 */
import { globSync, rmSync } from "node:fs";
import { basename, dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { stampBundle } from "./dist/runtime/bundled.js";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
/** A native module stays where its package is, and that is the store's. */
const NATIVE = "better-sqlite3";
/** Compiled code, which only a process' own entry may let act by being loaded. */
const PURE = /[\\/](packages[\\/]\w+[\\/]dist|node_modules[\\/]zod)[\\/]/;

const from = (folder, file) => relative(folder, file).replaceAll("\\", "/");

/** Our own modules ask where they are for the sake of what lies beside them: they are told the place that they came from. */
const keepPlaces = (folder) => ({
  name: "keep-places",
  transform(code, id) {
    if (id.includes("node_modules") || !code.includes("import.meta.url")) return null;
    const place = `new URL(${JSON.stringify(from(folder, id))}, import.meta.url).href`;
    // Lines stay where they are.
    return { code: code.replaceAll("import.meta.url", place), map: null };
  },
});

/**
 * V8 keeps the text of what it runs, and one Chinese character among it doubles the bytes of all. Columns that the source map names
 * move behind such a character; lines do not.
 */
const inAscii = {
  name: "in-ascii",
  generateBundle(_options, files) {
    for (const file of Object.values(files)) {
      if (file.type !== "chunk") continue;
      if (/String\.raw`[^`]*[^\0-\x7f]/.test(file.code))
        this.error("a raw text means something else when it is escaped");
      file.code = file.code.replace(/[^\0-\x7f]/g, escaped);
    }
  },
};
const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/**
 * While V8 reads a file it needs memory by the file's size, and the C library keeps that for good: one file for each of our packages, one
 * for all that they import. These import each other one way only, so each is whole before it is used, as without files.
 */
const byRoom = {
  includeDependenciesRecursively: false,
  groups: [{ name: roomOf, debugName: "by room", tags: ["$initial"] }],
};
function roomOf(id) {
  if (/node_modules[\\/]zod[\\/]/.test(id)) return "zod";
  if (id.includes("node_modules")) return "modules";
  return /[\\/]packages[\\/](\w+)[\\/]dist[\\/]/.exec(id)?.[1] ?? null;
}

/** Everything lies in the folder of the module itself: `name.bundle.js`, and what else it loads beside it. */
async function bundle(module, { output = {}, ...options } = {}) {
  const file = at(module.replace(/\.js$/, ".bundle.js"));
  const folder = dirname(file);
  for (const old of globSync(`${file.replace(/\.js$/, "")}*`)) rmSync(old);
  const build = await rolldown({
    input: at(module),
    platform: "node",
    external: [NATIVE],
    plugins: [keepPlaces(folder), inAscii],
    preserveEntrySignatures: false,
    ...options,
  });
  await build.write({
    dir: folder,
    entryFileNames: basename(file),
    chunkFileNames: basename(file).replace(/\.js$/, ".[name]-[hash].js"),
    format: "esm",
    sourcemap: true,
    comments: { legal: true, annotation: false, jsdoc: false },
    ...output,
    paths: { [NATIVE]: from(folder, at(`../../packages/store/node_modules/${NATIVE}/lib/index.js`)) },
  });
  stampBundle(file, await build.watchFiles);
  await build.close();
}

await bundle("dist/serve.js", { output: { codeSplitting: byRoom } });
// Without what a replay never calls.
await bundle("dist/replay/child.js", { treeshake: { moduleSideEffects: (id) => !PURE.test(id) } });
