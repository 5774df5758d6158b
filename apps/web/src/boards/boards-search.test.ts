import { describe, expect, it } from "vitest";
import { readBoardsSearch } from "./boards-search.ts";

describe("the boards in the address", () => {
  it("keep what they know: the wall's turns within bounds, rows, flow, level, pages", () => {
    expect(readBoardsSearch({ wall: 20, by: "brand", flow: 7, level: 3, pages: ["a"] })).toEqual({
      ...{ wall: 20, by: "brand", flow: "7", level: 3, pages: ["a"] },
    });
    expect([-1, 0, 1, 4.6, 9999].map((wall) => readBoardsSearch({ wall }).wall)).toEqual([0, 0, 5, 5, 3600]);
    expect(readBoardsSearch({ wall: "x", by: "destination", flow: "", level: 9 })).toEqual({});
  });
});
