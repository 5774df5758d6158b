import { compileFlow, validateFlow } from "@switchyard/flow";
import { expect, test } from "vitest";
import { benchFlow, DESTINATIONS, expectedDestination, makeOrder, RULES } from "./workload.ts";

test("the flow has twenty rules and can be published", () => {
  expect(RULES).toHaveLength(20);
  expect(
    validateFlow(benchFlow(), { destinations: [...DESTINATIONS] }).filter(({ severity }) => severity === "error"),
  ).toEqual([]);
  expect(compileFlow(benchFlow(), { flow: "bench", version: 1 }).ok).toBe(true);
});

test("orders are the same in every run, and reach every destination", () => {
  expect(makeOrder(7, "a")).toEqual(makeOrder(7, "a"));
  const reached = new Set(Array.from({ length: 500 }, (_, n) => expectedDestination(makeOrder(n, "a"))));
  expect([...reached].sort()).toEqual([...DESTINATIONS].sort());
});
