import { type Condition, comparisonsOf, type FlowDocument, nodeCatalogue, OPERATORS } from "@switchyard/flow";

/** Which node kinds and operators the flows of a round trip held. */
export class Coverage {
  readonly #kinds = new Map<string, number>();
  readonly #operators = new Map<string, number>();
  #flows = 0;

  add(doc: FlowDocument): void {
    this.#flows += 1;
    for (const node of doc.nodes) {
      bump(this.#kinds, node.kind);
      for (const condition of conditionsIn(node))
        for (const { operator } of comparisonsOf(condition)) bump(this.#operators, operator);
      if (node.kind === "decision_table") for (const { operator } of node.columns) bump(this.#operators, operator);
    }
  }

  missing(): string[] {
    const kinds = nodeCatalogue.map(({ kind }) => kind).filter((kind) => !this.#kinds.has(kind));
    return [...kinds, ...OPERATORS.filter((operator) => !this.#operators.has(operator))];
  }

  report(language: string): string {
    const list = (counts: ReadonlyMap<string, number>) =>
      [...counts]
        .sort(([, a], [, b]) => b - a)
        .map(([name, count]) => `${name} ${count}`)
        .join(", ");
    return [
      `round trip ${language}: ${this.#flows} flows the same after saying and understanding`,
      `  node kinds ${this.#kinds.size} of ${nodeCatalogue.length}: ${list(this.#kinds)}`,
      `  operators ${this.#operators.size} of ${OPERATORS.length}: ${list(this.#operators)}`,
      `  not in these flows: ${this.missing().join(", ") || "none"}`,
    ].join("\n");
  }
}

function bump(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function conditionsIn(node: FlowDocument["nodes"][number]): Condition[] {
  switch (node.kind) {
    case "condition":
      return [node.when];
    case "branch":
      return node.cases.map(({ when }) => when);
    case "merge":
      return node.exclude === undefined ? [] : [node.exclude];
    case "route":
      return node.lines === undefined ? [] : [node.lines];
    case "breaker":
      return node.measure.where === undefined ? [] : [node.measure.where];
    default:
      return [];
  }
}
