import type { Scenario } from "./scenario.ts";
export const CROSSINGS: readonly Scenario[] = [];
