import { describe, expect, test } from "vitest";
import type { FlowDocument, WindowFact } from "../document.ts";
import { all, flow, hours, is, type NodeInput, not, rushFlow, trigger } from "../testing/flows.ts";
import type { Finding, FlowContext } from "./finding.ts";
import { validateFlow } from "./validate-flow.ts";

const tag: NodeInput = { id: "x", kind: "tag", tag: "x" };
const condition = (when: unknown): NodeInput => ({ id: "c", kind: "condition", when, missing: "not_met" });
const withCondition = (when: unknown, more: Partial<FlowDocument> = {}): FlowDocument =>
  flow([trigger, condition(when), tag], ["t>c", "c:met>x", "c:not_met>x"], more);
const errors = (doc: FlowDocument, context?: FlowContext): Finding[] =>
  validateFlow(doc, context).filter((one) => one.severity === "error");
const codes = (doc: FlowDocument, context?: FlowContext): string[] =>
  validateFlow(doc, context).map((one) => `${one.code}@${one.node ?? one.edge ?? ""}${one.pointer ?? ""}`);

test("[V1] the example flow has nothing to find", () => {
  expect(validateFlow(rushFlow(), { destinations: ["rush", "normal"] })).toEqual([]);
});

describe("the drawing", () => {
  test("[V13] what acts on an order is remarked where the flow comes to it without one", () => {
    const alert: NodeInput = { id: "a", kind: "alert", to: ["x"], channel: "inbox", level: 1, text: "x" };
    const freeze = (scope: string): NodeInput => ({ id: "f", kind: "freeze", scope, reason: "x" });
    const watch: NodeInput = { id: "w", kind: "watch", within: hours(1), since: "reached", goal: { states: ["Assigned"], events: [] }, strict: false }; // biome-ignore format: one node
    const from = (start: NodeInput, ...nodes: NodeInput[]) =>
      codes(flow([start, ...nodes], [start, ...nodes].slice(1).map((node, at) => `${[start, ...nodes][at]?.id}>${node.id}`))).filter((one) => one.startsWith("no_order")); // biome-ignore format: a chain
    const stock: NodeInput = { id: "s", kind: "stock_changed" };
    const daily = { id: "s", kind: "schedule", at: ["10:00"], days: "every" } as const;
    expect(from(stock, alert, tag)).toEqual(["no_order@x"]);
    expect(from({ ...daily, once: true }, freeze("order"), tag)).toEqual(["no_order@f", "no_order@x"]);
    expect(from({ ...daily, once: true }, freeze("brand"), alert)).toEqual([]);
    expect(from(daily, tag)).toEqual([]);
    expect(from({ id: "s", kind: "after_sale", events: [] }, tag)).toEqual([]);
    const both = flow([trigger, stock, tag], ["t>x", "s>x"]);
    expect(validateFlow(both)).toMatchObject([
      { severity: "warning", code: "no_order", node: "x", message: { zh: expect.stringContaining("“库存变化”"), en: expect.stringContaining("“Stock changed”") } },
    ]); // biome-ignore format: one finding
    const late = flow([stock, watch, tag], ["s>w", "w:breached>x"]);
    expect(codes(late).filter((one) => one.startsWith("no_order"))).toEqual(["no_order@w"]);
    const broken = flow([trigger, { id: "b", kind: "breaker", measure: { of: "count", event: "order_received", by: [], window: hours(1) }, operator: "gt", threshold: 1, hold: hours(0), pauses: "none" }, alert, tag], ["t>a", "b:opened>x"]); // biome-ignore format: one drawing
    expect(codes(broken).filter((one) => one.startsWith("no_order"))).toEqual(["no_order@x"]);
  });

  test("[V13] flows that it calls are looked into, and those that they call", () => {
    const call = (to: string): NodeInput => ({ id: "c", kind: "subflow", flow: to });
    const flows = {
      marks: flow([trigger, { ...tag, name: "标红" }], ["t>x"]),
      calls: flow([trigger, call("marks")], ["t>c"]),
      tells: flow([trigger, { id: "a", kind: "alert", to: ["x"], channel: "inbox", level: 1, text: "x" }, { id: "s", kind: "state_reached", states: ["Assigned"] }, tag], ["t>a", "s>x"]),
      circle: flow([trigger, call("circle")], ["t>c"]),
    }; // biome-ignore format: drawings
    const said = (to: string) =>
      validateFlow(flow([{ id: "s", kind: "stock_changed" }, call(to)], ["s>c"]), { flows }).filter(
        ({ code }) => code === "no_order",
      );
    expect(said("calls")).toMatchObject([{ node: "c", message: { zh: expect.stringContaining("› 标红") } }]);
    expect(said("marks")).toHaveLength(1);
    expect([said("tells"), said("circle")]).toEqual([[], []]);
    expect(codes(flow([trigger, call("marks")], ["t>c"]), { flows })).toEqual([]);
  });

  test("[V2] a cycle is named with its nodes", () => {
    const doc = flow([trigger, { ...tag, id: "a", name: "甲" }, { ...tag, id: "b" }], ["t>a", "a>b", "b>a"]);
    expect(errors(doc)).toMatchObject([
      {
        code: "cycle",
        message: { zh: expect.stringContaining("甲 → 打标签 → 甲"), en: expect.stringContaining("甲 → Tag → 甲") },
      },
    ]);
  });

  test("[V2] a long chain does not exhaust the stack", () => {
    const nodes = Array.from({ length: 4000 }, (_, i) => ({ ...tag, id: `n${i}` }));
    const doc = flow([trigger, ...nodes], ["t>n0", ...nodes.slice(1).map((node, i) => `n${i}>${node.id}`), "n3999>n0"]);
    expect(errors(doc).map((one) => one.code)).toEqual(["cycle"]);
  });

  const branch = (hit: NodeInput): FlowDocument =>
    flow(
      [trigger, hit, tag],
      ["t>b", "b:a>x", "b:matched>x"]
        .filter((line) => hit.kind === "branch" || !line.startsWith("b:a"))
        .filter((line) => hit.kind !== "branch" || !line.startsWith("b:m")),
    );
  test("[V3] an unconnected otherwise is an error, other open ports are remarks", () => {
    const doc = branch({
      id: "b",
      kind: "branch",
      mode: "first",
      missing: "not_met",
      cases: [{ id: "a", when: is("brand", "is", "A") }],
    });
    expect(codes(doc)).toEqual(["dangling_otherwise@b"]);
    const open = flow([trigger, condition(is("brand", "is", "A"))], ["t>c"]);
    expect(validateFlow(open)).toMatchObject([
      { severity: "warning", code: "port_ends", node: "c", message: { zh: "“条件”的“命中”到此结束" } },
      { severity: "warning", code: "port_ends", node: "c", message: { en: "“not met” of “Condition” ends here" } },
    ]);
  });

  test("[V3] a table that takes the first row needs its otherwise, one that collects does not", () => {
    const table = (hit: string): NodeInput => ({
      id: "b",
      kind: "decision_table",
      hit,
      columns: [{ id: "k", fact: "brand", operator: "is" }],
      outputs: [{ id: "o", effect: "tag" }],
      rows: [{ id: "r", cells: ["A"], values: ["x"] }],
    });
    expect(codes(branch(table("first")))).toEqual(["dangling_otherwise@b"]);
    expect(codes(branch(table("collect")))).toEqual([]);
  });

  test("[V4] no trigger, nodes that nothing leads to, ids used twice, edges that do not fit", () => {
    expect(codes(flow([tag], []))).toEqual(["no_trigger@", "unreachable@x"]);
    expect(codes(flow([trigger, tag, tag], ["t>x"]))).toEqual(["duplicate_id@x"]);
    expect(codes(flow([trigger, tag], ["t>x", "t>gone", "gone>x", "x:met>x", "x>t", "t>x"]))).toEqual([
      "edge_to_nowhere@t", "edge_from_nowhere@e2", "edge_port@x", "edge_into_start@x", "cycle@x", "duplicate_edge@t",
    ]); // biome-ignore format: a list
  });

  test("[V4] two edges out of one port are allowed: both paths are taken", () => {
    expect(codes(flow([trigger, tag, { ...tag, id: "y" }], ["t>x", "t>y"]))).toEqual([]);
  });

  test("[V4] triggers that sometimes start together may not lead to the same node", () => {
    const updated = (id: string, fields: string[]): NodeInput => ({ id, kind: "order_updated", fields });
    const doc = (edges: string[]) =>
      flow([updated("a", ["due_at"]), updated("b", ["amount"]), tag, { ...tag, id: "y" }], edges);
    expect(codes(doc(["a>x", "b>x", "x>y"]))).toEqual(["trigger_overlap@b"]);
    expect(codes(doc(["a>x", "b>y"]))).toEqual([]);
    expect(codes(flow([trigger, updated("b", []), tag], ["t>x", "b>x"]))).toEqual([]);
  });

  test("[V4] notes and frames need no connection", () => {
    expect(
      codes(
        flow(
          [trigger, tag, { id: "n", kind: "note", text: "hi" }, { id: "f", kind: "frame", width: 9, height: 9 }],
          ["t>x"],
        ),
      ),
    ).toEqual([]);
  });
});

describe("conditions", () => {
  const pattern = { patterns: [{ id: "p", fact: "note", expression: "[0-9]+" }] };
  const cases: [string, unknown, string][] = [
    ["an empty condition", all(), "empty_condition@c/when"],
    ["an empty group", all(is("brand", "is", "A"), all()), "empty_group@c/when/parts/1"],
    [
      "a not of two",
      { type: "group", match: "not", parts: [is("brand", "is", "A"), is("brand", "is", "B")] },
      "not_of_one@c/when",
    ],
    [
      "six groups inside each other",
      not(not(not(not(not(not(is("brand", "is", "A"))))))),
      "too_deep@c/when/parts/0/parts/0/parts/0/parts/0/parts/0",
    ],
    ["an unknown fact", is("colour_of_mood", "is", "A"), "unknown_fact@c/when"],
    ["a counter that is not declared", is("count.w", "ge", 1), "unknown_fact@c/when"],
    ["an operator that does not suit the fact", all(is("brand", "ge", 3)), "operator_type@c/when/parts/0"],
    ["no value", is("brand", "is"), "operand_missing@c/when"],
    ["an empty value", is("brand", "contains", "  "), "operand_missing@c/when"],
    ["an empty list", is("brand", "in_list", []), "operand_missing@c/when"],
    ["a number where text is due", is("brand", "is", 3), "operand_type@c/when"],
    ["text where a number is due", is("total_qty", "ge", "3"), "operand_type@c/when"],
    ["a fraction of a minor unit", is("amount", "ge", 0.5), "operand_type@c/when"],
    ["an instant without its offset", is("due_at", "before", "2026-11-11T00:00"), "operand_type@c/when"],
    ["a date that does not exist", is("due_at", "before", "2026-02-30T00:00Z"), "operand_type@c/when"],
    ["a range the wrong way round", is("total_qty", "between", [5, 1]), "operand_order@c/when"],
    ["a range of one", is("total_qty", "between", [5]), "operand_type@c/when"],
    ["a fact of another type", is("total_qty", "ge", { fact: "brand" }), "operand_type@c/when"],
    ["an unknown fact to compare with", is("total_qty", "ge", { fact: "nothing" }), "unknown_fact@c/when"],
    ["a prefix out of another fact", is("style_code", "starts_with", { fact: "brand" }), "operand_fact@c/when"],
    ["a pattern that is not declared", is("note", "matches", "q"), "unknown_pattern@c/when"],
    ["a pattern over another fact", is("brand", "matches", "p"), "unknown_pattern@c/when"],
    [
      "a span of working time",
      is("due_at", "within", { amount: 3, unit: "day", clock: "working" }),
      "working_span@c/when",
    ],
  ];
  test.each(cases)("[V5] %s is refused", (_, when, found) => {
    expect(codes(withCondition(when, pattern))).toEqual([found]);
  });

  test.each([
    ["a comparison of two amounts", is("amount", "ge", { fact: "goods_amount" })],
    ["a code with a text", is("style_code", "is", { fact: "brand" })],
    ["a declared pattern", is("note", "matches", "p")],
    ["a field of the workspace", is("custom.fit", "is", "A")],
    ["five groups inside each other", not(not(not(not(not(is("brand", "is", "A"))))))],
    ["a span of natural time", is("due_at", "within", hours(24))],
  ])("[V5] %s is fine", (_, when) => {
    expect(codes(withCondition(when, pattern))).toEqual([]);
  });

  test("[V5] a field that the workspace described is checked by its type", () => {
    const customFields = [{ name: "fit", type: "number" as const, label: { zh: "版型", en: "Fit" } }];
    expect(codes(withCondition(is("custom.fit", "is", "A")), { customFields })).toEqual(["operator_type@c/when"]);
  });
});

describe("nodes and declarations", () => {
  const after = (node: NodeInput, context?: FlowContext, more?: Partial<FlowDocument>): string[] =>
    codes(flow([trigger, { ...node, id: "n" }], ["t>n"], more), context);

  test("[V6] a destination, person, state or flow that the workspace does not have", () => {
    expect(after({ id: "n", kind: "route", destination: "mars" }, { destinations: ["rush"] })).toEqual([
      "unknown_destination@n",
    ]);
    expect(after({ id: "n", kind: "route", destination: "mars" })).toEqual([]);
    expect(after({ id: "n", kind: "task", to: ["nobody"], title: "" }, { people: ["boss"] })).toEqual([
      "unknown_person@n",
    ]);
    expect(
      codes(flow([{ id: "t", kind: "state_reached", states: ["Lost"] }, tag], ["t>x"]), { states: ["Assigned"] }),
    ).toEqual(["unknown_state@t"]);
    for (const flow of ["gone", "constructor", "__proto__", "toString"])
      expect(after({ id: "n", kind: "subflow", flow })).toEqual(["unknown_flow@n/flow"]);
  });

  test("[V6] settings that are not filled in yet", () => {
    expect(after({ id: "n", kind: "route", destination: "" })).toEqual(["setting_missing@n/destination"]);
    expect(after({ id: "n", kind: "alert", to: [], channel: "sms", level: 1, text: "" })).toEqual([
      "setting_missing@n",
    ]);
    expect(
      after({
        id: "n",
        kind: "watch",
        within: hours(2),
        since: { fact: "brand" },
        goal: { states: [], events: [] },
        strict: false,
      }),
    ).toEqual(["setting_missing@n/goal", "unknown_fact@n/since", "port_ends@n"]);
  });

  test("[V6] a kind that the runtime cannot run yet", () => {
    expect(codes(rushFlow(), { kinds: ["order_received", "condition"] })).toEqual([
      "kind_unavailable@rush",
      "kind_unavailable@normal",
    ]);
  });

  test("[V7] shares that do not add up, ports of one name, a branch without a case", () => {
    const parts = (...percents: number[]) => percents.map((percent, i) => ({ id: `p${i}`, percent }));
    const split = (list: unknown) =>
      after({ id: "n", kind: "split", by: "order", parts: list }).filter((code) => !code.startsWith("port_ends"));
    expect(split(parts(33.3, 33.3, 33.4))).toEqual([]);
    expect(split(parts(50, 49))).toEqual(["split_sum@n/parts"]);
    expect(
      split([
        { id: "a", percent: 50 },
        { id: "a", percent: 50 },
      ]),
    ).toEqual(["case_id@n/parts/1"]);
    expect(after({ id: "n", kind: "branch", mode: "first", missing: "not_met", cases: [] })).toEqual([
      "dangling_otherwise@n",
      "no_cases@n/cases",
    ]);
    const named = { id: "otherwise", when: is("brand", "is", "A") };
    expect(after({ id: "n", kind: "branch", mode: "all", missing: "not_met", cases: [named] })).toContain(
      "case_id@n/cases/0",
    );
  });

  test("[V8] rows that do not fit their columns, and cells that do not fit their fact", () => {
    const table = (rows: unknown[]) =>
      after(
        {
          id: "n",
          kind: "decision_table",
          hit: "collect",
          columns: [
            { id: "q", fact: "total_qty", operator: "ge" },
            { id: "e", fact: "note", operator: "is_empty" },
          ],
          outputs: [{ id: "o", effect: "route" }],
          rows,
        },
        { destinations: ["rush"] },
      );
    expect(table([{ id: "r", cells: [5, true], values: ["rush"] }])).toEqual([]);
    expect(table([])).toEqual(["table_empty@n/rows"]);
    expect(table([{ id: "r", cells: [5], values: ["rush"] }])).toEqual(["table_shape@n/rows/0"]);
    expect(table([{ id: "r", cells: ["五", null], values: ["rush"] }])).toEqual(["operand_type@n/rows/0/cells/0"]);
    expect(table([{ id: "r", cells: [null, "yes"], values: ["rush"] }])).toEqual(["operand_type@n/rows/0/cells/1"]);
    expect(table([{ id: "r", cells: [5, null], values: ["mars"] }])).toEqual(["unknown_destination@n/rows/0/values/0"]);
    expect(table([{ id: "r", cells: [5, null], values: [5] }])).toEqual(["operand_type@n/rows/0/values/0"]);
    expect(
      table([
        { id: "r", cells: [5, null], values: [null] },
        { id: "r", cells: [6, null], values: [null] },
      ]),
    ).toEqual(["duplicate_id@n/rows/1"]);
  });

  test("[V9] counters and patterns that cannot work", () => {
    const window: WindowFact = { id: "w", of: "count", event: "order_received", by: ["brand"], window: hours(1) };
    const declared = (more: Partial<FlowDocument>, context?: FlowContext) =>
      codes(flow([trigger, tag], ["t>x"], more), context);
    expect(declared({ windows: [window, window] })).toEqual(["duplicate_id@/windows/1"]);
    expect(declared({ windows: [{ ...window, by: ["mood"] }] })).toEqual(["unknown_fact@/windows/0"]);
    expect(declared({ windows: [{ ...window, of: "sum" }] })).toEqual(["window_field@/windows/0"]);
    expect(declared({ windows: [{ ...window, of: "sum", field: "brand" }] })).toEqual(["window_field@/windows/0"]);
    expect(declared({ windows: [{ ...window, where: is("count.w", "ge", 1) }] })).toEqual([
      "window_circular@/windows/0/where",
    ]);
    const pattern = (expression: string, context?: FlowContext) =>
      declared({ patterns: [{ id: "p", fact: "note", expression }] }, context);
    expect(pattern("(")).toEqual(["pattern_invalid@/patterns/0/expression"]);
    expect(pattern("(?=a)b")).toEqual(["pattern_invalid@/patterns/0/expression"]);
    expect(pattern("(?i)^(?P<id>po#\\d+)")).toEqual([]);
    expect(pattern("a", { checkPattern: () => ({ zh: "不行", en: "no" }) })).toEqual([
      "pattern_invalid@/patterns/0/expression",
    ]);
    expect(declared({ patterns: [{ id: "p", fact: "amount", expression: "a" }] })).toEqual([
      "unknown_fact@/patterns/0",
    ]);
  });

  test("[V10] a flow that calls itself, also by way of others, is refused with the circle", () => {
    const calls = (name: string): FlowDocument => flow([trigger, { id: "s", kind: "subflow", flow: name }], ["t>s"]);
    const flows = { a: calls("b"), b: calls("a"), empty: flow([{ id: "t", kind: "stock_changed" }], []) };
    expect(errors(flows.a, { flow: "a", flows })).toMatchObject([
      { code: "recursive_flow", node: "s", message: { en: expect.stringContaining("a → b → a") } },
    ]);
    expect(errors(calls("a"), { flow: "c", flows })).toMatchObject([
      { code: "recursive_flow", message: { en: expect.stringContaining("a → b → a") } },
    ]);
    expect(errors(calls("me"), { flow: "me", flows })).toMatchObject([
      { code: "recursive_flow", message: { en: expect.stringContaining("me → me") } },
    ]);
    expect(errors(calls("empty"), { flows })).toMatchObject([{ code: "flow_without_start" }]);
  });
});

test("[V10] flows that call flows twice each do not grow without bound, and a flow that is not there is found at any depth", () => {
  const twice = (name: string): FlowDocument =>
    flow([trigger, { id: "a", kind: "subflow", flow: name }, { id: "b", kind: "subflow", flow: name }], ["t>a", "a>b"]);
  const flows: Record<string, FlowDocument> = { f40: rushFlow() };
  for (let i = 0; i < 40; i++) flows[`f${i}`] = twice(`f${i + 1}`);
  expect(codes(twice("f0"), { flows })).toEqual(["too_large@a"]);
  expect(codes(twice("f36"), { flows })).toEqual([]);
  const { f40: _, ...without } = flows;
  expect(codes(twice("f38"), { flows: without })).toEqual(["unknown_flow@a/flow", "unknown_flow@b/flow"]);
});

test("[V11] every message says something in both languages, and errors come first", () => {
  const doc = flow(
    [trigger, condition(all()), { id: "b", kind: "branch", mode: "first", missing: "port", cases: [] }],
    ["t>c"],
  );
  const findings = validateFlow(doc);
  expect(findings.map((one) => one.severity)).toEqual([...findings.map((one) => one.severity)].sort());
  for (const { message } of findings) {
    expect(message.zh).toMatch(/[一-鿿]/);
    expect(message.en).not.toMatch(/[一-鿿]/);
  }
});
