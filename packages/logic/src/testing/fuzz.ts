import { inspect } from "node:util";
import { differential } from "./differential.ts";

/** `pnpm --filter @switchyard/logic fuzz [rules] [seed]` */
const [rules = 300_000, seed = Math.trunc(Math.random() * 1e9)] = process.argv.slice(2).map(Number);
console.log(`differential fuzz: ${rules} rules, seed ${seed}`);
const started = performance.now();
const result = differential(rules, seed);
const seconds = (performance.now() - started) / 1000;
for (const disagreement of result.disagreements.slice(0, 10)) console.error(inspect(disagreement, { depth: 12 }));
console.log(
  `${result.disagreements.length} disagreements in ${result.evaluations} evaluations, ${result.overBudget} over budget, ` +
    `${seconds.toFixed(1)} s, ${Math.round(rules / seconds)} rules/s`,
);
if (Object.keys(Object.prototype).length > 0) throw new Error("Object.prototype was polluted");
process.exitCode = result.disagreements.length > 0 ? 1 : 0;
