/** `mutants [--runs 1000]`: every planted fault must be caught by some case. Prints after how many. */
import fc from "fast-check";
import { compareCase } from "./compare.ts";
import { caseArbitrary } from "./generate.ts";
import { MUTANTS } from "./mutants.ts";
import { roomWith } from "./plant.ts";

const at = process.argv.indexOf("--runs");
const cases = fc.sample(caseArbitrary, { numRuns: Number(at < 0 ? 1000 : process.argv[at + 1]), seed: 2026 });
let caught = 0;
for (const [index, mutant] of MUTANTS.entries()) {
  const room = await roomWith(index);
  const found = cases.findIndex((one) => {
    try {
      const { byEvent, inChunks } = compareCase(room, one);
      return byEvent !== inChunks;
    } catch {
      return true;
    }
  });
  if (found !== -1) caught += 1;
  console.log(found === -1 ? `SURVIVED  ${mutant.name}` : `caught  ${mutant.name}  (case ${found + 1})`);
}
console.log(`mutants: ${caught} of ${MUTANTS.length} caught`);
process.exitCode = caught === MUTANTS.length ? 0 : 1;
