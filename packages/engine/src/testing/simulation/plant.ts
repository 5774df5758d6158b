/** Loads the core with a planted fault: module hooks give changed sources to every import below `?mutant=<n>`. */
import { readFileSync } from "node:fs";
import { registerHooks, stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";
import type { Outcome } from "../scenarios/run-scenario.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import type { Engine } from "./engine.ts";
import { MUTANTS, type Mutant } from "./mutants.ts";
import { patched } from "./patched.ts";

const SOURCE = new URL("../../", import.meta.url).href;
const planted = new Map<string, Mutant>();

/** Sources without their types: what no fault is planted in is the same in every core. */
const plain = new Map<string, string>();
function plainSource(path: string): string {
  let known = plain.get(path);
  if (known === undefined) {
    known = stripTypeScriptTypes(readFileSync(fileURLToPath(path), "utf8"));
    plain.set(path, known);
  }
  return known;
}

registerHooks({
  resolve(specifier, context, next) {
    const from = context.parentURL ?? "";
    const at = from.indexOf("?mutant=");
    const found = next(specifier, context);
    return at < 0 || !found.url.startsWith(SOURCE)
      ? found
      : { ...found, url: `${found.url.split("?")[0]}${from.slice(at)}` };
  },
  load(url, context, next) {
    const [path = "", query] = url.split("?mutant=");
    if (query === undefined) return next(url, context);
    const mutant = planted.get(query);
    if (mutant === undefined || path !== `${SOURCE}${mutant.file}`)
      return { format: "module", source: plainSource(path), shortCircuit: true };
    const source = patched(readFileSync(fileURLToPath(path), "utf8"), mutant);
    return { format: "module-typescript", source, shortCircuit: true };
  },
});

/** A file of the core with the fault in whatever it imports. */
function load(at: number, file: string) {
  const mutant = MUTANTS[at];
  if (mutant === undefined) throw new Error(`there is no mutant ${at}`);
  planted.set(String(at), mutant);
  return import(`${SOURCE}${file}?mutant=${at}`);
}

/** Runs our own scenarios on the core with the fault. */
export async function scenariosWith(at: number): Promise<(one: Scenario) => Outcome> {
  const { runScenario } = await load(at, "testing/scenarios/run-scenario.ts");
  return (one) => runScenario(one, new Map());
}

export async function engineWith(at: number): Promise<Engine> {
  const [{ step }, { prepare }, { keysFor }, { MemoryState }] = await Promise.all(
    ["step/step.ts", "prepare/prepare.ts", "state/keys-for.ts", "memory/memory.ts"].map((file) => load(at, file)),
  );
  return { step, prepare, keysFor, MemoryState };
}
