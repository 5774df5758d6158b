/** `mutants [--seeds 400]`: every planted fault must be caught by some seed. Prints which invariant caught it, and when. */
import type { Engine } from "./engine.ts";
import { MUTANTS } from "./mutants.ts";
import { engineWith } from "./plant.ts";
import { simulate } from "./simulate.ts";

/** A core that throws is caught as well. */
function violationOf(engine: Engine, seed: number): string | null {
  try {
    return simulate(engine, seed, false).violation;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const at = process.argv.indexOf("--seeds");
const seeds = Number(at < 0 ? 400 : process.argv[at + 1]);
const survivors: string[] = [];
for (const [index, mutant] of MUTANTS.entries()) {
  const engine = await engineWith(index);
  let caught: string | null = null;
  // Where it showed when it was planted is looked at first; a change of the simulation may have moved it.
  for (const seed of [mutant.seed, ...Array.from({ length: seeds }, (_, n) => n + 1)]) {
    const violation = violationOf(engine, seed);
    if (violation === null) continue;
    caught = `seed ${seed}: ${violation.slice(0, 90)}`;
    break;
  }
  console.log(`${caught === null ? "SURVIVED" : "caught"}  ${mutant.name}${caught === null ? "" : `  (${caught})`}`);
  if (caught === null) survivors.push(mutant.name);
}
console.log(`mutants: ${MUTANTS.length - survivors.length} of ${MUTANTS.length} caught`);
process.exitCode = survivors.length === 0 ? 0 : 1;
