/** Starts Switchyard. What Node compiled at an earlier start is taken from its cache: modules are most of a start's work. */
import { enableCompileCache } from "node:module";

enableCompileCache();
await import("./serve.ts");
