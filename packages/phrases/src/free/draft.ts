import type { Condition, FlowEdge, FlowNode, NodeOf } from "@switchyard/flow";
import { sameFact } from "../condition/expression.ts";
import { all, any } from "../condition/make.ts";
import { named } from "../list/read-list.ts";
import type { Said } from "../phrase/parts.ts";

export interface Cursor {
  from: string;
  port: string;
}

const NO_INPUT = new Set([
  "order_received",
  "order_updated",
  "order_cancelled",
  "state_reached",
  "courier_node",
  "after_sale",
  "measure",
  "stock_changed",
  "schedule",
  "breaker",
]);

/** The way on after a node, where nothing else is said. */
export const ONWARDS: Readonly<Record<string, string>> = {
  condition: "met",
  watch: "breached",
  approval: "approved",
  merge: "joined",
  breaker: "opened",
  decision_table: "matched",
};

/** The drawing while it is being put together: nodes, and the places from which it goes on. */
export class Draft {
  readonly nodes: FlowNode[] = [];
  edges: FlowEdge[] = [];
  cursors: Cursor[] = [];
  #count = 0;

  /** Puts a node where the drawing goes on now, and goes on from it. */
  add(said: Said): FlowNode {
    this.#count += 1;
    const node = named(said, `n${this.#count}`);
    this.nodes.push(node);
    if (!NO_INPUT.has(node.kind)) this.connect(this.cursors, node.id);
    this.cursors = [{ from: node.id, port: ONWARDS[node.kind] ?? "next" }];
    return node;
  }

  connect(from: readonly Cursor[], to: string): void {
    for (const cursor of from) this.edges.push({ id: `e${this.edges.length + 1}`, ...cursor, to });
  }

  /** Another node in the place of one: same id, same edges. */
  replace(node: FlowNode): void {
    const at = this.nodes.findIndex(({ id }) => id === node.id);
    if (at >= 0) this.nodes[at] = node;
  }

  find<K extends FlowNode["kind"]>(kind: K): NodeOf<K> | undefined {
    return this.nodes.findLast((node): node is NodeOf<K> => node.kind === kind);
  }

  isEntry(id: string): boolean {
    return !this.edges.some(({ to }) => to === id);
  }

  /** One more part of a condition that nothing has followed yet. */
  extend(node: NodeOf<"condition">, when: Condition, or: boolean): NodeOf<"condition"> {
    const parts = partsOf(node.when, or ? "any" : "all");
    const more = partsOf(when, or ? "any" : "all");
    const longer = { ...node, when: or ? any([...parts, ...more]) : all(sameFact([...parts, ...more])) };
    this.replace(longer);
    return longer;
  }

  /** A trigger in front of a condition that was said before it. */
  before(said: Said, node: FlowNode): FlowNode {
    const { cursors } = this;
    const trigger = this.add(said);
    this.nodes.pop();
    this.nodes.splice(this.nodes.indexOf(node), 0, trigger);
    this.connect([{ from: trigger.id, port: "next" }], node.id);
    this.cursors = cursors;
    return trigger;
  }

  /** One condition as two, one inside the other: what stands outside is in front, and the inner one keeps its ways on. */
  nest(node: NodeOf<"condition">, outside: Condition[], inside: Condition[]): NodeOf<"condition"> {
    const inner = { ...node, when: all(inside) };
    this.replace(inner);
    const { cursors } = this;
    this.cursors = [];
    const outer = this.add({ kind: "condition", when: all(outside), missing: node.missing });
    this.nodes.pop();
    this.nodes.splice(this.nodes.indexOf(inner), 0, outer);
    this.edges = this.edges.map((edge) => (edge.to === node.id ? { ...edge, to: outer.id } : edge));
    this.connect([{ from: outer.id, port: "met" }], node.id);
    this.cursors = cursors;
    return inner;
  }

  /** Conditions side by side become the cases of one branch, so that there is an otherwise for all of them. */
  branch(rules: readonly NodeOf<"condition">[]): NodeOf<"branch"> | null {
    const [first] = rules;
    if (
      first === undefined ||
      this.edges.some(({ from, port }) => port !== "met" && rules.some(({ id }) => id === from))
    )
      return null;
    const ids = rules.map(({ id }) => id);
    const cases = rules.map(({ when }, index) => ({ id: `c${index + 1}`, when }));
    const { id, position } = first;
    // Sentences stand for themselves: an order that two of them fit gets both, unless they only route, where the first one wins.
    const onlyRoutes = rules.every((rule) => this.#after(rule.id).every(({ kind }) => kind === "route"));
    const node: NodeOf<"branch"> = {
      id,
      position,
      kind: "branch",
      mode: onlyRoutes ? "first" : "all",
      cases,
      missing: "not_met",
    };
    this.replace(node);
    const rest = ids.slice(1);
    for (const gone of rest)
      this.nodes.splice(
        this.nodes.findIndex((one) => one.id === gone),
        1,
      );
    this.edges = this.edges
      .filter(({ to }) => !rest.includes(to))
      .map((edge) => (ids.includes(edge.from) ? { ...edge, from: id, port: `c${ids.indexOf(edge.from) + 1}` } : edge));
    return node;
  }

  #after(id: string): FlowNode[] {
    const found = new Set<string>();
    const queue = [id];
    for (let from = queue.pop(); from !== undefined; from = queue.pop()) {
      for (const edge of this.edges) {
        if (edge.from !== from || found.has(edge.to)) continue;
        found.add(edge.to);
        queue.push(edge.to);
      }
    }
    return this.nodes.filter((node) => found.has(node.id));
  }

  /** Takes a node out again. */
  drop(id: string): void {
    const at = this.nodes.findIndex((node) => node.id === id);
    if (at >= 0) this.nodes.splice(at, 1);
    this.edges = this.edges.filter(({ from, to }) => from !== id && to !== id);
  }

  /** Nodes that wait for a trigger or for whatever is selected. */
  entries(): string[] {
    return this.nodes.filter((node) => !NO_INPUT.has(node.kind) && this.isEntry(node.id)).map(({ id }) => id);
  }
}

export const partsOf = (when: Condition, match: "all" | "any"): Condition[] =>
  when.type === "group" && when.match === match ? when.parts : [when];
