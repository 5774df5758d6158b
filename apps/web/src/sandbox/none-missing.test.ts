import { expect, it } from "vitest";
import { noneMissing } from "./none-missing.ts";

it("says that no order was read only of a run that came to its end", () => {
  expect(noneMissing({ status: "done", processed: 0 })).toBe("noOrders");
  expect(noneMissing({ status: "running", processed: 0 })).toBe("nothingYet");
  expect(noneMissing({ status: "cancelled", processed: 0 })).toBeNull();
  expect(noneMissing({ status: "failed", processed: 0 })).toBeNull();
  expect(noneMissing({ status: "cancelled", processed: 5 })).toBe("missingNone");
});
