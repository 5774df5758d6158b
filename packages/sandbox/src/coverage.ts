/** Which way the orders took through the flow that is tried: what the canvas shows. Each order counts once wherever it was. */
import type { FlowEdge } from "@switchyard/flow";
import { Counts, madeFor } from "./figures.ts";
import type { Tracked } from "./tracked.ts";

export interface CoverageFigures {
  /** Edge → orders that took it. */
  edges: Record<string, number>;
  /** Node → orders that reached it. */
  nodes: Record<string, number>;
  /** `node:port` → orders that left by it. */
  ports: Record<string, number>;
  /** `node/row` → orders that hit the row of a decision table. */
  rows: Record<string, number>;
  /** Facts that conditions wanted and orders did not have, by source. */
  quality: { source: string; fact: string; count: number }[];
}

type Kind = "node" | "port" | "row" | "fact";
interface Mark {
  kind: Kind;
  name: string;
  count: number;
}

/** Hears of every order that leaves by a port, once each. */
export interface PortEar {
  node: string;
  port: string;
  tell(order: Tracked): void;
}

export class Coverage {
  readonly #edges: readonly FlowEdge[];
  readonly #ear: { mark: number; tell: PortEar["tell"] } | null;
  readonly #marks: Mark[] = [];
  readonly #numbers: Record<Kind, Map<string, number>> = {
    node: new Map(),
    port: new Map(),
    row: new Map(),
    fact: new Map(),
  };
  readonly #quality = new Map<string, Counts>();

  constructor(edges: readonly FlowEdge[], ear?: PortEar) {
    this.#edges = edges;
    this.#ear = ear === undefined ? null : { mark: this.numberOf("port", `${ear.node}:${ear.port}`), tell: ear.tell };
  }

  /** How many have a number. */
  get size(): number {
    return this.#marks.length;
  }

  /** The number of a mark, given to it when it is asked for first. */
  numberOf(kind: Kind, name: string): number {
    return madeFor(this.#numbers[kind], name, () => this.#marks.push({ kind, name, count: 0 }) - 1);
  }

  /** Name → number. */
  names(kind: Kind): ReadonlyMap<string, number> {
    return this.#numbers[kind];
  }

  /** One more order has it. */
  count(number: number, order: Tracked): void {
    const mark = this.#marks[number];
    if (mark === undefined) return;
    if (mark.kind === "fact") this.addMissing(order.order?.source ?? "", mark.name, 1);
    else mark.count += 1;
    if (number === this.#ear?.mark) this.#ear.tell(order);
  }

  addNode(node: string, by: number): void {
    this.#add("node", node, by);
  }
  addPort(node: string, port: string, by: number): void {
    this.#add("port", `${node}:${port}`, by);
  }
  addRow(node: string, row: string, by: number): void {
    this.#add("row", `${node}/${row}`, by);
  }
  addMissing(source: string, fact: string, by: number): void {
    madeFor(this.#quality, source, () => new Counts()).add(fact, by);
  }
  #add(kind: Kind, name: string, by: number): void {
    const mark = this.#marks[this.numberOf(kind, name)];
    if (mark !== undefined) mark.count += by;
  }

  all(): CoverageFigures {
    const ports = this.#all("port");
    const edges = this.#edges.map(({ id, from, port }): [string, number] => [id, ports[`${from}:${port}`] ?? 0]);
    const [nodes, rows] = [this.#all("node"), this.#all("row")];
    return { edges: Object.fromEntries(edges), nodes, ports, rows, quality: qualityOf(this.#quality) };
  }

  /** By name, so that the same counts have the same bytes. */
  #all(kind: Kind): Record<string, number> {
    const found = this.#marks.flatMap((mark): [string, number][] =>
      mark.kind === kind && mark.count > 0 ? [[mark.name, mark.count]] : [],
    );
    return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** `quality`: source → fact → orders. */
export const qualityOf = (quality: ReadonlyMap<string, Counts>): CoverageFigures["quality"] =>
  [...quality]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([source, facts]) => Object.entries(facts.all()).map(([fact, count]) => ({ source, fact, count })));
