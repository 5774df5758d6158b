/** The core as the simulation uses it: the real one, or one with a planted fault. */

import type { keysFor } from "../../keys-for.ts";
import type { MemoryState } from "../../memory.ts";
import type { prepare } from "../../prepare.ts";
import type { step } from "../../step.ts";

export interface Engine {
  step: typeof step;
  prepare: typeof prepare;
  keysFor: typeof keysFor;
  MemoryState: typeof MemoryState;
}
