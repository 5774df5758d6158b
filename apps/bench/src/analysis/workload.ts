/** Flows of a given number of rules over thirty facts: conditions, branches and tables, as a factory or a shop would fill them. */
import type { Comparison, Condition, FlowDocument, FlowEdge, FlowNode, Operand, Operator } from "@switchyard/flow";
import { type CustomField, DEFAULT_SETTINGS, type WorkspaceSettings } from "@switchyard/orders";

const CUSTOM: CustomField[] = ["fabric", "season", "buyer", "line", "grade"].map((name) => ({
  name,
  type: "text",
  label: { zh: name, en: name },
}));
export const SETTINGS: WorkspaceSettings = { ...DEFAULT_SETTINGS, customFields: CUSTOM };
/** 2026-03-02T10:00+08:00. */
export const NOW = Date.UTC(2026, 2, 2, 2);

type Ask = (random: () => number, rule: number) => Comparison;
const one = (fact: string, operator: Operator, value?: Operand): Comparison =>
  value === undefined ? { type: "comparison", fact, operator } : { type: "comparison", fact, operator, value };
const among =
  (fact: string, values: number): Ask =>
  (random) => {
    const name = () => `${fact}-${Math.floor(random() * values)}`;
    return random() < 0.7 ? one(fact, "is", name()) : one(fact, "in_list", [...new Set([name(), name(), name()])]);
  };
const between =
  (fact: string, most: number, step: number): Ask =>
  (random) => {
    const value = Math.floor(random() * most) * step;
    return random() < 0.3
      ? one(fact, "between", [value, value + 3 * step])
      : one(fact, random() < 0.5 ? "ge" : "le", value);
  };

/** Thirty facts; the first three say what a rule is mostly about. */
const ABOUT: Ask[] = [
  among("brand", 200),
  (random) => one("style_code", "starts_with", `S${Math.floor(random() * 300)}-`),
  among("customer_id", 400),
];
const OTHERS: Ask[] = [
  among("channel", 8), among("shop", 40), among("province", 30), among("city", 100), among("payment_method", 6),
  among("origin", 4), among("urgency", 3), among("warehouse", 6), among("customer_grade", 5),
  between("amount", 50, 10_000), between("total_qty", 40, 5), between("line_count", 10, 1), between("size_count", 8, 1),
  between("sku_count", 10, 1), between("due_in_days", 20, 1), between("due_in_hours", 20, 12), between("minute_of_day", 24, 60),
  between("weekday", 6, 1), (random) => one("tags", random() < 0.5 ? "contains_any" : "contains_none", [`tag-${Math.floor(random() * 10)}`]),
  (random) => one("note", random() < 0.7 ? "contains" : "not_contains", `词${Math.floor(random() * 12)}`),
  (random) => one("item_text", "contains", `品${Math.floor(random() * 12)}`),
  (random) => one("categories", "contains_any", [`类${Math.floor(random() * 12)}`]),
  ...CUSTOM.map(({ name }) => among(`custom.${name}`, 10)), (random) => one("due_date", random() < 0.5 ? "is_empty" : "is_not_empty"),
]; // biome-ignore format: a list

/** mulberry32. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A third of the rules stand alone, a third are cases of branches, a third are rows of tables. */
export function makeFlow(rules: number, seed: number): FlowDocument {
  const random = chance(seed);
  const nodes: FlowNode[] = [{ id: "start", kind: "order_received", position: { x: 0, y: 0 } }];
  const edges: FlowEdge[] = [];
  const place = () => ({ x: 200, y: nodes.length * 80 });
  const join = (from: string, port: string, to: string) => edges.push({ id: `e${edges.length}`, from, port, to });
  const when = (number: number): Condition => {
    const ask = ABOUT[number % ABOUT.length] as Ask;
    const others = Array.from(
      { length: 1 + Math.floor(random() * 3) },
      () => OTHERS[Math.floor(random() * OTHERS.length)] as Ask,
    );
    return { type: "group", match: "all", parts: [ask, ...others].map((make) => make(random, number)) };
  };
  const action = (): string => {
    const id = `a${nodes.length}`;
    const kind = random();
    if (kind < 0.4)
      nodes.push({ id, kind: "route", destination: `line-${Math.floor(random() * 12)}`, position: place() });
    else if (kind < 0.7)
      nodes.push({
        id,
        kind: "set_field",
        field: `f${Math.floor(random() * 4)}`,
        value: Math.floor(random() * 5),
        position: place(),
      });
    else nodes.push({ id, kind: "tag", tag: `t${Math.floor(random() * 20)}`, position: place() });
    return id;
  };
  const third = Math.floor(rules / 3);
  for (let rule = 0; rule < third; rule += 1) {
    const id = `c${rule}`;
    nodes.push({ id, kind: "condition", when: when(rule), missing: "not_met", position: place() });
    join("start", "next", id);
    join(id, "met", action());
  }
  for (let rule = 0; rule < third; rule += 20) {
    const id = `b${rule}`;
    const cases = Array.from({ length: Math.min(20, third - rule) }, (_, at) => ({
      id: `k${at}`,
      when: when(rule + at),
    }));
    nodes.push({ id, kind: "branch", mode: "first", missing: "not_met", cases, position: place() });
    join("start", "next", id);
    for (const one of cases) join(id, one.id, action());
    join(id, "otherwise", action());
  }
  for (let rule = 2 * third; rule < rules; rule += 100) {
    const id = `d${rule}`;
    const columns = [
      one("brand", "is", "x"),
      one("amount", "ge", 0),
      one("province", "is", "x"),
      one("total_qty", "ge", 0),
    ];
    nodes.push({
      id, kind: "decision_table", hit: "first", position: place(),
      columns: columns.map(({ fact, operator }, at) => ({ id: `k${at}`, fact, operator })),
      outputs: [{ id: "o", effect: "set_field", field: `table-${rule}` }],
      rows: Array.from({ length: Math.min(100, rules - rule) }, (_, at) => ({
        id: `r${at}`,
        cells: [`brand-${Math.floor(random() * 200)}`, random() < 0.5 ? null : Math.floor(random() * 50) * 10_000, random() < 0.7 ? null : `province-${Math.floor(random() * 30)}`, random() < 0.7 ? null : Math.floor(random() * 40)],
        values: [Math.floor(random() * 5)],
      })),
    }); // biome-ignore format: a record
    join("start", "next", id);
    join(id, "otherwise", action());
  }
  return { formatVersion: 1, name: `${rules} rules`, brands: [], windows: [], patterns: [], nodes, edges };
}
