import { expect, test } from "vitest";
import { systemWords } from "./system-words.ts";

const entry = (type: string, at: number, data: object, actor = "api") => ({
  type,
  at,
  actor,
  data: JSON.stringify(data),
});
const asserted = (at: number, to: string, evidence: object, actor?: string) =>
  entry("state_asserted", at, { to, evidence }, actor);

test("a state that a system tells without a key is that system's word, by the name that it gives itself", () => {
  const told = [
    asserted(1, "Assigned", { kind: "system" }),
    asserted(2, "Picked", { kind: "system", by: "wms" }),
    asserted(3, "Checked", { kind: "system", by: "wms" }),
    asserted(4, "Packed", { kind: "system" }, "k1"),
    asserted(5, "HandedOver", { kind: "hand", by: "anna" }),
  ];
  expect(systemWords(told, new Map([["k1", "ERP"]]))).toEqual([
    { kind: "system", name: "", state: "Assigned", at: 1 },
    { kind: "system", name: "wms", state: "Checked", at: 3 },
    { kind: "key", name: "ERP", state: "Packed", at: 4 },
  ]);
});

test("an older code of a platform's field that comes late does not speak with the next code of another", () => {
  const said = (at: number, occurredAt: number, statuses: object) =>
    entry("platform_status", at, { platform: "taobao", statuses, occurredAt });
  const told = [
    said(1, 1, { status: "WAIT_BUYER_CONFIRM_GOODS" }),
    said(2, 0, { status: "WAIT_SELLER_SEND_GOODS" }),
    said(3, 3, { step_trade_status: "FRONT_PAID_FINAL_PAID" }),
  ];
  const inOrder = [told[1], told[0], told[2]].flatMap((one) => one ?? []);
  expect(systemWords(told, new Map())).toEqual(systemWords(inOrder, new Map()));
});
