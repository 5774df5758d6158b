import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { patched } from "../../engine/src/testing/simulation/patched.ts";
import { MUTANTS } from "./testing/lane/mutants.ts";

/** The heavy lane runs them all (`testing/lane/mutants-main.ts`). */
test("[F3] each planted fault of the columns still applies to the source, exactly once", () => {
  for (const mutant of MUTANTS) patched(readFileSync(new URL(`./${mutant.file}`, import.meta.url), "utf8"), mutant);
  expect(MUTANTS.length).toBeGreaterThanOrEqual(40);
});
