/** `simulate [--seeds 10000] [--from 1]`: runs seeds, checks that a share of them says the same twice, prints what was done. */
import { allKeysFor } from "../../keys-for.ts";
import { MemoryState } from "../../memory.ts";
import { prepare } from "../../prepare.ts";
import { step } from "../../step.ts";
import { simulate } from "./simulate.ts";

const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return Number(at < 0 ? (process.env[name.toUpperCase()] ?? otherwise) : process.argv[at + 1]);
};
const engine = { step, prepare, allKeysFor, MemoryState };
const [from, seeds] = [option("from", 1), option("seeds", 10_000)];
const begun = performance.now();
const faults: Record<string, number> = {};
const failures: string[] = [];
let steps = 0;

for (let seed = from; seed < from + seeds; seed++) {
  const twice = seed % 50 === 0;
  const result = simulate(engine, seed, twice);
  steps += result.steps;
  for (const [name, count] of Object.entries(result.faults)) faults[name] = (faults[name] ?? 0) + count;
  if (result.violation !== null) failures.push(`seed ${seed}: ${result.violation}`);
  if (twice && simulate(engine, seed).hash !== result.hash) failures.push(`seed ${seed}: two runs differ`);
}

const seconds = (performance.now() - begun) / 1000;
console.log(`${seeds} seeds, ${steps} steps in ${seconds.toFixed(1)} s (${Math.round(seeds / seconds)} seeds/s)`);
console.log(
  `faults: ${Object.entries(faults)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ")}`,
);
for (const failure of failures.slice(0, 20)) console.log(failure);
for (const [name, count] of Object.entries(faults))
  if (count === 0 && seeds >= 100) failures.push(`no fault of kind ${name}`);
console.log(failures.length === 0 ? "every invariant held" : `${failures.length} seeds failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
