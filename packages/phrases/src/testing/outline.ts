import type { Condition, Duration, FlowNode, Operand } from "@switchyard/flow";
import type { Fragment } from "../understanding.ts";

/**
 * A fragment as one line, independent of the generator's sentences: what the corpus expects. `a > b`: b follows a by the way that
 * is usual (next, met, breached, joined, opened, approved, matched); `| port > c`: by another; `;;` between separate flows.
 * Texts that nobody typed (the cause that an alert repeats) are left out.
 */
export function outline({ nodes, edges, windows }: Fragment): string {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const numbers = new Map(nodes.map(({ id }, at) => [id, at + 1]));
  const seen = new Set<string>();
  const counter = (fact: string): string => {
    const window = windows.find(({ of, id }) => `${of}.${id}` === fact);
    if (window === undefined) return fact;
    const { reset } = window;
    const only = reset?.where === undefined ? "" : ` where ${condition(reset.where)}`;
    const anew = reset === undefined ? "" : ` anew after ${reset.event}${only}`;
    return `${window.of}{${window.event} by ${window.by.join("+")} in ${span(window.window)}${window.field === undefined ? "" : ` of ${window.field}`}${window.where === undefined ? "" : ` where ${condition(window.where)}`}${anew}}`;
  };
  const condition = (when: Condition): string => {
    if (when.type === "comparison")
      return `${counter(when.fact)} ${when.operator}${when.value === undefined ? "" : ` ${value(when.value)}`}`;
    if (when.match === "not") return `!(${when.parts.map(condition).join("")})`;
    return when.parts
      .map((part) => (part.type === "group" && part.match !== "not" ? `(${condition(part)})` : condition(part)))
      .join(when.match === "all" ? " & " : " | ");
  };
  const tree = (id: string): string => {
    const node = byId.get(id);
    if (node === undefined) return "?";
    if (seen.has(id)) return `#${numbers.get(id)}`;
    seen.add(id);
    const ways = new Map<string, string[]>();
    for (const edge of edges) if (edge.from === id) ways.set(edge.port, [...(ways.get(edge.port) ?? []), edge.to]);
    const said = [...ways].map(([port, to]) => {
      const children = to.map(tree);
      const all = children.length > 1 ? `(${children.join(" + ")})` : (children[0] ?? "");
      return USUAL.has(port) ? ` > ${all}` : ` | ${port} > ${all}`;
    });
    return settings(node, condition) + said.join("");
  };
  const targets = new Set(edges.map(({ to }) => to));
  return nodes
    .filter(({ id }) => !targets.has(id))
    .map(({ id }) => tree(id))
    .join(" ;; ");
}

const USUAL = new Set(["next", "met", "breached", "joined", "opened", "approved", "matched"]);

export const span = ({ amount, unit, clock }: Duration): string =>
  `${amount}${clock === "working" ? "w" : ""}${unit === "minute" ? "min" : unit.charAt(0)}`;

function value(operand: Operand): string {
  if (Array.isArray(operand)) return `[${operand.join(",")}]`;
  if (typeof operand === "object") return "fact" in operand ? `@${operand.fact}` : span(operand);
  return String(operand);
}

function settings(node: FlowNode, condition: (when: Condition) => string): string {
  switch (node.kind) {
    case "order_received":
      return "received";
    case "order_updated":
      return `updated(${node.fields.join(",")})`;
    case "order_cancelled":
      return "cancelled";
    case "state_reached":
      return `reached(${node.states.join(",")})`;
    case "courier_node":
      return `courier(${node.actions.join(",")})`;
    case "after_sale":
      return `sale(${node.events.join(",")})`;
    case "measure":
      return `measure(${node.measure})`;
    case "stock_changed":
      return "stock";
    case "schedule":
      return `${node.days === "every" ? "daily" : "workdays"}(${node.at.length > 20 ? "hourly" : node.at.join(",")}${node.once === true ? " once" : ""})`;
    case "condition":
      return `[${condition(node.when)}]`;
    case "branch":
      return `${node.mode === "first" ? "branch" : "all"}(${node.cases.map(({ id, when }) => `${id}: ${condition(when)}`).join("; ")})`;
    case "decision_table":
      return `table(${node.columns.map(({ fact, operator }) => `${fact} ${operator}`).join(",")}: ${node.rows.map(({ cells, values }) => `${cells.map((cell) => (cell === null ? "*" : value(cell))).join(",")}=${values.join(",")}`).join("; ")})`;
    case "split":
      return `split(${node.by}: ${node.parts.map(({ name, percent }) => `${name ?? ""}${percent}%`).join(",")})`;
    case "merge":
      return `merge(${node.by.join("+")} ${span(node.window)}${node.maxOrders === undefined ? "" : ` max ${node.maxOrders}`}${node.maxQty === undefined ? "" : ` qty ${node.maxQty}`}${node.exclude === undefined ? "" : ` except ${condition(node.exclude)}`})`;
    case "watch": {
      const since = typeof node.since === "string" ? node.since : node.since.fact;
      return `${node.strict ? "over" : "within"} ${span(node.within)} of ${since} to ${[...node.goal.states, ...node.goal.events].join("/")}`;
    }
    case "approval":
      return `approve(${node.title} by ${node.approvers.join(",")}${node.levels === 1 ? "" : ` x${node.levels}`})`;
    case "breaker": {
      const { of, event, by, window, day } = node.measure;
      return `breaker(${of} ${event}${by.length === 0 ? "" : ` by ${by.join("+")}`}${day === true ? " a day" : window === undefined ? "" : ` in ${span(window)}`} ${node.operator} ${node.threshold}${node.hold.amount === 0 ? "" : ` for ${span(node.hold)}`}; pauses ${node.pauses})`;
    }
    case "subflow":
      return `run(${node.flow})`;
    case "route":
      return `route ${node.destination}${node.lines === undefined ? "" : ` lines ${condition(node.lines)}`}`;
    case "tag":
      return `tag ${node.tag}`;
    case "untag":
      return `untag ${node.tag}`;
    case "set_field":
      return `set ${node.field}=${node.value}`;
    case "add_line":
      return `add ${node.qty} ${node.sku}`;
    case "freeze":
      return `freeze ${node.scope}`;
    case "unfreeze":
      return `unfreeze ${node.scope}`;
    case "pause_channel":
      return `pause ${node.target}`;
    case "resume_channel":
      return `resume ${node.target}`;
    case "alert":
      return `alert ${node.channel} ${node.level} to ${node.to.join(",") || "nobody"}`;
    case "task":
      return `task ${node.to.join(",") || "nobody"}`;
    case "notify":
      return `notify ${node.to} ${node.channel}`;
    case "webhook":
      return `push ${node.event} to ${node.endpoint}`;
    default:
      return node.kind;
  }
}
