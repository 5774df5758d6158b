import { checkLogic } from "@switchyard/logic";
import { describe, expect, test } from "vitest";
import type { FlowDocument, WindowFact } from "../document.ts";
import { effectOrder } from "../graph.ts";
import type { Program } from "../program.ts";
import { all, flow, hours, is, type NodeInput, not, rushFlow, trigger } from "../testing/flows.ts";
import { type Run, runEntry } from "../testing/run-program.ts";
import type { FlowContext } from "../validate/finding.ts";
import { compileFlow } from "./compile-flow.ts";

function program(doc: FlowDocument, context: FlowContext = {}): Program {
  const compiled = compileFlow(doc, { flow: "f", version: 1, ...context });
  if (!compiled.ok) throw new Error(compiled.findings.map((one) => one.message.en).join("\n"));
  return compiled.program;
}
function run(doc: FlowDocument, facts: Record<string, unknown>, entry = "t"): Run {
  const found = program(doc).entries.find((one) => one.id === entry);
  if (found === undefined) throw new Error(`no entry ${entry}`);
  return runEntry(found, facts);
}

describe("conditions", () => {
  test("[C1] the example of semantics.md compiles to what semantics.md says", () => {
    const [met, notMet] = program(rushFlow()).entries[0]?.steps ?? [];
    expect(met).toEqual({
      type: "gate",
      node: "c",
      port: "met",
      gate: "c:met",
      when: {
        and: [
          { "!": { missing: ["style_code"] } },
          { "===": [{ substr: [{ var: "style_code" }, 0, 2] }, "FJ"] },
          { "!": { missing: ["due_in_days"] } },
          { "<=": [{ var: "due_in_days" }, 3] },
        ],
      },
    });
    expect(notMet?.when).toEqual({ "!": { var: "gate.c:met" } });
  });

  test("[C2] an order without a due date is not rushed, and the missing data is recorded", () => {
    expect(run(rushFlow(), { style_code: "FJ2026" })).toEqual({
      acts: ["normal"],
      ports: new Set(["c:not_met", "c:missing"]),
      rows: {},
    });
    expect(run(rushFlow(), { style_code: "FJ2026", due_in_days: 0 }).acts).toEqual(["rush"]);
    expect(run(rushFlow(), { style_code: "AB1" }).ports).toEqual(new Set(["c:not_met"]));
  });

  test("[C2] with a port of its own, missing data leaves by it alone", () => {
    const doc = flow(
      [
        trigger,
        { id: "c", kind: "condition", when: is("due_in_days", "le", 3), missing: "port" },
        { id: "m", kind: "tag", tag: "缺交期" },
      ],
      ["t>c", "c:missing>m"],
    );
    expect(run(doc, {})).toEqual({ acts: ["m"], ports: new Set(["c:missing"]), rows: {} });
    expect(run(doc, { due_in_days: 9 })).toEqual({ acts: [], ports: new Set(["c:not_met"]), rows: {} });
  });

  test("[C4] operands are normalised as facts are: full-width, blanks, case of codes, dates", () => {
    const doc = (when: ReturnType<typeof is>) =>
      flow(
        [trigger, { id: "c", kind: "condition", when, missing: "not_met" }, { id: "x", kind: "tag", tag: "x" }],
        ["t>c", "c:met>x"],
      );
    expect(run(doc(is("style_code", "starts_with", " fj")), { style_code: "FJ1" }).acts).toEqual(["x"]);
    expect(run(doc(is("brand", "is", " 奔驰")), { brand: "奔驰" }).acts).toEqual(["x"]);
    expect(
      run(doc(is("due_at", "before", "2026-01-20T09:00:00+08:00")), { due_at: Date.UTC(2026, 0, 20, 1) - 1 }).acts,
    ).toEqual(["x"]);
    expect(
      run(doc(is("due_at", "before", Date.UTC(2026, 0, 20, 1))), { due_at: Date.UTC(2026, 0, 20, 1) }).acts,
    ).toEqual([]);
    // Provinces by their short names, as intake keeps them; the name of a shop is no province.
    expect(run(doc(is("province", "is", "江苏省")), { province: "江苏" }).acts).toEqual(["x"]);
    expect(run(doc(is("province", "in_list", ["广西壮族自治区", "海南省"])), { province: "广西" }).acts).toEqual(["x"]);
    expect(run(doc(is("shop", "is", "江苏省")), { shop: "江苏" }).acts).toEqual([]);
  });
});

describe("order and sharing", () => {
  const tag = (id: string, x: number, y: number): NodeInput => ({ id, kind: "tag", tag: id, position: { x, y } });

  test("[C7] effects come after what leads to them, then from the top, from the left, by id", () => {
    const doc = flow(
      [
        { ...trigger, position: { x: 0, y: 500 } },
        tag("low", 0, 300),
        tag("right", 9, 100),
        tag("left", 1, 100),
        tag("b", 5, 0),
        tag("a", 5, 0),
        tag("end", 0, -9),
      ],
      ["t>low", "t>right", "t>left", "t>b", "t>a", "low>end", "right>end"],
    );
    expect(effectOrder(doc)).toEqual(["t", "a", "b", "left", "right", "low", "end"]);
    expect(program(doc).order).toEqual({ t: 1, a: 2, b: 3, left: 4, right: 5, low: 6, end: 7 });
    expect(run(doc, {}).acts).toEqual(["a", "b", "left", "right", "low", "end"]);
  });

  test("[C5] a node that several paths reach runs once, behind a gate of its own", () => {
    const doc = flow(
      [trigger, { id: "c", kind: "condition", when: is("brand", "is", "A"), missing: "port" }, tag("end", 0, 900)],
      ["t>c", "c:met>end", "c:not_met>end"],
    );
    const { steps } = program(doc).entries[0] ?? { steps: [] };
    expect(steps.filter((step) => step.node === "end")).toEqual([
      {
        type: "gate",
        node: "end",
        port: null,
        gate: "end",
        when: { or: [{ var: "gate.c:met" }, { var: "gate.c:not_met" }] },
      },
      { type: "act", node: "end", when: { var: "gate.end" } },
    ]);
    expect(run(doc, { brand: "A" }).acts).toEqual(["end"]);
    expect(run(doc, {}).acts).toEqual([]);
  });

  test("[C6] forty diamonds in a row stay linear, and shallow", () => {
    const nodes: NodeInput[] = [trigger];
    const edges: string[] = ["t>c0"];
    for (let i = 0; i < 40; i++) {
      nodes.push(
        { id: `c${i}`, kind: "condition", when: is("brand", "is", `B${i}`), missing: "not_met" },
        tag(`yes${i}`, 0, i),
        tag(`no${i}`, 1, i),
      );
      edges.push(`c${i}:met>yes${i}`, `c${i}:not_met>no${i}`);
      if (i < 39) edges.push(`yes${i}>c${i + 1}`, `no${i}>c${i + 1}`);
    }
    const compiled = program(flow(nodes, edges));
    expect(JSON.stringify(compiled.entries).length).toBeLessThan(40 * 1200);
    expect(
      Math.max(...compiled.entries.flatMap((entry) => entry.steps.map((step) => depth(step.when)))),
    ).toBeLessThanOrEqual(8);
    expect(runEntry(compiled.entries[0] ?? never(), { brand: "B7" }).acts).toHaveLength(40);
  });

  test("[C6] conditions as deep and as long as they may be stay within the depth that every implementation bears", () => {
    let when = all(...Array.from({ length: 200 }, (_, i) => is("brand", "contains_any", ["A", `B${i}`])));
    for (let i = 0; i < 4; i++) when = not(when);
    const compiled = program(flow([trigger, { id: "c", kind: "condition", when, missing: "port" }], ["t>c"]));
    for (const step of compiled.entries[0]?.steps ?? []) {
      expect(depth(step.when)).toBeLessThanOrEqual(64);
      expect(checkLogic(step.when)).toEqual([]);
    }
  });

  test("[C6] a flow of 1,000 nodes compiles to a program of at most a kilobyte a node", () => {
    const nodes: NodeInput[] = [trigger];
    const edges: string[] = ["t>n0"];
    for (let i = 0; i < 999; i++) {
      const last = i >= 997;
      nodes.push(
        i % 2 === 0
          ? {
              id: `n${i}`,
              kind: "condition",
              when: all(is("style_code", "starts_with", `F${i}`), is("due_in_days", "le", i)),
              missing: "not_met",
            }
          : tag(`n${i}`, i, i),
      );
      if (!last)
        edges.push(
          i % 2 === 0 ? `n${i}:met>n${i + 1}` : `n${i}>n${i + 1}`,
          i % 2 === 0 ? `n${i}:not_met>n${i + 2}` : `n${i}>n${i + 2}`,
        );
    }
    const doc = flow(nodes, edges);
    expect(JSON.stringify(program(doc)).length).toBeLessThan(1_000 * nodes.length);
  });
});

describe("nodes", () => {
  test("[C8] the first case that holds wins; a case that cannot be decided stops the search only where missing data has a port", () => {
    const branch = (missing: string) =>
      flow(
        [
          trigger,
          {
            id: "b",
            kind: "branch",
            mode: "first",
            missing,
            cases: [
              { id: "rush", when: is("due_in_days", "le", 3) },
              { id: "big", when: is("total_qty", "ge", 100) },
            ],
          },
          { id: "o", kind: "tag", tag: "o" },
        ],
        ["t>b", "b:otherwise>o"],
      );
    expect(run(branch("not_met"), { due_in_days: 1, total_qty: 100 }).ports).toEqual(new Set(["b:rush"]));
    expect(run(branch("not_met"), { total_qty: 100 }).ports).toEqual(new Set(["b:big", "b:missing"]));
    expect(run(branch("port"), { total_qty: 100 }).ports).toEqual(new Set(["b:missing"]));
    expect(run(branch("port"), { due_in_days: 9, total_qty: 1 }).acts).toEqual(["o"]);
  });

  test("[C9] a table takes its first row or collects all, as rows that a rule index can take as they are", () => {
    const table = (hit: string) =>
      flow(
        [
          trigger,
          {
            id: "d",
            kind: "decision_table",
            hit,
            columns: [
              { id: "b", fact: "brand", operator: "is" },
              { id: "q", fact: "total_qty", operator: "lt" },
            ],
            outputs: [{ id: "to", effect: "route" }],
            rows: [
              { id: "r1", cells: ["A", 5], values: ["x"] },
              { id: "r2", cells: ["A", null], values: ["y"] },
              { id: "r3", cells: [null, null], values: ["z"] },
            ],
          },
          { id: "o", kind: "tag", tag: "o" },
        ],
        ["t>d", "d:otherwise>o"],
      );
    expect(run(table("first"), { brand: "A", total_qty: 4 }).rows).toEqual({ d: ["r1"] });
    expect(run(table("collect"), { brand: "A", total_qty: 4 }).rows).toEqual({ d: ["r1", "r2", "r3"] });
    expect(run(table("first"), { brand: "A" }).rows).toEqual({ d: ["r2"] });
    expect(program(table("first")).entries[0]?.steps[0]).toMatchObject({
      type: "table",
      when: true,
      rows: [{ id: "r1" }, { id: "r2" }, { id: "r3", when: true }],
    });
  });

  test("[C10] a split covers every bucket exactly once, and two splits are independent", () => {
    const doc = flow(
      [
        trigger,
        {
          id: "s",
          kind: "split",
          by: "order",
          parts: [
            { id: "a", percent: 33.3 },
            { id: "b", percent: 33.3 },
            { id: "c", percent: 33.4 },
          ],
        },
      ],
      ["t>s"],
    );
    const entry = program(doc).entries[0] ?? never();
    const counts: Record<string, number> = {};
    for (let bucket = 0; bucket < 10_000; bucket++) {
      const [port, ...others] = runEntry(entry, { split: { s: bucket } }).ports;
      expect(others).toEqual([]);
      counts[port ?? ""] = (counts[port ?? ""] ?? 0) + 1;
    }
    expect(counts).toEqual({ "s:a": 3330, "s:b": 3330, "s:c": 3340 });
    expect(program(doc).splits).toEqual([{ id: "s", by: "order", salt: "s" }]);
  });

  test("[C11] what fires later is an entry of its own; an excluded order does not join", () => {
    const doc = flow(
      [
        trigger,
        { id: "m", kind: "merge", by: ["brand"], window: hours(24), exclude: is("status", "is", "Refunded") },
        {
          id: "w",
          kind: "watch",
          within: hours(2),
          since: "reached",
          goal: { states: ["Assigned"], events: [] },
          strict: false,
        },
        { id: "a", kind: "alert", to: ["boss"], channel: "wecom", level: 1, text: "" },
      ],
      ["t>m", "m:joined>w", "m:closed>a", "w:breached>a"],
    );
    expect(program(doc).entries.map(({ id, node, port }) => [id, node, port])).toEqual([
      ["t", "t", null],
      ["m:closed", "m", "closed"],
      ["w:breached", "w", "breached"],
    ]);
    expect(program(doc).entries.map((entry) => entry.steps.map((step) => step.node))).toEqual([
      ["m", "m", "m", "w"],
      ["a"],
      ["a"],
    ]);
    expect(run(doc, { status: "Assigned" })).toEqual({ acts: ["m", "w"], ports: new Set(["m:joined"]), rows: {} });
    expect(run(doc, { status: "Refunded" })).toEqual({ acts: [], ports: new Set(["m:excluded"]), rows: {} });
    expect(run(doc, {}, "w:breached").acts).toEqual(["a"]);
  });

  test("[C15] triggers that always start together are one entry: what follows both runs once, in the order on the cards", () => {
    const other: NodeInput = { id: "u", kind: "order_received", position: { x: 0, y: 50 } };
    const doc = flow(
      [
        { ...trigger, position: { x: 0, y: 0 } },
        other,
        { id: "a", kind: "tag", tag: "a", position: { x: 0, y: 100 } },
        { id: "b", kind: "tag", tag: "b", position: { x: 0, y: 10 } },
      ],
      ["t>a", "u>b", "u>a"],
    );
    expect(program(doc).entries.map((one) => one.id)).toEqual(["t"]);
    expect(run(doc, {}).acts).toEqual(["b", "a"]);
  });

  test("[C12] a sub-flow is compiled in place, before what follows it, and its counters keep apart from the caller's", () => {
    const count: WindowFact = { id: "w", of: "count", event: "order_received", by: ["brand"], window: hours(24) };
    const inner = flow(
      [
        trigger,
        { id: "c", kind: "condition", when: is("count.w", "ge", 3), missing: "not_met" },
        { id: "x", kind: "tag", tag: "回头客" },
      ],
      ["t>c", "c:met>x"],
      { windows: [count] },
    );
    const doc = flow(
      [
        trigger,
        { id: "s", kind: "subflow", flow: "vip" },
        { id: "x", kind: "tag", tag: "after", position: { x: 0, y: -50 } },
      ],
      ["t>s", "s>x"],
      { windows: [{ ...count, by: ["customer_id"] }] },
    );
    const compiled = program(doc, { flows: { vip: inner } });
    expect(compiled.windows.map((one) => one.id)).toEqual(["w", "s/w"]);
    expect(compiled.reads).toEqual(["brand", "count.s/w", "customer_id"]);
    expect(runEntry(compiled.entries[0] ?? never(), { count: { w: 0, "s/w": 3 } }).acts).toEqual(["s/x", "x"]);
    expect(Object.keys(compiled.nodes)).toEqual(["t", "x", "s/x"]);
  });

  test("[C12] a pattern that a sub-flow declares keeps apart from its caller's of the same name", () => {
    const pattern = (expression: string) => ({ id: "p", fact: "style_code", expression });
    const asks = { id: "c", kind: "condition", when: is("pattern.p", "is", true), missing: "not_met" } as const;
    const inner = flow([trigger, asks, { id: "x", kind: "tag", tag: "内" }], ["t>c", "c:met>x"], {
      patterns: [pattern("^FJ")],
    });
    const doc = flow([trigger, { id: "s", kind: "subflow", flow: "fj" }, asks], ["t>s", "t>c"], {
      patterns: [pattern("^QF")],
    });
    const compiled = program(doc, { flows: { fj: inner } });
    expect(compiled.patterns).toEqual([pattern("^QF"), { ...pattern("^FJ"), id: "s/p" }]);
    expect(runEntry(compiled.entries[0] ?? never(), { pattern: { p: false, "s/p": true } }).acts).toContain("s/x");
    expect(runEntry(compiled.entries[0] ?? never(), { pattern: { p: true, "s/p": false } }).acts).not.toContain("s/x");
  });

  test("[C13] conditions beside the path become filters", () => {
    const doc = flow([trigger, { id: "r", kind: "route", destination: "x", lines: is("qty", "ge", 5) }], ["t>r"], {
      windows: [
        {
          id: "w",
          of: "count",
          event: "order_received",
          by: ["brand"],
          window: hours(1),
          where: is("channel", "is", "抖音"),
        },
      ],
    });
    expect(program(doc).filters).toEqual({
      "window.w": { and: [{ "!": { missing: ["channel"] } }, { "===": [{ var: "channel" }, "抖音"] }] },
      "route.r": { and: [{ "!": { missing: ["qty"] } }, { ">=": [{ var: "qty" }, 5] }] },
    });
    expect(program(doc).reads).toEqual(["brand", "channel"]);
  });

  test("[C14] a flow with errors is refused with them", () => {
    const compiled = compileFlow(
      flow([trigger, { id: "c", kind: "condition", when: all(), missing: "not_met" }], ["t>c"]),
      { flow: "f", version: 1 },
    );
    expect(compiled).toMatchObject({ ok: false, findings: [{ code: "empty_condition", node: "c" }] });
  });
});

function depth(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depth));
}

function never(): never {
  throw new Error("no entry");
}
