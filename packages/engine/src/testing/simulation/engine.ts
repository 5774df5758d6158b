/** The core as the simulation uses it: the real one, or one with a planted fault. */

import type { MemoryState } from "../../memory/memory.ts";
import type { prepare } from "../../prepare/prepare.ts";
import type { keysFor } from "../../state/keys-for.ts";
import type { step } from "../../step/step.ts";

export interface Engine {
  step: typeof step;
  prepare: typeof prepare;
  keysFor: typeof keysFor;
  MemoryState: typeof MemoryState;
}
