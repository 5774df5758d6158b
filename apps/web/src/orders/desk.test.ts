import { expect, test } from "vitest";
import { stoppedBy, theOne } from "./desk.ts";

test("what was scanned is one order: the only one found, or the only one of exactly that number", () => {
  const [a, b, c] = [
    { external_id: "SO-1", po_no: "PO-7" },
    { external_id: "SO-12", po_no: "PO-7" },
    { external_id: "SO-13", po_no: "SO-1" },
  ];
  expect(theOne([], "SO-1")).toBe(null);
  expect(theOne([b], "SO-1")).toBe(b);
  expect(theOne([a, b, c], "so-1")).toBe(a);
  expect(theOne([a, b], "PO-7")).toBe(null);
  expect(theOne([a, b, c], "SO")).toBe(null);
  // Two platforms may number alike: nobody guesses whose it is.
  expect(theOne([a, { ...a }], "SO-1")).toBe(null);
});

test("no label for what was cancelled, is held or is frozen", () => {
  const free = { cancelled: false, holds: [], frozen: [] };
  expect(stoppedBy(free)).toBe(null);
  expect(stoppedBy({ ...free, holds: ["x"] })).toBe("hold");
  expect(stoppedBy({ ...free, frozen: ["x"] })).toBe("freeze");
  expect(stoppedBy({ cancelled: true, holds: ["x"], frozen: [] })).toBe("cancelled");
});
