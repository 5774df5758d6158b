import fc from "fast-check";
import { portsOf } from "../catalogue/ports.ts";
import { operatorSpec, operatorsFor } from "../conditions/operators.ts";
import type { Comparison, Condition, FlowDocument, FlowEdge, FlowNode, Operand } from "../document.ts";
import type { Operator } from "../format.ts";

/** Random documents and facts over small domains, so that conditions often hold, often fail and often lack their data. */

const NOW = Date.UTC(2026, 0, 20, 1);
const TEXTS = ["A", "AB", "FJ", "礼物", "FJ礼物A"];
const TIMES = [NOW - 7_200_000, NOW - 3_600_000, NOW, NOW + 3_600_000, NOW + 90_000_000];
const iso = (at: number): string => new Date(at).toISOString();

interface Domain {
  type: "text" | "code" | "number" | "money" | "instant" | "boolean" | "list";
  values: readonly (string | number | boolean)[];
  /** Facts of the same type to compare with. */
  like: readonly string[];
}
const DOMAINS: Record<string, Domain> = {
  brand: { type: "text", values: TEXTS, like: ["note", "style_code"] },
  note: { type: "text", values: TEXTS, like: ["brand"] },
  style_code: { type: "code", values: TEXTS, like: ["brand"] },
  total_qty: { type: "number", values: [0, 1, 5, 6], like: ["line_count"] },
  line_count: { type: "number", values: [0, 1, 5], like: ["total_qty"] },
  due_in_days: { type: "number", values: [-1, 0, 0.5, 3], like: [] },
  amount: { type: "money", values: [0, 29_999, 30_000], like: ["goods_amount"] },
  goods_amount: { type: "money", values: [0, 30_000], like: ["amount"] },
  due_at: { type: "instant", values: TIMES, like: ["paid_at"] },
  paid_at: { type: "instant", values: TIMES, like: ["due_at"] },
  is_working_day: { type: "boolean", values: [true, false], like: [] },
  tags: { type: "list", values: TEXTS, like: [] },
  skus: { type: "list", values: TEXTS, like: [] },
};

const pick = <T>(list: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...list);
const isText = (domain: Domain): boolean => domain.type === "text" || domain.type === "code";

export const factsArbitrary: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(
    ...Object.entries(DOMAINS).map(([name, domain]) => {
      const value: fc.Arbitrary<unknown> =
        domain.type === "list" ? fc.array(pick(domain.values), { maxLength: 3 }) : pick(domain.values);
      const withEmpty = isText(domain) ? fc.oneof({ weight: 6, arbitrary: value }, fc.constant("")) : value;
      return fc.tuple(fc.constant(name), fc.option(withEmpty, { freq: 3, nil: undefined }));
    }),
    fc.tuple(fc.constant("pattern"), fc.constantFrom({}, { p1: true }, { p1: false })),
    fc.tuple(fc.constant("split"), fc.integer({ min: 0, max: 9999 })),
  )
  .map((entries) => ({ now: NOW, ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)) }));

function operandFor(domain: Domain, operator: Operator): fc.Arbitrary<Operand | undefined> {
  const { shape } = operatorSpec(operator);
  const one: fc.Arbitrary<string | number | boolean> =
    domain.type === "instant"
      ? pick(TIMES).chain((at) => fc.constantFrom<string | number>(at, iso(at)))
      : isText(domain)
        ? pick(TEXTS).chain((value) => fc.constantFrom(value, ` ${value.toLowerCase()}`))
        : domain.type === "list"
          ? pick(TEXTS)
          : pick(domain.values);
  switch (shape) {
    case "none":
      return fc.constant(undefined);
    case "pattern":
      return fc.constant("p1");
    case "count":
      return fc.integer({ min: 0, max: 3 });
    case "span":
      return fc.record({
        amount: fc.integer({ min: 0, max: 3 }),
        unit: fc.constantFrom("second", "minute", "hour", "day"),
        clock: fc.constant("natural"),
      });
    case "list":
      return fc.array(one as fc.Arbitrary<string | number>, { minLength: 1, maxLength: 4 });
    case "pair":
      return fc
        .tuple(pick(domain.values as number[]), pick(domain.values as number[]))
        .map(([a, b]) => (a <= b ? [a, b] : [b, a]));
    case "one": {
      const fixed = ["starts_with", "not_starts_with", "ends_with"].includes(operator);
      return domain.like.length === 0 || fixed
        ? one
        : fc.oneof(
            { weight: 3, arbitrary: one },
            pick(domain.like).map((fact) => ({ fact })),
          );
    }
  }
}

const comparisonArbitrary: fc.Arbitrary<Comparison> = pick(Object.entries(DOMAINS)).chain(([fact, domain]) =>
  pick(operatorsFor(domain.type).map((spec) => spec.operator))
    .filter((operator) => operator !== "matches" || fact === "note")
    .chain((operator) =>
      operandFor(domain, operator).map((value) => ({
        type: "comparison",
        fact,
        operator,
        ...(value === undefined ? {} : { value }),
      })),
    ),
);

export const conditionArbitrary: fc.Arbitrary<Condition> = groupsOf(3);

function groupsOf(depth: number): fc.Arbitrary<Condition> {
  if (depth === 0) return comparisonArbitrary;
  const part = fc.oneof({ weight: 3, arbitrary: comparisonArbitrary }, groupsOf(depth - 1));
  const group = (match: "all" | "any" | "not", minLength: number, maxLength: number): fc.Arbitrary<Condition> =>
    fc.array(part, { minLength, maxLength }).map((parts) => ({ type: "group", match, parts }));
  return fc.oneof(comparisonArbitrary, group("all", 1, 3), group("any", 1, 3), group("not", 1, 1));
}

const missing = fc.constantFrom<"not_met" | "port">("not_met", "port");
const cells = comparisonArbitrary.filter((one) => operatorSpec(one.operator).shape !== "none");

const settings: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("condition"), when: conditionArbitrary, missing }) },
  { weight: 3, arbitrary: fc.constant({ kind: "tag", tag: "x" }) },
  fc.record({
    kind: fc.constant("branch"),
    mode: fc.constantFrom("first", "all"),
    cases: fc
      .array(conditionArbitrary, { minLength: 1, maxLength: 3 })
      .map((list) => list.map((when, index) => ({ id: `c${index}`, when }))),
    missing,
  }),
  fc.record({
    kind: fc.constant("merge"),
    by: fc.constant(["brand"]),
    window: fc.constant({ amount: 24, unit: "hour", clock: "natural" }),
    exclude: conditionArbitrary,
  }),
  fc.constant({ kind: "merge", by: ["brand"], window: { amount: 24, unit: "hour", clock: "natural" } }),
  fc.constantFrom([50, 50], [12.5, 37.5, 50]).map((percents) => ({
    kind: "split",
    by: "order",
    parts: percents.map((percent, index) => ({ id: `p${index}`, percent })),
  })),
  fc.constant({
    kind: "watch",
    within: { amount: 2, unit: "hour", clock: "natural" },
    since: "reached",
    goal: { states: ["Assigned"], events: [] },
    strict: false,
  }),
  fc
    .tuple(fc.constantFrom("first", "collect"), cells, fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }))
    .map(([hit, cell, anyRows]) => ({
      kind: "decision_table",
      hit,
      columns: [
        { id: "k", fact: cell.fact, operator: cell.operator },
        { id: "e", fact: "brand", operator: "is_empty" },
      ],
      outputs: [{ id: "o", effect: "tag" }],
      rows: anyRows.map((any, index) => ({
        id: `r${index}`,
        cells: [any ? null : cell.value, index % 2 === 0 ? null : any],
        values: ["x"],
      })),
    })),
);

/** A valid flow: edges lead forward, every *otherwise* is connected, some ports are open, some nodes have several ways in. */
export const documentArbitrary: fc.Arbitrary<FlowDocument> = fc
  .tuple(
    fc.array(fc.tuple(settings, fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), {
      minLength: 1,
      maxLength: 12,
    }),
    fc.infiniteStream(fc.nat()),
  )
  .map(([list, stream]) => {
    const random = (below: number): number => (stream.next().value ?? 0) % below;
    const nodes = [
      { id: "t", kind: "order_received", position: { x: 0, y: 0 } },
      ...list.map(([own, x, y], index) => ({ id: `n${index}`, position: { x, y }, ...own })),
      { id: "end", kind: "tag", tag: "end", position: { x: 0, y: 0 } },
    ] as FlowNode[];
    const edges: FlowEdge[] = [];
    for (const [index, node] of nodes.entries()) {
      for (const port of portsOf(node)) {
        const needed = port.role === "otherwise" || index === 0;
        const count = needed ? 1 : random(3);
        const targets = new Set(Array.from({ length: count }, () => index + 1 + random(nodes.length - index - 1)));
        for (const target of targets)
          edges.push({ id: `e${edges.length}`, from: node.id, port: port.id, to: nodes[target]?.id ?? "end" });
      }
    }
    return {
      formatVersion: 1,
      name: "random",
      brands: [],
      windows: [],
      patterns: [{ id: "p1", fact: "note", expression: "礼物" }],
      nodes,
      edges: edges.filter((edge) => edge.from !== "end"),
    };
  });
