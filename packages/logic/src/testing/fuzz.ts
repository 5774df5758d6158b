import { inspect } from "node:util";
import type { Rule } from "../index.ts";
import { type Disagreement, differential } from "./differential.ts";

/** `pnpm --filter @switchyard/logic fuzz [rules] [seed]` */
const [rules = 300_000, seed = Math.trunc(Math.random() * 1e9)] = process.argv.slice(2).map(Number);
console.log(`differential fuzz: ${rules} rules, seed ${seed}`);
const started = performance.now();
const result = differential(rules, seed);
const seconds = (performance.now() - started) / 1000;
for (const disagreement of result.disagreements.slice(0, 10))
  console.error(inspect(focus(disagreement), { depth: 12 }));
console.log(
  `${result.disagreements.length} disagreements in ${result.evaluations} evaluations, ${result.overBudget} over budget, ` +
    `${seconds.toFixed(1)} s, ${Math.round(rules / seconds)} rules/s`,
);
if (Object.keys(Object.prototype).length > 0) throw new Error("Object.prototype was polluted");
process.exitCode = result.disagreements.length > 0 ? 1 : 0;

/** Of a rule set, only the rules that it went wrong with. */
function focus(disagreement: Disagreement): unknown {
  const { logic, wanted, got } = disagreement;
  if (!Array.isArray(logic)) return disagreement;
  const told = (answer: object): string => inspect(answer, { depth: 4, maxArrayLength: 1000, breakLength: 80 });
  const [want, have] = [told(wanted), told(got)];
  const isWrong = ({ id }: Rule): boolean => count(want, `'${id}'`) !== count(have, `'${id}'`);
  return { ...disagreement, logic: (logic as Rule[]).filter(isWrong), wanted: want, got: have };
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
