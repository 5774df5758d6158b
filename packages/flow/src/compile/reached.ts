import type { Logic } from "@switchyard/logic";
import { read } from "../conditions/logic.ts";
import type { FactLookup } from "../facts.ts";

/** What a node's gates are compiled from: the node's name in the program, and the condition under which it is reached. */
export interface Reached {
  id: string;
  reach: Logic;
  lookup: FactLookup;
}

export const gate = (name: string): Logic => read(`gate.${name}`);
