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

/** Everything lies in the folder of the module itself: `name.bundle.js`, and what is loaded later beside it. */
async function bundle(module, options = {}) {
  const file = at(module.replace(/\.js$/, ".bundle.js"));
  const folder = dirname(file);
  for (const old of globSync(`${file.replace(/\.js$/, "")}*`)) rmSync(old);
  const build = await rolldown({
    input: at(module),
    platform: "node",
    external: [NATIVE],
    plugins: [keepPlaces(folder)],
    ...options,
  });
  await build.write({
    dir: folder,
    entryFileNames: basename(file),
    chunkFileNames: basename(file).replace(/\.js$/, ".[name]-[hash].js"),
    format: "esm",
    sourcemap: true,
    paths: { [NATIVE]: from(folder, at(`../../packages/store/node_modules/${NATIVE}/lib/index.js`)) },
  });
  stampBundle(file, await build.watchFiles);
  await build.close();
}

await bundle("dist/serve.js");
// Without what a replay never calls.
await bundle("dist/replay/child.js", { treeshake: { moduleSideEffects: (id) => !PURE.test(id) } });
