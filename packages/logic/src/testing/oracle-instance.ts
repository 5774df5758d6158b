import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** A json-logic-js of our own, so that the guard of `var` that the comparison needs touches nobody else. */
export interface OracleInstance {
  apply(logic: unknown, data: unknown): unknown;
  add_operation(name: string, code: (...args: unknown[]) => unknown): void;
}

export function oracleInstance(): OracleInstance {
  const file = createRequire(import.meta.url).resolve("json-logic-js");
  const module: { exports: unknown } = { exports: {} };
  new Function("module", "exports", readFileSync(file, "utf8"))(module, module.exports);
  const oracle = module.exports as OracleInstance;
  oracle.add_operation("var", ownVar);
  oracle.add_operation("log", (value) => value);
  return oracle;
}

/** The `var` of json-logic-js 2.0.5, line by line, with the one difference: own properties only. */
function ownVar(this: unknown, path?: unknown, fallback?: unknown): unknown {
  const notFound = fallback === undefined ? null : fallback;
  let data: unknown = this;
  if (typeof path === "undefined" || path === "" || path === null) return data;
  for (const name of String(path).split(".")) {
    if (data === null || data === undefined) return notFound;
    data = Object.hasOwn(data as object, name) ? (data as Record<string, unknown>)[name] : undefined;
    if (data === undefined) return notFound;
  }
  return data;
}
