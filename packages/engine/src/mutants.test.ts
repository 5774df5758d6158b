import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { MUTANTS } from "./testing/simulation/mutants.ts";
import { patched } from "./testing/simulation/patched.ts";

const main = fileURLToPath(new URL("./testing/simulation/mutants-main.ts", import.meta.url));

describe("planted faults", () => {
  it("[Z4] each still applies to the source, exactly once", () => {
    for (const mutant of MUTANTS) patched(readFileSync(new URL(`./${mutant.file}`, import.meta.url), "utf8"), mutant);
    expect(MUTANTS.length).toBeGreaterThanOrEqual(20);
  });

  it("[Z5] each is caught by the simulation or by the scenario that it names", { timeout: 300_000 }, () => {
    const said = execFileSync(process.execPath, ["--conditions=@switchyard/source", main, "--seeds", "300"], {
      encoding: "utf8",
    });
    expect(said).toContain(`mutants: ${MUTANTS.length} of ${MUTANTS.length} caught`);
  });
});
