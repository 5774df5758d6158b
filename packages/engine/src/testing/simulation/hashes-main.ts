/** Prints a hash of everything that twenty seeds say, one a line: to be compared between processes. */

import { MemoryState } from "../../memory/memory.ts";
import { prepare } from "../../prepare/prepare.ts";
import { keysFor } from "../../state/keys-for.ts";
import { step } from "../../step/step.ts";
import { simulate } from "./simulate.ts";

for (let seed = 1; seed <= 20; seed++) {
  const { hash, steps, violation } = simulate({ step, prepare, keysFor, MemoryState }, seed);
  console.log(`${seed} ${steps} ${hash} ${violation ?? "fine"}`);
}
