/** All scenarios of our own, file by file. */
import { CHANGES } from "./changes.ts";
import { CLOCKS } from "./clocks.ts";
import { COMBINED } from "./combined.ts";
import { CONDITIONS } from "./conditions.ts";
import { CROSSINGS } from "./crossings.ts";
import { CROSSINGS_OF_FACTS } from "./crossings-of-facts.ts";
import { FORMS_AND_TIMES } from "./forms-and-times.ts";
import { FROM_MEANING } from "./meaning.ts";
import { MORE } from "./more.ts";
import { RARELY_MET } from "./rarely-met.ts";
import type { Scenario } from "./scenario.ts";
import { SEED_RULES } from "./seed-rules.ts";
import { UNSEEN } from "./unseen.ts";

export const OWN: readonly Scenario[] = [
  ...MORE, ...UNSEEN, ...FORMS_AND_TIMES, ...FROM_MEANING, ...COMBINED, ...CONDITIONS, ...CLOCKS, ...CHANGES, ...SEED_RULES,
  ...CROSSINGS_OF_FACTS, ...CROSSINGS, ...RARELY_MET,
]; // biome-ignore format: one list
