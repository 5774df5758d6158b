import { describe, expect, it } from "vitest";
import { compare, flowOf, programOf } from "../testing/flow.ts";
import { orderOf, Yard } from "../testing/yard.ts";

const MINUTE = 60_000;
const bySf = flowOf(
  "by-sf",
  [
    { id: "on", kind: "courier_node", actions: [] },
    { id: "if", kind: "condition", when: compare("carrier", "is", "SF"), missing: "not_met" },
    { id: "go", kind: "route", destination: "sf-desk" },
  ],
  ["on -> if", "if:met -> go"],
);
const yardWith = (order: Record<string, unknown> = {}) => {
  const yard = new Yard([programOf(bySf)]);
  yard.do({ type: "order_received", order: orderOf("A1", order) });
  return yard;
};
const node = { type: "courier_node", order: "A1", action: "in_transit" } as const;

describe("[S6] who carries an order's parcel", () => {
  it("is who sends its news; who only passes news on says it by `carrier`", () => {
    const yard = yardWith();
    yard.do({ ...node, provider: "kuaidi100" });
    expect(yard.order("A1")?.fields).toBeUndefined();
    yard.do({ ...node, provider: "kuaidi100", data: { carrier: "shunfeng" } });
    expect(yard.order("A1")).toMatchObject({ fields: { carrier: "顺丰" }, destination: "sf-desk" });
    yard.do({ ...node, provider: "zto" });
    expect(yard.order("A1")?.fields).toEqual({ carrier: "中通" });
  });

  it("is not who had it before, however late that is heard", () => {
    const yard = yardWith();
    const now = yard.now;
    yard.do({ ...node, provider: "sf_express", at: now + 10 * MINUTE });
    yard.do({ ...node, provider: "yto", at: now + 20 * MINUTE, occurredAt: now + 5 * MINUTE });
    expect(yard.order("A1")?.fields).toEqual({ carrier: "顺丰" });
  });

  it("stands over what the source said, and a person's word stands over both", () => {
    const yard = yardWith({ carrier: "顺丰" });
    yard.do({ ...node, provider: "sf_express" });
    expect(yard.order("A1")?.fields).toBeUndefined();
    yard.do({ type: "set_by_hand", order: "A1", fields: { carrier: "圆通速递" }, by: "ann" });
    yard.do({ ...node, provider: "sf_express" });
    expect(yard.order("A1")?.fields).toEqual({ carrier: "圆通" });
  });

  it("may come with the state in which the parcel was handed over", () => {
    const yard = yardWith();
    const evidence = { kind: "hand" } as const;
    yard.do({
      type: "state_asserted",
      order: "A1",
      to: "Assigned",
      evidence,
      data: { carrier: "SF", tracking_no: "sf1" },
    });
    expect(yard.order("A1")?.fields).toEqual({ carrier: "顺丰", tracking_no: "SF1" });
  });
});

describe("[S7] where the parcel is", () => {
  it("is said by the newest node that names a place; one without leaves it, an older one does not move it", () => {
    const yard = yardWith();
    const now = yard.now;
    yard.do({ ...node, provider: "sf_express", text: "【绍兴市】已揽收" });
    expect(yard.order("A1")?.courier?.province).toBe("浙江");
    yard.do({ ...node, at: now + 20 * MINUTE, data: { area: "江苏,苏州市" } });
    yard.do({ ...node, at: now + 30 * MINUTE, text: "快件派送中" });
    yard.do({ ...node, at: now + 40 * MINUTE, occurredAt: now + 10 * MINUTE, text: "【上海】已到达" });
    expect(yard.order("A1")?.courier).toMatchObject({ province: "江苏", at: now + 30 * MINUTE });
  });
});
