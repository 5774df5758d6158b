import { type Condition, effectOrder, type FlowDocument, type FlowNode, type Operand } from "@switchyard/flow";
import { readMoment } from "@switchyard/orders";

/**
 * What two documents have in common when they are the same flow: nodes by their number in the order of effects, ids and
 * positions left out; groups of one part unwrapped; instants as milliseconds; nodes without effect left out.
 */
export function canonical(doc: FlowDocument): unknown {
  const order = effectOrder(doc);
  const numbers = new Map(order.map((id, index) => [id, index + 1]));
  const nodes = new Map(doc.nodes.map((node) => [node.id, node]));
  const said = order.flatMap((id) => nodes.get(id) ?? []);
  const windows = new Map<string, string>();
  const patterns = new Map<string, string>();
  const declared = { windows: [] as unknown[], patterns: [] as unknown[] };
  const seen = (fact: string): string => {
    const [kind = "", id = ""] = fact.split(".");
    const window = doc.windows.find((one) => one.id === id && one.of === kind);
    if (window === undefined) return fact;
    const known = windows.get(fact);
    if (known !== undefined) return known;
    const { id: _, where, reset, ...rest } = window;
    const narrowed = (only: Condition | undefined) => (only === undefined ? {} : { where: condition(only) });
    const anew = reset === undefined ? {} : { reset: { event: reset.event, ...narrowed(reset.where) } };
    const name = JSON.stringify({ ...rest, ...narrowed(where), ...anew });
    windows.set(fact, name);
    declared.windows.push(name);
    return name;
  };
  const operand = (value: Operand | undefined, fact: string): unknown => {
    if (typeof value === "object" && !Array.isArray(value) && "fact" in value) return { fact: seen(value.fact) };
    if (!isInstant(fact)) return value;
    const one = (item: unknown): unknown => {
      if (typeof item !== "string") return item;
      const moment = readMoment(item, "Asia/Shanghai");
      return moment.kind === "instant" ? moment.at : item;
    };
    return Array.isArray(value) ? value.map(one) : one(value);
  };
  const condition = (when: Condition): unknown => {
    if (when.type === "group") {
      const [only] = when.parts;
      if (when.match !== "not" && when.parts.length === 1 && only !== undefined) return condition(only);
      return { match: when.match, parts: when.parts.map(condition) };
    }
    const { fact, operator, value } = when;
    if (operator === "matches" && typeof value === "string") {
      const pattern = doc.patterns.find(({ id }) => id === value);
      patterns.set(value, `${pattern?.fact} ${pattern?.expression}`);
      return { fact: seen(fact), operator, value: patterns.get(value) };
    }
    if (operator === "is_not" && typeof value === "boolean") return { fact, operator: "is", value: !value };
    return { fact: seen(fact), operator, value: operand(value, fact) };
  };
  const plain = (node: FlowNode): unknown => {
    const { id: _, position: __, ...own } = node;
    const rest = own as Record<string, unknown>;
    for (const key of ["when", "lines", "exclude"])
      if (rest[key] !== undefined) rest[key] = condition(rest[key] as Condition);
    if (rest.name === "" || rest.name === undefined) delete rest.name;
    if (node.kind === "set_field") rest.value = operand(node.value, node.field);
    if (node.kind === "branch") rest.cases = node.cases.map((one) => ({ name: one.name, when: condition(one.when) }));
    if (node.kind === "split")
      rest.parts = node.parts.map((one, at) => ({
        name: one.name ?? String.fromCharCode(65 + at),
        percent: one.percent,
      }));
    if (node.kind === "decision_table") {
      rest.columns = node.columns.map(({ fact, operator }) => ({ fact: seen(fact), operator }));
      rest.outputs = node.outputs.map(({ effect, field }) => ({ effect, field }));
      rest.rows = node.rows.map(({ cells, values }) => ({
        cells: cells.map((cell, at) => {
          const column = node.columns[at];
          if (cell === null || column === undefined) return null;
          if (column.operator === "matches")
            return condition({ type: "comparison", fact: column.fact, operator: "matches", value: cell });
          return operand(cell, column.fact);
        }),
        values,
      }));
    }
    if (node.kind === "breaker" && node.measure.where !== undefined)
      rest.measure = { ...node.measure, where: condition(node.measure.where) };
    return rest;
  };
  const ports = (node: FlowNode | undefined): Map<string, string> => {
    const list = node?.kind === "branch" ? node.cases : node?.kind === "split" ? node.parts : [];
    return new Map(list.map(({ id }, at) => [id, `#${at}`]));
  };
  const edges = doc.edges
    .filter(({ from, to }) => numbers.has(from) && numbers.has(to))
    .map(({ from, port, to }) => `${numbers.get(from)}:${ports(nodes.get(from)).get(port) ?? port}>${numbers.get(to)}`)
    .sort();
  return { nodes: said.map(plain), edges: [...new Set(edges)] };
}

const INSTANTS = new Set(["due_at", "paid_at", "ordered_at", "received_at", "now"]);
const isInstant = (fact: string): boolean => INSTANTS.has(fact) || fact.startsWith("reached.");
