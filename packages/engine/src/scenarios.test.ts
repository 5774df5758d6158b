import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { OWN } from "./testing/scenarios/own.ts";
import { runScenario } from "./testing/scenarios/run-scenario.ts";
import type { Requirement, Scenario } from "./testing/scenarios/scenario.ts";

/** Beside the checkout, never part of it. Another file of the same form may be named to run its scenarios too. */
const path =
  process.env.SCENARIOS ?? fileURLToPath(new URL("../../../../shared/domain/scenarios.json", import.meta.url));

describe("acceptance scenarios", () => {
  it.each(OWN.map((one) => [one.id, one.title.zh, one] as const))("[Z1] %s %s", (_id, _title, one) => {
    expect(runScenario(one, new Map())).toEqual({ id: one.id, outcome: "pass" });
  });

  it.skipIf(!existsSync(path))("[Z1] the seeds' scenarios hold (skipped where ../shared is absent)", () => {
    const file = JSON.parse(readFileSync(path, "utf8")) as { scenarios: Scenario[]; requirements: Requirement[] };
    const requirements = new Map(file.requirements.map((one) => [one.id, one]));
    const outcomes = file.scenarios.map((scenario) => {
      try {
        return runScenario(scenario, requirements);
      } catch (error) {
        return {
          id: scenario.id,
          outcome: "fail" as const,
          why: error instanceof Error ? (error.stack ?? error.message) : String(error),
        };
      }
    });
    const passed = outcomes.filter((one) => one.outcome === "pass");
    for (const one of outcomes) if (one.outcome === "elsewhere") console.log(`not applicable ${one.id}: ${one.why}`);
    for (const one of outcomes) if (one.outcome === "fail") console.log(`FAILED ${one.id}: ${one.why}`);
    console.log(`scenarios: ${passed.length} of ${outcomes.length} pass`);
    expect(outcomes.filter((one) => one.outcome === "fail").map(({ id }) => id)).toEqual([]);
  });
});
