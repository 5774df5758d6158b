import { expect, test } from "vitest";
import { effectSentence } from "./effect-sentence.ts";
import { nodeSentence } from "./node-sentence.ts";

const names = { destinations: { rapid: "快反线" }, people: { boss: "主管" } };
const position = { x: 0, y: 0 };

test("an effect reads as the node that has it", () => {
  const alert = { to: ["boss"], channel: "wecom", level: 2, text: "急" } as const;
  expect(effectSentence({ type: "route", destination: "rapid", origin: null }, names)).toEqual(
    nodeSentence({ id: "n", kind: "route", position, destination: "rapid" }, names),
  );
  expect(effectSentence({ type: "alert", ...alert }, names)).toEqual(
    nodeSentence({ id: "n", kind: "alert", position, ...alert, to: [...alert.to] }, names),
  );
  expect(effectSentence({ type: "set_field", field: "urgency", value: 3 }, names)).toEqual(
    nodeSentence({ id: "n", kind: "set_field", position, field: "urgency", value: 3 }, names),
  );
  expect(effectSentence({ type: "add_line", sku: "G1", qty: 1, name: "礼盒" }, names)).toEqual(
    nodeSentence({ id: "n", kind: "add_line", position, sku: "G1", qty: 1, name: "礼盒" }, names),
  );
});

test("whose it is stands behind it: a channel that is paused, a brand that is frozen, lines that were routed", () => {
  expect(effectSentence({ type: "pause", target: "channel", name: "抖音", reason: "冲突" })?.zh).toBe(
    "暂停该渠道：冲突（抖音）",
  );
  expect(effectSentence({ type: "freeze", scope: "order", name: "o-17", reason: "核对" })?.zh).not.toContain("o-17");
  expect(effectSentence({ type: "freeze", scope: "brand", name: "青禾记", reason: "" })?.en).toBe(
    "Freeze the brand (青禾记)",
  );
  expect(effectSentence({ type: "route", destination: "rapid", lines: [1, 3] }, names)?.zh).toBe(
    "派到 快反线（第 1, 3 行）",
  );
});

test("what the core holds an order for by itself is said in words, the reason of a flow as it was written", () => {
  const held = (reason: string, more = {}) => effectSentence({ type: "hold", reason, ...more })?.zh;
  expect(held("shortage", { sku: "S1", available: 0 })).toBe("挂起订单：库存不足（S1）");
  expect(held("same_po")).toBe("挂起订单：采购单号与另一来源的订单相同，等人确认");
  expect(held("客诉")).toBe("挂起订单：客诉");
});

test("what no node says has words of its own", () => {
  const keys = { order: (id: string) => ({ o1: "A", o2: "B" })[id] ?? id };
  expect(effectSentence({ type: "batch_closed", orders: ["o1", "o2"], reason: "window" }, keys)?.zh).toBe(
    "批次关闭：到时间了（A、B）",
  );
  expect(
    effectSentence({ type: "approval_asked", approvers: ["boss"], title: "BOM", level: 1, levels: 2 }, names)?.zh,
  ).toBe("请 主管 审批：BOM (1/2)");
  expect(effectSentence({ type: "state", from: "Assigned", to: "Picked" })?.zh).toBe("状态：已分仓 → 已拣货");
});

test("a field that the product itself writes has a name, and one that the workspace declared its own", () => {
  const set = (field: string, more = {}) =>
    effectSentence({ type: "set_field", field, value: "暴雨" }, { ...names, ...more })?.zh;
  expect(set("delay_cause")).toContain("交期变动原因");
  expect(set("custom.delay_cause")).toBe(set("delay_cause"));
  const label = { zh: "评级", en: "grade" };
  const fact = (name: string) => ({ name, label, type: "text", kind: "field" }) as const;
  expect(set("grade", { fact })).toContain("评级");
});

test("an effect that did not win says who did", () => {
  const route = { type: "route", destination: "rapid" };
  const node = () => ({ zh: "加急", en: "Rush" });
  expect(effectSentence({ ...route, overridden: { flow: "f", version: 1, node: "n1" } }, { ...names, node })?.zh).toBe(
    "派到 快反线（未生效：加急 在先）",
  );
  expect(effectSentence({ ...route, locked: "王主管" }, names)?.zh).toBe("派到 快反线（未生效：已由 王主管 人工锁定）");
  expect(effectSentence({ ...route, locked: "boss" }, names)?.zh).toBe("派到 快反线（未生效：已由 主管 人工锁定）");
});

test("what nobody knows has no sentence; settings that do not fit are not shown", () => {
  expect(effectSentence({ type: "__proto__" }, names)).toBeNull();
  expect(effectSentence({}, names)).toBeNull();
  for (const type of ["alert", "batch_joined", "approval_asked", "pause", "state"])
    expect(
      JSON.stringify(effectSentence({ type, to: [{}], text: 5, orders: {}, approvers: [{}], name: {} }, names)),
    ).not.toContain("object");
});
