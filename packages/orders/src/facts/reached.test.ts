import { describe, expect, test } from "vitest";
import { factSpec } from "./catalogue.ts";
import { reachedFacts, stateOfFact } from "./reached.ts";

describe("when a state was reached", () => {
  test("[F13] an instant for each state, called by the state's label; a state whose id no fact can have has none", () => {
    const machine = {
      initial: "A",
      states: [
        { id: "A", label: { zh: "甲", en: "First" } },
        { id: "已裁", label: { zh: "已裁", en: "Cut" } },
      ],
      transitions: [],
    };
    expect(reachedFacts(machine).map(({ name, type, label }) => [name, type, label])).toEqual([
      ["reached.A", "instant", { zh: "到达“甲”的时间", en: "Time of reaching “First”" }],
    ]);
    expect(reachedFacts().map(({ name }) => name)).toContain("reached.HandedOver");
    expect(factSpec("reached.HandedOver")?.label.zh).toBe("到达“已交接”的时间");
    expect(factSpec("reached.Own")?.label.en).toBe("Time of reaching “Own”");
  });

  test("[F13] other names are other facts", () => {
    expect(stateOfFact("reached.Signed")).toBe("Signed");
    for (const name of ["reached", "reached.", "reached.a.b", "reached.已签收", "received_at"])
      expect(stateOfFact(name)).toBeNull();
    expect(factSpec("reached.")).toBeUndefined();
  });
});
