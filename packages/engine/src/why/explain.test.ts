import { describe, expect, it } from "vitest";
import { at } from "../testing/day.ts";
import { all, any, compare, flowOf, programOf } from "../testing/flow.ts";
import { orderOf, Yard } from "../testing/yard.ts";
import { explainDecision, explainValue } from "./explain.ts";
import { valueText } from "./value-text.ts";
import { whyNot } from "./why-not.ts";

const doc = flowOf(
  "rapid",
  [
    { id: "in", kind: "order_received" },
    { id: "fj", kind: "condition", name: "快反", when: all(compare("style_code", "starts_with", "FJ"), compare("due_in_days", "le", 3)), missing: "not_met" },
    { id: "fast", kind: "route", destination: "rapid" },
    { id: "slow", kind: "route", destination: "normal" },
    { id: "kind", kind: "branch", mode: "first", missing: "not_met", cases: [{ id: "big", when: compare("amount", "ge", 30000) }, { id: "many", when: any(compare("total_qty", "gt", 5), compare("brand", "is", "B1")) }] },
    { id: "gift", kind: "tag", tag: "gift" },
    { id: "lots", kind: "tag", tag: "lots" },
    { id: "rest", kind: "tag", tag: "rest" },
  ],
  ["in -> fj", "fj:met -> fast", "fj:not_met -> slow", "in -> kind", "kind:big -> gift", "kind:many -> lots", "kind:otherwise -> rest"],
); // biome-ignore format: a drawing

describe("explanation", () => {
  it("[F5] [X1] tells the path with sentences, values, ports and edges, in both languages", () => {
    const yard = new Yard([programOf(doc)], { at: at("09:00") });
    const decision = yard.do({
      type: "order_received",
      order: orderOf("A", { style_code: "FJ1", due_date: "2026-01-24" }),
    }).decisions[0];
    if (decision === undefined) throw new Error("no decision");
    const said = explainDecision(decision, [{ flow: "rapid", document: doc }], { destinations: { normal: "常规线" } });
    expect(said.summary).toEqual({ zh: "派到 常规线", en: "Sent to 常规线" });
    const step = said.steps.find((one) => one.node === "fj");
    expect(step).toMatchObject({ name: "快反", outcome: "not_met", edges: ["e2"], ports: [{ id: "not_met" }] });
    expect(step?.sentence.zh).toContain("款号以 FJ 开头");
    expect(step?.saw.map(({ label, text }) => [label.zh, text.zh, text.en])).toEqual([
      ["款号", "FJ1", "FJ1"],
      ["距交期天数", "4 天", "4 days"],
    ]);
    expect(said.missing.map(({ fact }) => fact).sort()).toEqual(["amount", "brand", "total_qty"]);
  });

  it("[X1] data that is missing is told in words, also of a node that has no port for it", () => {
    const yard = new Yard([programOf(doc)], { at: at("09:00") });
    const decision = yard.do({ type: "order_received", order: orderOf("A", { style_code: "FJ1" }) }).decisions[0];
    if (decision === undefined) throw new Error("no decision");
    const step = explainDecision(decision, [{ flow: "rapid", document: doc }]).steps.find(({ node }) => node === "fj");
    expect(step?.ports.map(({ label }) => [label.zh, label.en])).toEqual([
      ["未命中", "not met"],
      ["数据缺失", "data missing"],
    ]);
  });

  it("[X1] what nothing was decided of says why in words", () => {
    const why = (reason: string) => {
      const none = { order: "A", at: 0, destination: null, flows: [], nodes: [], effects: [], trace: [], missing: [] };
      return explainDecision({ ...none, outcome: "parked", reason }, []).summary.zh;
    };
    expect(["paused:erp", "failed: x is not a number", "over_budget", "?"].map(why)).toEqual([
      "已搁置：接入已暂停，进入人工干预池等候（erp）",
      "已搁置：处理出错，已留待处理（x is not a number）",
      "已搁置：计算超出上限，已留待处理",
      "已搁置：?",
    ]);
  });

  it("[X1] an order that is over says so, and one that no rule matched that it is kept", () => {
    const why = (reason?: string) => {
      const none = { order: "A", at: 0, destination: null, flows: [], nodes: [], effects: [], trace: [], missing: [] };
      return explainDecision({ ...none, outcome: "undecided", ...(reason ? { reason } : {}) }, []).summary;
    };
    expect(why("closed:Signed")).toEqual({
      zh: "订单已是“已签收”，流程不再处理",
      en: "The order is already Signed: flows leave it alone",
    });
    expect(why().zh).toBe("没有规则命中：订单已收下，等人处理");
  });

  it("[X2] why not: the failing comparison and how far the value is off", () => {
    const far = whyNot(doc, "fast", { style_code: "FJ1", due_in_days: 4 });
    expect(far).toMatchObject({
      isReachable: true,
      path: [
        { node: "in", port: "next" },
        { node: "fj", port: "met" },
      ],
    });
    expect(far.gaps).toMatchObject([{ node: "fj", fact: "due_in_days", change: -1 }]);
    expect(far.gaps[0]?.sentence).toEqual({
      zh: "距交期 4 天，需 ≤ 3：远了 1 天",
      en: "due in 4 days, needs ≤ 3: one day too far",
    });
    expect(whyNot(doc, "fast", { style_code: "FJ1", due_in_days: 2 }).gaps).toEqual([]);
  });

  it("[X2] money, counts, missing values, other texts, branches with the cases before them", () => {
    const gap = (node: string, facts: Record<string, unknown>) =>
      whyNot(doc, node, facts).gaps.map(({ sentence }) => sentence.en);
    expect(gap("gift", { amount: 29_999 })[0]).toContain("short");
    expect(gap("lots", { amount: 100, total_qty: 3, brand: "B2" })).toHaveLength(1);
    expect(gap("fast", { due_in_days: 1 })[0]).toContain("is missing");
    expect(gap("fast", { style_code: "XFJ", due_in_days: 1 })[0]).toContain("XFJ");
    expect(whyNot(doc, "rest", { amount: 50_000, total_qty: 9, brand: "B1" }).gaps.map(({ fact }) => fact)).toEqual([
      "amount",
      "total_qty",
      "brand",
    ]);
    expect(whyNot(doc, "nowhere", {})).toMatchObject({ isReachable: false });
  });
});

it("values that were seen are written as people write them: instants in the workspace's zone, states and own fields by their names", () => {
  const due = Date.UTC(2026, 8, 27, 15, 59, 59, 999);
  const custom = { label: { zh: "面料", en: "Fabric" }, type: "instant" as const, kind: "field" as const };
  const names = {
    zone: "Asia/Tokyo",
    states: { Cut: { zh: "已裁", en: "Cut" } },
    fact: (name: string) => (name === "custom.fabric" ? { ...custom, name } : undefined),
  };
  expect(valueText("due_at", due).zh).toBe("2026-09-27 23:59");
  expect(valueText("due_at", due, names).en).toBe("2026-09-28 00:59");
  expect(valueText("status", "Cut", names).zh).toBe("已裁");
  expect(explainValue("custom.fabric", due, names)).toMatchObject({
    label: { zh: "面料" },
    text: { zh: "2026-09-28 00:59" },
  });
});

it("[X2] days and hours with a fraction are written in days, hours and minutes, in values and in how far one is", () => {
  const said = (fact: string, value: number) => Object.values(valueText(fact, value)).join(" | ");
  expect(said("due_in_days", 16.812)).toBe("16 天 19 小时 | 16 days 19 hours");
  expect(said("due_in_days", -1.2)).toBe("-1 天 4 小时 | -1 day 4 hours");
  expect(said("due_in_days", 3 + 1 / 1440)).toBe("3 天 1 分钟 | 3 days 1 minute");
  expect(said("due_in_days", 0.0001)).toBe("不到 1 分钟 | less than a minute");
  expect(said("due_in_hours", 71.5)).toBe("71 小时 30 分钟 | 71 hours 30 minutes");
  expect(said("due_in_hours", 1.9999999)).toBe("2 小时 | 2 hours");
  expect(said("due_in_days", 0)).toBe("0 天 | 0 days");
  expect(whyNot(doc, "fast", { style_code: "FJ1", due_in_days: 16.812 }).gaps[0]?.sentence).toEqual({
    zh: "距交期 16 天 19 小时，需 ≤ 3：远了 13 天 19 小时",
    en: "due in 16 days 19 hours, needs ≤ 3: 13 days 19 hours too far",
  });
});
