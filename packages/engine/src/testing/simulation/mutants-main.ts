/** `mutants [--seeds 400]`: every planted fault must be caught by its scenario or some seed. Prints what caught it, and when. */
import { OWN } from "../scenarios/own.ts";
import type { Engine } from "./engine.ts";
import { MUTANTS } from "./mutants.ts";
import { engineWith, scenariosWith } from "./plant.ts";
import { simulate } from "./simulate.ts";

/** A core that throws is caught as well. */
function violationOf(engine: Engine, seed: number): string | null {
  try {
    return simulate(engine, seed, false).violation;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Null: it passes all the same. */
async function failureOf(index: number, id: string): Promise<string | null> {
  const scenario = OWN.find((one) => one.id === id);
  if (scenario === undefined) throw new Error(`there is no scenario ${id}`);
  const run = await scenariosWith(index);
  try {
    const said = run(scenario);
    return said.outcome === "pass" ? null : `scenario ${id}: ${said.why.slice(0, 90)}`;
  } catch (error) {
    return `scenario ${id}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

const at = process.argv.indexOf("--seeds");
const seeds = Number(at < 0 ? 400 : process.argv[at + 1]);
const survivors: string[] = [];
for (const [index, mutant] of MUTANTS.entries()) {
  let caught = mutant.scenario === undefined ? null : await failureOf(index, mutant.scenario);
  const engine = await engineWith(index);
  // Where it showed when it was planted is looked at first; a change of the simulation may have moved it.
  for (const seed of [mutant.seed, ...Array.from({ length: seeds }, (_, n) => n + 1)]) {
    if (caught !== null) break;
    const violation = violationOf(engine, seed);
    if (violation === null) continue;
    caught = `seed ${seed}: ${violation.slice(0, 90)}`;
  }
  console.log(`${caught === null ? "SURVIVED" : "caught"}  ${mutant.name}${caught === null ? "" : `  (${caught})`}`);
  if (caught === null) survivors.push(mutant.name);
}
console.log(`mutants: ${MUTANTS.length - survivors.length} of ${MUTANTS.length} caught`);
process.exitCode = survivors.length === 0 ? 0 : 1;
