/** Which nodes, ports and table rows of the flow that is tried orders passed: what the canvas shows. */
import type { Decision, TraceStep } from "@switchyard/engine";
import type { FlowEdge, Program } from "@switchyard/flow";
import { type CompiledRules, compileRules } from "@switchyard/logic";
import { Counts, madeFor } from "./figures.ts";

export interface CoverageFigures {
  /** Edge → orders that took it. */
  edges: Record<string, number>;
  nodes: Record<string, number>;
  /** `node:port` → orders that left by it. */
  ports: Record<string, number>;
  /** `node/row` → orders that hit the row of a decision table. */
  rows: Record<string, number>;
}

/** Triggers and actions name no port in the trace: they have one. */
const ONLY_PORT = ["next"];

interface Table {
  rules: CompiledRules;
  hit: "first" | "collect";
}

export class Coverage {
  readonly #flow: string;
  readonly #edges: readonly FlowEdge[];
  readonly #nodes = new Counts();
  readonly #ports = new Map<string, Counts>();
  readonly #rows = new Counts();
  readonly #tables = new Map<string, Table>();

  constructor(flow: string, edges: readonly FlowEdge[], program: Program | undefined) {
    this.#flow = flow;
    this.#edges = edges;
    for (const { steps } of program?.entries ?? []) {
      for (const step of steps) {
        if (step.type === "table") this.#tables.set(step.node, { rules: compileRules(step.rows), hit: step.hit });
      }
    }
  }

  take(decision: Decision): void {
    for (const step of decision.trace) if (step.flow === this.#flow) this.#pass(step);
  }

  #pass(step: TraceStep): void {
    for (const port of step.ports.length === 0 ? ONLY_PORT : step.ports) this.addPort(step.node, port, 1);
    this.addNode(step.node, 1);
    const table = this.#tables.get(step.node);
    if (table === undefined || !step.ports.includes("matched")) return;
    for (const row of rowsHit(table, step.saw)) this.addRow(step.node, row, 1);
  }

  addNode(node: string, by: number): void {
    this.#nodes.add(node, by);
  }
  addPort(node: string, port: string, by: number): void {
    madeFor(this.#ports, node, () => new Counts()).add(port, by);
  }
  addRow(node: string, row: string, by: number): void {
    this.#rows.add(`${node}/${row}`, by);
  }

  all(): CoverageFigures {
    const ports = [...this.#ports].flatMap(([node, counts]) =>
      Object.entries(counts.all()).map(([port, count]): [string, number] => [`${node}:${port}`, count]),
    );
    const byName = Object.fromEntries(ports.sort(([a], [b]) => (a < b ? -1 : 1)));
    const edges = this.#edges.map(({ id, from, port }): [string, number] => [id, byName[`${from}:${port}`] ?? 0]);
    return { edges: Object.fromEntries(edges), nodes: this.#nodes.all(), ports: byName, rows: this.#rows.all() };
  }
}

/** The trace keeps every fact that the rows read: the rows are asked again. */
function rowsHit({ rules, hit }: Table, saw: Record<string, unknown>): string[] {
  const facts: Record<string, unknown> = {};
  for (const name of Object.keys(saw)) if (saw[name] !== null) setAt(facts, name.split("."), saw[name]);
  const rows = rules.match(facts);
  return hit === "first" ? rows.slice(0, 1) : rows;
}

function setAt(facts: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = "", ...rest] = path;
  if (rest.length === 0) {
    facts[name] = value;
    return;
  }
  const group = (facts[name] ?? {}) as Record<string, unknown>;
  facts[name] = group;
  setAt(group, rest, value);
}
