import { expect, test } from "vitest";
import type { WindowFact } from "../document.ts";
import { windowText } from "./declarations.ts";

const changes: WindowFact = {
  id: "moves",
  of: "count",
  event: "order_updated",
  by: ["brand"],
  window: { amount: 90, unit: "day", clock: "natural" },
};

test("a counter that begins anew says after what, in both languages", () => {
  const signed = windowText({ ...changes, reset: { event: "state:Signed" } }, {});
  expect(signed.zh).toMatch(/订单变更数（到达“已签收”后重新计数）$/);
  expect(signed.en).toMatch(/ \(counted anew after each arrival at “Signed”\)$/);
  const where = { type: "comparison", fact: "channel", operator: "is", value: "抖音" } as const;
  expect(windowText({ ...changes, reset: { event: "refund", where } }, {}).zh).toMatch(
    /（（.*抖音.*）退款后重新计数）$/,
  );
});
