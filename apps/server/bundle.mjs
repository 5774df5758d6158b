/**
 * A replay's process waits for nothing but its modules: three hundred files, of which Node resolves, opens and links each by itself. As one
 * file, without what a replay never calls, they load in a third of the time. Run after `tsc -b`; `startChild` takes what stands here.
 */
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { stampBundle } from "./dist/runtime/bundled.js";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const child = "dist/replay/child.js";
/** Compiled code, which only a process' own entry may let act by being loaded. */
const PURE = /[\\/](packages[\\/]\w+[\\/]dist|node_modules[\\/]zod)[\\/]/;

const bundle = await rolldown({
  input: at(child),
  platform: "node",
  // A native module stays where its package is, and that is the store's.
  external: ["better-sqlite3"],
  treeshake: { moduleSideEffects: (id) => !PURE.test(id) },
});
const file = at(child.replace(/\.js$/, ".bundle.js"));
await bundle.write({
  file,
  format: "esm",
  sourcemap: true,
  paths: { "better-sqlite3": "../../../../packages/store/node_modules/better-sqlite3/lib/index.js" },
});
stampBundle(file, await bundle.watchFiles);
await bundle.close();
