/** `simulate [--seeds 10000] [--from 1]`: runs seeds, checks that a share of them says the same twice, prints what was done. */

import { MemoryState } from "../../memory/memory.ts";
import { prepare } from "../../prepare/prepare.ts";
import { keysFor } from "../../state/keys-for.ts";
import { step } from "../../step/step.ts";
import { simulate } from "./simulate.ts";

const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return Number(at < 0 ? (process.env[name.toUpperCase()] ?? otherwise) : process.argv[at + 1]);
};
const engine = { step, prepare, keysFor, MemoryState };
const [from, seeds] = [option("from", 1), option("seeds", 10_000)];
/** A simulator can be blind: what never happens is not tested. */
const MUST_HAPPEN = ["batch_closed", "batch_left", "batch_void", "breaker_opened", "breaker_closed", "pool", "replay", "resolve", "reserve", "unreserve", "hold", "freeze", "unfreeze", "approval_ended", "park", "reject", "untag", "task", "intercept"]; // biome-ignore format: a word list
const begun = performance.now();
const faults: Record<string, number> = {};
const seen: Record<string, number> = {};
const failures: string[] = [];
let steps = 0;

for (let seed = from; seed < from + seeds; seed++) {
  const twice = seed % 50 === 0;
  const result = simulate(engine, seed, twice);
  steps += result.steps;
  for (const [name, count] of Object.entries(result.faults)) faults[name] = (faults[name] ?? 0) + count;
  for (const [name, count] of Object.entries(result.seen)) seen[name] = (seen[name] ?? 0) + count;
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
console.log(
  `effects: ${Object.entries(seen)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ")}`,
);
for (const failure of failures.slice(0, 20)) console.log(failure);
for (const name of MUST_HAPPEN) if (seen[name] === undefined && seeds >= 300) failures.push(`${name} never happened`);
for (const [name, count] of Object.entries(faults))
  if (count === 0 && seeds >= 100) failures.push(`no fault of kind ${name}`);
console.log(failures.length === 0 ? "every invariant held" : `${failures.length} seeds failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
