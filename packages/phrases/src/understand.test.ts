import { describe, expect, test } from "vitest";
import { fragmentDocument } from "./accept.ts";
import { buildLexicon } from "./lexicon/build-lexicon.ts";
import { sayFlow } from "./say-flow.ts";
import { outline } from "./testing/outline.ts";
import { LEXICON, WORDS } from "./testing/workspace.ts";
import { understand } from "./understand.ts";
import type { Language } from "./understanding.ts";

const zh = (text: string) => understand(text, "zh", LEXICON);
const said = (text: string, language: Language = "zh") => outline(understand(text, language, LEXICON).fragment);
const unknown = (text: string, language: Language = "zh") =>
  understand(text, language, LEXICON).spans.flatMap((span) =>
    span.kind === "unknown"
      ? [{ text: text.slice(span.start, span.end), near: span.suggestions.map((one) => one[language]) }]
      : [],
  );

describe("comparisons", () => {
  test.each<[string, string]>([
    ["金额300元以上，挂起", "amount ge 30000"],
    ["尺码有五种以上，挂起", "size_count ge 5"],
    ["标签有两个以上，挂起", "tags count_ge 2"],
    ["金额300元以下，挂起", "amount le 30000"],
    ["交期3天以内，挂起", "due_in_days le 3"],
    ["金额满300元，挂起", "amount ge 30000"],
    ["金额不满300元，挂起", "amount lt 30000"],
    ["金额不足300元，挂起", "amount lt 30000"],
    ["金额超过300元，挂起", "amount gt 30000"],
    ["金额不超过300元，挂起", "amount le 30000"],
    ["金额达到300元，挂起", "amount ge 30000"],
    ["金额不到300元，挂起", "amount lt 30000"],
  ])("[P7] %s: 以上, 以下, 以内, 满 include the number; 超过, 不满 do not", (text, means) =>
    expect(said(text)).toBe(`[${means}] > hold`),
  );

  test.each<[string, string]>([
    ["amount over 300, hold", "amount gt 30000"],
    ["amount at least 300, hold", "amount ge 30000"],
    ["amount 300 or more, hold", "amount ge 30000"],
    ["amount up to 300, hold", "amount le 30000"],
    ["amount under 300, hold", "amount lt 30000"],
    ["due within 3 days, hold", "due_in_days le 3"],
  ])("[P7] %s", (text, means) => expect(said(text, "en")).toBe(`[${means}] > hold`));

  test("[P8] the unit decides which fact is meant", () => {
    expect(said("交期≤3天，挂起")).toBe("[due_in_days le 3] > hold");
    expect(said("交期≤3个工作日，挂起")).toBe("[due_in_working_days le 3] > hold");
    expect(said("交期≤36小时，挂起")).toBe("[due_in_hours le 36] > hold");
    expect(said("交期早于2026-11-11，挂起")).toBe("[due_at before 2026-11-11T00:00:00+08:00] > hold");
    expect(said("交期为空，挂起")).toBe("[due_at is_empty] > hold");
    expect(unknown("交期≤3件，挂起")).toHaveLength(1);
  });

  test("[P8] money of another currency, and what does not suit, is not read", () => {
    expect(unknown("金额≥USD 300，挂起")).not.toEqual([]);
    expect(unknown("金额以FJ开头，挂起")).not.toEqual([]);
    expect(unknown("金额≥1.005元，挂起")).not.toEqual([]);
  });

  test("[P9] and binds closer than or; brackets say otherwise", () => {
    expect(said("品牌是A或品牌是B且金额≥1，挂起")).toBe("[brand is A | (brand is B & amount ge 100)] > hold");
    expect(said("（品牌是A或品牌是B）且金额≥1，挂起")).toBe("[(brand is A | brand is B) & amount ge 100] > hold");
  });

  test("[P9] a value ends where the sentence goes on; quotes hold it together", () => {
    expect(said("备注提到生日礼物打标签加急")).toBe("[note contains 生日礼物] > tag 加急");
    expect(said("备注提到“派到快反线”，挂起")).toBe("[note contains 派到快反线] > hold");
    expect(said("收货省份为江苏的奔驰订单挂起")).toBe("[province is 江苏 & brand is 奔驰] > hold");
    expect(said("承运商是顺丰的订单挂起")).toBe("[carrier is 顺丰] > hold");
    expect(said("快递公司为中通或圆通的订单挂起")).toBe("[carrier in_list [中通,圆通]] > hold");
    expect(said("if the note mentions birthday gift, tag urgent", "en")).toBe(
      "[note contains birthday gift] > tag urgent",
    );
  });

  test("[P10] 已发货 is that state and those after it; 状态是已发货 is that state alone", () => {
    expect(said("已揽收的订单，提醒客服")).toBe(
      "[status in_list [PickedUp,InTransit,OutForDelivery,Signed]] > alert inbox 1 to service",
    );
    expect(said("状态是已揽收，提醒客服")).toBe("[status is PickedUp] > alert inbox 1 to service");
    expect(said("已退款的订单，提醒客服")).toBe("[status is Refunded] > alert inbox 1 to service");
  });
});

describe("rules", () => {
  test("[P11] commas between conditions mean and; what is done follows in a row", () => {
    expect(said("款号以FJ开头，交期≤3天，派到快反线，提醒主管")).toBe(
      "[style_code starts_with FJ & due_in_days le 3] > route rapid > alert inbox 1 to boss",
    );
  });

  test("[P12] otherwise belongs to the condition before it, or to all of them", () => {
    expect(said("品牌是A派到快反线，否则派到常规线")).toBe("[brand is A] > route rapid | not_met > route normal");
    expect(said("品牌是A派到快反线；品牌是B派到常规线；其余挂起")).toBe(
      "branch(c1: brand is A; c2: brand is B) | c1 > route rapid | c2 > route normal | otherwise > hold",
    );
    expect(said("品牌是A派到快反线，否则如果品牌是B派到常规线，否则挂起")).toBe(
      "[brand is A] > route rapid | not_met > [brand is B] > route normal | not_met > hold",
    );
  });

  test("[P12] sentences that do more than route stay independent of each other: all that hold", () => {
    expect(said("品牌是A打标签x；品牌是B打标签y；其余挂起")).toMatch(/^all\(/);
  });

  test("[P12] an otherwise to nothing is not understood", () => {
    expect(unknown("否则派到快反线")).toMatchObject([{ text: "否则" }]);
  });

  test("[P13] what data missing does has a way out of its own", () => {
    const found = zh("交期≤3天派到快反线，数据缺失的提醒客服");
    expect(found.fragment.nodes.find(({ kind }) => kind === "condition")).toMatchObject({ missing: "port" });
    expect(outline(found.fragment)).toBe("[due_in_days le 3] > route rapid | missing > alert inbox 1 to service");
  });

  test("[P14] deadlines in a row escalate, each from where the one before was kept, under the condition of the first", () => {
    expect(said("2小时未分配提醒主管，4小时未开工短信班组长")).toBe(
      "within 2h of received to Assigned > alert inbox 1 to boss ;; reached(Assigned) > within 4h of reached to ProductionStarted > alert sms 2 to lead",
    );
    expect(said("品牌是A的订单，2小时未分配提醒主管，4小时未开工短信班组长")).toBe(
      "[brand is A] > within 2h of received to Assigned > alert inbox 1 to boss ;; reached(Assigned) > [brand is A] > within 4h of reached to ProductionStarted > alert sms 2 to lead",
    );
    expect(said("2小时未发货提醒主管，4小时未发货短信班组长")).toBe(
      "within 2h of received to HandedOver > alert inbox 1 to boss ;; within 4h of received to HandedOver > alert sms 2 to lead",
    );
  });

  test("[P14] 超 is strict, without it the deadline itself counts", () => {
    expect(said("2小时未分配，挂起")).toMatch(/^within 2h/);
    expect(said("超过2小时未分配，挂起")).toMatch(/^over 2h/);
  });

  test("[P15] alerts and holds that are given no words repeat the cause; given words stand as typed", () => {
    const texts = (text: string) =>
      zh(text).fragment.nodes.flatMap((node) =>
        node.kind === "alert" ? [node.text] : node.kind === "hold" ? [node.reason] : [],
      );
    expect(texts("2小时未分配提醒主管")).toEqual(["2小时未分配"]);
    expect(texts("交期≤3天，提醒主管：ＦＪ 款，马上安排")).toEqual(["ＦＪ 款，马上安排"]);
    expect(texts("备注含急，提醒主管核对地址，挂起：等回复")).toEqual(["核对地址", "等回复"]);
  });

  test("[P15] somebody by a role is everybody who has it", () => {
    const words = {
      ...WORDS,
      people: [
        { id: "a", name: "张三", role: "foreman" },
        { id: "b", name: "李四", role: "foreman" },
      ],
    };
    expect(outline(understand("提醒班组长", "zh", buildLexicon(words)).fragment)).toBe("alert inbox 1 to a,b");
  });
});

describe("what is not understood", () => {
  test("[P16] is marked with what stands nearest, and nothing is put in its place", () => {
    const found = zh("款号以FJ开头，派到快返线");
    expect(found.complete).toBe(false);
    expect(found.fragment.nodes.map(({ kind }) => kind)).toEqual(["condition"]);
    expect(unknown("款号以FJ开头，派到快返线")).toEqual([
      { text: "派到快返线", near: expect.arrayContaining(["快反线"]) },
    ]);
    expect(unknown("route to the rapit line", "en")[0]?.near).toContain("Rapid line");
  });

  test("[P16] a day of this week or the next is a date, and not each such day", () => {
    for (const text of ["交期在本周五之前的订单都派到快反线", "下周一的订单派到快反线"]) {
      const undated = understand(text, "zh", buildLexicon({ ...WORDS, today: "" }));
      expect(undated.complete).toBe(false);
      expect(outline(undated.fragment)).not.toContain("weekday");
    }
    expect(said("交期在本周五之前的订单都派到快反线")).toBe("[due_at before 2026-11-27T00:00:00+08:00] > route rapid");
    expect(said("下周一的订单派到快反线")).toBe(
      "[ordered_at between [2026-11-30T00:00:00+08:00,2026-11-30T23:59:59+08:00]] > route rapid",
    );
    expect(said("周五的订单派到快反线")).toBe("[weekday eq 5] > route rapid");
  });

  test("[P16] people and states that the workspace does not have", () => {
    expect(unknown("提醒赵六")[0]).toMatchObject({ text: "提醒赵六" });
    expect(zh("状态是已腾飞，挂起").complete).toBe(false);
    expect(
      understand("4小时未开工短信班组长", "zh", buildLexicon({ people: [{ id: "l", name: "班组长" }] })).complete,
    ).toBe(false);
  });

  test("[P16] a name that two have is not chosen between", () => {
    const twice = buildLexicon({
      destinations: [
        { id: "a", name: "一号线" },
        { id: "b", name: "一号线" },
      ],
    });
    const found = understand("派到一号线", "zh", twice);
    expect(found.complete).toBe(false);
    expect(found.fragment.nodes).toEqual([]);
  });

  test("[P16] words that turn a meaning round are never passed over", () => {
    for (const text of ["除非款号以FJ开头，派到快反线", "不要派到快反线", "仅当款号以FJ开头才派到快反线"])
      expect(zh(text).complete, text).toBe(false);
    for (const text of ["do not route to Rapid line", "never alert the supervisor", "only Benz orders are held"])
      expect(understand(text, "en", LEXICON).complete, text).toBe(false);
  });

  test.each([
    ["除了抖音以外派到快反线", "[channel is_not 抖音] > route rapid"],
    ["除非已付款，否则挂起", "[paid_at is_empty] > hold"],
    ["除新疆和西藏外，其余省份都派到杭州仓", "[province not_in_list [新疆,西藏]] > route hangzhou"],
    ["排除货到付款的订单，金额超过500的挂起", "[payment_method is_not cod & amount gt 50000] > hold"],
    ["unless the brand is Benz, hold", "[brand is_not 奔驰] > hold"],
    ["hold except Benz orders", "[brand is_not 奔驰] > hold"],
    ["orders other than Douyin go to Rapid line", "[channel is_not 抖音] > route rapid"],
    ["款号不是FJ开头的派到快反线", "[style_code not_starts_with FJ] > route rapid"],
  ])("[P28] what is left out is turned round: %s", (text, means) => {
    const found = understand(text, /[\u4e00-\u9fff]/.test(text) ? "zh" : "en", LEXICON);
    expect([outline(found.fragment), found.complete]).toEqual([means, true]);
  });

  test("[P16] nothing is made of a clause that may have been turned round", () => {
    for (const text of ["不提醒主管", "别派到快反线", "无需主管审批", "可能派到快反线"])
      expect(zh(text).fragment.nodes, text).toEqual([]);
    for (const text of ["don't alert the supervisor", "no need to alert the supervisor", "maybe route to Rapid line"])
      expect(understand(text, "en", LEXICON).fragment.nodes, text).toEqual([]);
    expect(said("款号以FJ开头的不用提醒主管，派到快反线")).toBe("[style_code starts_with FJ] > route rapid");
  });

  test.each([
    [
      "青禾记的A类客户派到快反线，其他客户派到常规线",
      "[brand is 青禾记] > [customer_grade is A] > route rapid | not_met > route normal",
    ],
    ["抖音订单派到杭州仓，其他渠道派到广州仓", "[channel is 抖音] > route hangzhou | not_met > route guangzhou"],
    [
      "奔驰的订单：A类客户走宁波保税仓，其余走嘉兴前置仓",
      "[brand is 奔驰] > [customer_grade is A] > route ningbo | not_met > route jiaxing",
    ],
  ])("[P30] otherwise, of some only: %s", (text, means) => {
    expect([said(text), zh(text).complete]).toEqual([means, true]);
  });

  test("[P30] others of a kind that nothing was said of are not understood", () => {
    for (const text of [
      "款号以FJ开头的派到快反线，其他客户派到常规线",
      "品牌是奔驰派到快反线，款号以FJ开头派到常规线，其他品牌派到杭州仓",
    ])
      expect(zh(text).complete, text).toBe(false);
  });

  test("[P31] a heading names the rule and a remark stays with its node; what may narrow is neither", () => {
    const [first] = zh("对账：金额超过一万的提醒财务").fragment.nodes;
    expect(first?.name).toBe("对账");
    expect(zh("派到快反线（张姐的意思）").fragment.nodes[0]?.comment).toBe("张姐的意思");
    for (const text of ["派到快反线（仅限VIP）", "派到快反线（三天内）", "大客户：派到快反线"])
      expect(zh(text).complete, text).toBe(false);
  });

  test("[P32] in a row means counted anew; a counter that begins anew, said in full, is read back", () => {
    const run = { of: "count", event: "courier:refused", by: ["customer_id"], reset: { event: "state:Signed" } };
    expect(zh("连续三次拒收，提醒主管").fragment.windows).toMatchObject([run]);
    expect(zh("累计三次退货，提醒主管").complete).toBe(false);
    expect(zh("同一客户累计三次退货，提醒主管").fragment.windows[0]).not.toHaveProperty("reset");
    const said = zh("30天内同一客户的退货数（（金额≥300）投诉后重新计数）≥3，提醒主管");
    expect(said.complete).toBe(true);
    expect(said.fragment.windows).toMatchObject([
      { event: "return", reset: { event: "complaint", where: { fact: "amount", operator: "ge", value: 30_000 } } },
    ]);
    expect(zh("30天内同一客户的退货数（见附件）≥3，提醒主管").complete).toBe(false);
  });

  test.each([
    ["zh", "超过2小时未发货提醒主管，夜间22点到8点不打扰", [["超过2小时未发货", "22:00", "08:00"]]],
    ["zh", "收到订单提醒主管：请看。晚上10点半到早上8点免打扰。", [["请看", "22:30", "08:00"]]],
    ["zh", "签收后短信通知客户：已签收，夜间10点到次日早8点不要打扰，并提醒主管", [["已签收", "22:00", "08:00"], ["", undefined, undefined]]],
    ["zh", "金额超过1000提醒主管：尽快处理，22:00-08:00勿扰，并派到快反线", [["尽快处理", "22:00", "08:00"]]],
    ["en", "text the customer: your parcel is late, not between 10 pm and 8 am", [["your parcel is late", "22:00", "08:00"]]],
  ] as const)("[P33] quiet hours are those of what was told before them: %s %s", (language, text, told) => {
    const found = understand(text, language, LEXICON);
    expect(found.spans.filter(({ kind }) => kind === "unknown")).toEqual([]);
    const said = found.fragment.nodes.flatMap((node) => {
      if (node.kind !== "alert" && node.kind !== "notify") return [];
      const { start, end } = node.quietHours === "none" ? {} : { ...node.quietHours };
      return [[node.kind === "alert" ? node.text : node.template, start, end]];
    });
    expect(said).toEqual(told);
  }); // biome-ignore format: a table

  test("[P33] hours of nobody, hours that never end, and hours that say which orders are no quiet hours", () => {
    expect(zh("收到订单提醒主管，不受免打扰限制").fragment.nodes.at(-1)).toMatchObject({ quietHours: "none" });
    for (const text of ["夜间22点到8点不打扰", "提醒主管，22点到22点不打扰"])
      expect(zh(text).complete, text).toBe(false);
    expect(JSON.stringify(zh("提醒主管。晚上10点到早上8点的订单派到快反线").fragment)).not.toContain("quietHours");
  });

  test("[P31] behind a breaker or a change of stock there is no order", () => {
    expect(zh("单日状态冲突超过15次暂停该渠道，派到人工干预池").complete).toBe(false);
    expect(zh("库存变化时，派到快反线").complete).toBe(false);
    expect(zh("单日状态冲突超过15次暂停该渠道，提醒主管").complete).toBe(true);
  });

  test("[P16] two destinations for one order are one too many", () => {
    expect(zh("派到快反线和常规线").complete).toBe(false);
    expect(understand("route to Rapid line and Normal line", "en", LEXICON).complete).toBe(false);
  });

  test("[P17] understood stretches say what they mean, in both languages", () => {
    const text = "款号以FJ开头且交期≤3天，派到快反线";
    expect(zh(text).spans).toEqual([
      {
        start: 0,
        end: 14,
        kind: "understood",
        meaning: { zh: "款号以 FJ 开头 且 交期≤3天", en: "Style code starts with FJ and due ≤ 3 days" },
      },
      { start: 14, end: text.length, kind: "understood", meaning: { zh: "派到 快反线", en: "Route to Rapid line" } },
    ]);
  });
});

describe("the list view", () => {
  const doc = fragmentDocument(zh("款号以FJ开头且交期≤3天，派到快反线，否则派到常规线").fragment, "x");

  test("[P18] a sentence changed by hand is read with the rest", () => {
    const text = sayFlow(doc, LEXICON, "zh");
    expect(text).toBe(
      "1. 收到新订单时\n2. 第 1 步之后：款号以 FJ 开头 且 交期≤3天\n3. 第 2 步“命中”：派到 快反线\n4. 第 2 步“未命中”：派到 常规线",
    );
    const changed = text.replace("交期≤3天", "交期2天以内").replace("派到 常规线", "提醒主管核对");
    const found = zh(changed);
    expect(found.complete).toBe(true);
    expect(outline(found.fragment)).toBe(
      "received > [style_code starts_with FJ & due_in_days le 2] > route rapid | not_met > alert inbox 1 to boss",
    );
  });

  test("[P18] a line that cannot be read is marked; the others stand", () => {
    const found = zh(sayFlow(doc, LEXICON, "zh").replace("派到 快反线", "派到 月球"));
    expect(found.complete).toBe(false);
    expect(found.fragment.nodes).toHaveLength(3);
    expect(found.spans.filter(({ kind }) => kind === "unknown")).toHaveLength(1);
  });

  test("[P19] a person's own numbering is no list of the generator's", () => {
    expect(said("1. 品牌是奔驰，派到快反线\n2. 备注含急，提醒主管")).toBe(
      "[brand is 奔驰] > route rapid ;; [note contains 急] > alert inbox 1 to boss",
    );
  });
});

describe("no news for so long", () => {
  const watched = (text: string, language: Language = "zh") =>
    understand(text, language, LEXICON).fragment.nodes.flatMap((node): unknown[] =>
      node.kind === "courier_node" ? [node.kind] : node.kind === "watch" ? [node.since] : [],
    );

  test.each<[string, Language]>([
    ["4小时没有物流更新，通知客服", "zh"],
    ["抖音订单超过4小时没有轨迹更新就建任务给客服", "zh"],
    ["no tracking update for 4 hours: notify service", "en"],
  ])("is counted from the last of it: %s", (text, language) => {
    expect(watched(text, language)).toEqual(["courier_node", "reached"]);
  });

  test("unless the sentence says from when", () => {
    expect(watched("收到订单后4小时没有物流更新，通知客服")).toEqual(["received"]);
  });
});
