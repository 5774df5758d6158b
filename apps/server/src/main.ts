/**
 * Starts Switchyard. What Node compiled at an earlier start is taken from its cache: modules are most of a start's work. It lies in the
 * data directory: in Node's own place, a folder of the machine's that everybody may write to, others could lay code ready for us.
 */
import { enableCompileCache, flushCompileCache } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readConfig } from "./config.ts";
import { runnable } from "./runtime/bundled.ts";

try {
  enableCompileCache(join(readConfig().dataDir, "compiled"));
} catch {
  // What is wrong with a setting is said below.
}
await import(pathToFileURL(runnable(new URL("./serve.ts", import.meta.url))).href);
// Not only at the end, as Node does it: a process that is killed has none.
flushCompileCache();
