import { describe, expect, it } from "vitest";
import { moved, newId, replaced, tidied, without } from "./rows.ts";

describe("rows of a list", () => {
  it("are replaced, taken out and moved without a change of the others", () => {
    expect(replaced(["a", "b"], 1, "c")).toEqual(["a", "c"]);
    expect(without(["a", "b"], 0)).toEqual(["b"]);
    expect([moved(["a", "b", "c"], 2, 0), moved(["a", "b"], 0, -1), moved(["a", "b"], 0, 2)]).toEqual([
      ["c", "a", "b"],
      ["a", "b"],
      ["a", "b"],
    ]);
  });

  it("get an id from a latin name, else a number, and never one that is taken", () => {
    expect(newId("Rapid Line 2", "destination", [])).toBe("rapid-line-2");
    expect(newId("快反线", "destination", ["a"])).toBe("destination-2");
    expect(newId("Rapid", "destination", ["rapid"])).toBe("rapid-2");
    expect(newId("仓", "d", ["d-2", "x"])).toBe("d-3");
  });

  it("are sent without empty synonyms", () => {
    expect(tidied({ id: "a", name: " 甲 ", synonyms: ["", " A "] })).toEqual({ id: "a", name: "甲", synonyms: ["A"] });
    expect(tidied({ id: "a", name: "甲", synonyms: [] })).toEqual({ id: "a", name: "甲" });
  });
});
