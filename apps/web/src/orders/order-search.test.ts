import { describe, expect, it } from "vitest";
import { readOrderSearch } from "./order-search.ts";

describe("the list of orders in the address", () => {
  it("is read back: words, a number that is an order's, late, pages", () => {
    expect(readOrderSearch({ q: 1024, brand: "青禾记", late: true, sort: "-due_at", pages: ["a", "b"] })).toEqual({
      q: "1024",
      brand: "青禾记",
      due: "late",
      sort: "-due_at",
      pages: ["a", "b"],
    });
    expect(readOrderSearch({ due: "today", late: true, open: true, waits: "hold" })).toEqual({
      ...{ due: "today", open: true, waits: "hold" },
    });
  });
  it("leaves out what it does not know", () => {
    expect(
      readOrderSearch({
        q: "",
        late: "yes",
        due: "never",
        open: 1,
        waits: "pool",
        pages: [],
        brand: { a: 1 },
        sort: "-tags",
        other: 1,
      }),
    ).toEqual({});
  });
});
