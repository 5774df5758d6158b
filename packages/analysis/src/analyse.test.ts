import type { FlowDocument } from "@switchyard/flow";
import { describe, expect, test } from "vitest";
import { analyse, analyseAll } from "./analyse.ts";
import type { AnalysedFlow, AnalysisContext, Finding, Report } from "./finding.ts";
import { NOW, SETTINGS } from "./testing/domains.ts";
import { all, branch, flow, is, route, type Sketch, set, start, tag, when } from "./testing/flows.ts";

const run = (flows: AnalysedFlow[], more: Partial<AnalysisContext> = {}): Report => {
  const report = analyseAll(flows, { now: NOW, settings: SETTINGS, ...more });
  if (report === null) throw new Error("stopped");
  return report;
};
const one = (document: FlowDocument, more: Partial<AnalysisContext> = {}) => run([{ id: "f", document }], more);
const kinds = (findings: readonly Finding[]) =>
  findings.filter(({ kind }) => kind !== "structure").map(({ kind, code }) => `${kind} ${code}`);

describe("what the drawing shows", () => {
  test("[A3] findings of validateFlow are there, errors too, and logic is left out of a flow that cannot be compiled", () => {
    const report = one(flow("x", [start, branch("b", { a: is("brand", "is", "甲") }), tag("t")], ["start→b", "b:a→t"]));
    expect(report.findings.map(({ code }) => code)).toContain("dangling_otherwise");
    expect(kinds(report.findings)).toEqual([]);
  });

  test("[A3] unknown destinations and people are errors where the workspace is known", () => {
    const document = flow("x", [start, route("r", "火星")], ["start→r"]);
    expect(one(document, { workspace: { destinations: ["地球"] } }).findings.map(({ code }) => code)).toContain(
      "unknown_destination",
    );
  });

  test("[A3] a fact that no source fills is named with the nodes that read it; computed facts count by their field", () => {
    const document = flow(
      "x",
      [start, when("c", all(is("due_in_days", "le", 3), is("customer_grade", "is", "A"))), tag("t"), tag("u")],
      ["start→c", "c:met→t", "c:not_met→u"],
    );
    const sources = [
      { source: "抖音", orders: 50, filled: { due_at: 50 } },
      { source: "表单", orders: 0, filled: {} },
    ];
    const unfilled = one(document, { sources }).findings.filter(({ kind }) => kind === "unfilled");
    expect(unfilled.map(({ places, message }) => [places[0]?.node, message.zh.includes("客户等级")])).toEqual([
      ["c", true],
    ]);
    expect(one(document).findings.filter(({ kind }) => kind === "unfilled")).toEqual([]);
  });
});

describe("the working calendar", () => {
  test("[A7] a day off that the calendar names is met, however far away it is in a house that works every day", () => {
    const week = Array.from({ length: 7 }, () => [{ start: "09:00", end: "18:00" }]);
    const document = flow(
      "x",
      [start, when("c", is("is_working_day", "is", false)), tag("t"), tag("u")],
      ["start→c", "c:met→t", "c:not_met→u"],
    );
    const shut = (days: number) => ({
      settings: {
        ...SETTINGS,
        calendar: {
          week,
          holidays: [{ date: new Date(NOW + days * 86_400_000).toISOString().slice(0, 10) }],
          workdays: [],
        },
      },
    });
    for (const days of [30, 250, 900]) expect(kinds(one(document, shut(days)).findings)).toEqual([]);
  });
});

describe("facts of states that were reached", () => {
  const span = (amount: number) => ({ amount, unit: "day", clock: "natural" }) as never;
  test("[A3] a new order is where it began since it was received, and nowhere else: nothing is claimed of the other states", () => {
    const document = flow(
      "x",
      [
        start,
        branch("b", {
          packed: is("reached.Packed", "within", span(3)),
          begun: is("reached.PendingReview", "is_not_empty"),
        }),
        tag("t"),
        tag("u"),
        tag("v"),
      ],
      ["start→b", "b:packed→t", "b:begun→u", "b:otherwise→v"],
    );
    const report = one(document);
    const never = report.findings.filter(({ kind }) => kind === "never");
    expect(never.flatMap(({ places }) => places.map(({ node }) => node))).not.toContain("t");
  });
});

describe("across flows", () => {
  const first = flow(
    "甲品牌",
    [start, when("c", is("amount", "ge", 10_000)), set("high", "urgency", "red"), tag("t")],
    ["start→c", "c:met→high", "c:not_met→t"],
    { brands: ["甲", "乙"] },
  );
  const second = flow("乙品牌", [start, set("low", "urgency", "green")], ["start→low"], { brands: ["乙"] });

  test("[A8] two brands' flows that write one field conflict on a brand that both listen to", () => {
    const conflicts = run([
      { id: "a", document: first },
      { id: "b", document: second },
    ]).findings.filter(({ kind }) => kind === "conflict");
    expect(conflicts.map(({ code, flows }) => [code, flows])).toEqual([["conflict_across_flows", ["a", "b"]]]);
    expect(conflicts[0]?.witness?.order).toMatchObject({ brand: "乙" });
  });

  test("[A8] flows for other brands do not meet", () => {
    const apart = { ...second, brands: ["丙"] };
    expect(
      kinds(
        run([
          { id: "a", document: first },
          { id: "b", document: apart },
        ]).findings,
      ),
    ).toEqual([]);
  });

  test("[A8] `focus` keeps what concerns one flow", () => {
    const alone = flow("自相矛盾", [start, set("x", "f", 1), set("y", "f", 2)], ["start→x", "x→y"]);
    const flows = [
      { id: "a", document: first },
      { id: "c", document: alone },
    ];
    expect(kinds(run(flows, { focus: "a" }).findings)).toEqual([]);
    expect(kinds(run(flows, { focus: "c" }).findings)).toEqual(["shadow shadow_effect", "conflict conflict"]);
  });
});

describe("draft against live", () => {
  const version = (days: number, extra: string[] = []) =>
    flow(
      "快反",
      [start, when("c", is("due_in_days", "le", days)), route("fast"), route("slow"), tag("t")],
      ["start→c", "c:met→fast", "c:not_met→slow", ...extra],
    );

  test("[A9] says which values change to which, each with an order that both versions have run", () => {
    const report = run([{ id: "f", document: version(2, ["fast→t"]), live: version(3) }]);
    const changes = report.findings.filter(({ kind }) => kind === "change");
    expect(changes.map(({ code, message }) => `${code}: ${message.zh}`)).toEqual([
      "change_value: 有些订单的去向会由 fast 变为 slow",
      "change_gained: 有些订单会新执行“打标签 t”",
    ]);
    expect(changes[0]?.witness?.confirms.zh).toBe("引擎：线上 fast，草稿 slow");
  });

  test("[A9] the same drawing changes nothing", () => {
    expect(kinds(run([{ id: "f", document: version(3), live: version(3) }]).findings)).toEqual([]);
  });
});

describe("what it cannot decide", () => {
  const undecided = (document: FlowDocument) =>
    one(document).undecided.map(({ kind, unknown }) => `${kind} ${unknown?.code}`);

  test("[A10] a pattern is tried, and said to be unknown where no order was found", () => {
    const patterns = [{ id: "p", fact: "note", expression: "^礼[a-z]{3}$" }];
    const document = flow(
      "x",
      [start, when("c", is("note", "matches", "p")), tag("t"), tag("u")],
      ["start→c", "c:met→t", "c:not_met→u"],
      { patterns },
    );
    expect(undecided(document)).toEqual(["never pattern"]);
  });

  test("[A10] two facts compared: the order is found or the question stays open, and never is a false answer given", () => {
    const document = flow(
      "x",
      [start, when("c", is("total_qty", "gt", { fact: "line_count" })), tag("t"), tag("u")],
      ["start→c", "c:met→t", "c:not_met→u"],
    );
    const report = one(document);
    expect(kinds(report.findings)).toEqual([]);
    expect(report.undecided.every(({ unknown }) => unknown?.code === "between_facts")).toBe(true);
  });

  test("[A10] a path that begins with another event is told as unknown", () => {
    const trigger = { id: "late", kind: "order_cancelled" } as const;
    const document = flow(
      "x",
      [start, tag("a"), trigger, when("c", all(is("amount", "lt", 1), is("amount", "gt", 2))), tag("b")],
      ["start→a", "late→c", "c:met→b"],
    );
    expect(undecided(document)).toEqual(["never trigger"]);
  });
});

describe("orders that show it", () => {
  test("[A2] a counter is reached by orders that came before", () => {
    const windows = [
      {
        id: "same",
        of: "count" as const,
        event: "order_received",
        by: ["brand"],
        window: { amount: 24, unit: "hour" as const, clock: "natural" as const },
      },
    ];
    const document = flow(
      "x",
      [start, when("c", is("count.same", "ge", 3)), route("x"), route("y")],
      ["start→c", "c:met→x", "start→y"],
      { windows },
    );
    const conflict = one(document).findings.find(({ kind }) => kind === "conflict");
    expect(conflict?.witness).toMatchObject({ before: 2, order: { brand: expect.any(String) } });
  });

  test("[A2] a percentage split is reached by an order number that falls into its part", () => {
    const split: Sketch = {
      id: "s",
      kind: "split",
      by: "order",
      parts: [
        { id: "small", percent: 3 },
        { id: "rest", percent: 97 },
      ],
    };
    const document = flow(
      "x",
      [start, split, route("x"), route("y"), tag("t")],
      ["start→s", "s:small→x", "x→y", "s:rest→t"],
    );
    const conflict = one(document).findings.find(({ kind }) => kind === "conflict");
    expect(conflict?.witness?.id).toMatch(/^xray-\d+$/);
  });

  test("[A2] moments go together: paid before noon, due within two days, received on a Sunday", () => {
    const when_ = all(
      is("paid_minute_of_day", "lt", 720),
      is("due_in_days", "between", [1, 2]),
      is("weekday", "eq", 7),
      is("is_working_day", "is", false),
    );
    const document = flow("x", [start, when("c", when_), route("x"), route("y")], ["start→c", "c:met→x", "start→y"]);
    expect(kinds(one(document).findings)).toEqual(["conflict conflict"]);
  });

  test("[A2] facts of lines go together, and prices add up", () => {
    const when_ = all(
      is("size_count", "ge", 5),
      is("total_qty", "eq", 12),
      is("goods_amount", "ge", 30_000),
      is("skus", "contains_any", ["TEA-250"]),
      is("brand", "is_empty"),
    );
    const document = flow("x", [start, when("c", when_), route("x"), route("y")], ["start→c", "c:met→x", "start→y"]);
    expect(kinds(one(document).findings)).toEqual(["conflict conflict"]);
  });

  test("[A11] two merges that one order joins, and two equal watches, overlap", () => {
    const window = { amount: 24, unit: "hour", clock: "natural" } as const;
    const goal = { states: ["Assigned"], events: [] };
    const document = flow(
      "x",
      [
        start,
        { id: "m", kind: "merge", by: ["brand"], window },
        { id: "n", kind: "merge", by: ["customer_id"], window },
        { id: "v", kind: "watch", within: window, since: "received", goal, strict: false },
        { id: "w", kind: "watch", within: window, since: "received", goal, strict: false },
      ],
      ["start→m", "start→n", "start→v", "start→w"],
    );
    expect(kinds(one(document).findings)).toEqual(["overlap overlap_merge", "overlap overlap_watch"]);
  });
});

describe("running it", () => {
  const document = flow(
    "x",
    [start, when("c", is("amount", "ge", 100)), route("x"), route("y")],
    ["start→c", "c:met→x", "start→y"],
  );

  test("[A13] it can be left between any two steps", () => {
    expect(analyseAll([{ id: "f", document }], { now: NOW, settings: SETTINGS }, () => true)).toBeNull();
    const steps = analyse([{ id: "f", document }], { now: NOW, settings: SETTINGS });
    expect(steps.next().done).toBe(false);
  });

  test("[A13] orders of an earlier run answer what they can, with the same findings", () => {
    const first = one(document);
    const again = one(document, { seeds: first.orders });
    expect(again.findings.map(({ id }) => id)).toEqual(first.findings.map(({ id }) => id));
    expect(again.counts.questions).toBeLessThan(first.counts.questions);
  });

  test("[A13] more findings than the limit are cut, and the report says so", () => {
    const routes = Array.from({ length: 12 }, (_, at) => route(`r${at}`));
    const many = flow(
      "x",
      [start, ...routes],
      routes.map(({ id }) => `start→${id}`),
    );
    const report = one(many, { limits: { findings: 5 } });
    expect(report.findings.filter(({ kind }) => kind === "conflict")).toHaveLength(5);
    expect(report.cut).toContain("conflict");
  });

  test("[A2] the same input gives the same report", () => {
    expect(one(document)).toEqual(one(document));
  });
});
