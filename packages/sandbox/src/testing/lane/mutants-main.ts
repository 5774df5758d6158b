/** `mutants [--runs 1000]`: every planted fault must be caught by some case. Prints after how many. */
import fc from "fast-check";
import { compareCase } from "./compare.ts";
import { conditionArbitrary, KNOWN_CONDITIONS, wrongTruth } from "./conditions.ts";
import { caseArbitrary } from "./generate.ts";
import { KNOWN_CASES } from "./known-cases.ts";
import { MUTANTS } from "./mutants.ts";
import { roomWith } from "./plant.ts";
import { ODD_TEXTS, storedOrder, wrongTexts } from "./texts.ts";

const at = process.argv.indexOf("--runs");
const numRuns = Number(at < 0 ? 1000 : process.argv[at + 1]);
const cases = [...KNOWN_CASES, ...fc.sample(caseArbitrary, { numRuns, seed: 2026 })];
const conditions = [...KNOWN_CONDITIONS, ...fc.sample(conditionArbitrary, { numRuns, seed: 2026 })];
/** Each odd order also stands beside a plain one. */
const texts = Object.values(ODD_TEXTS).flatMap((stored) => [stored, ...stored.map((one) => [one, storedOrder({})])]);
/** What throws is caught as well. */
const isWrong = (look: () => boolean): boolean => {
  try {
    return look();
  } catch {
    return true;
  }
};
let caught = 0;
for (const [index, mutant] of MUTANTS.entries()) {
  const room = await roomWith(index);
  let found = conditions.findIndex((one) => isWrong(() => wrongTruth(room, one) !== null));
  if (found === -1 && mutant.file.startsWith("columns/"))
    found = texts.findIndex((stored) => isWrong(() => wrongTexts(room, stored) !== null));
  if (found === -1)
    found = cases.findIndex((one) =>
      isWrong(() => {
        const { byEvent, inChunks } = compareCase(room, one);
        return byEvent !== inChunks;
      }),
    );
  if (found !== -1) caught += 1;
  console.log(found === -1 ? `SURVIVED  ${mutant.name}` : `caught  ${mutant.name}  (case ${found + 1})`);
}
console.log(`mutants: ${caught} of ${MUTANTS.length} caught`);
process.exitCode = caught === MUTANTS.length ? 0 : 1;
