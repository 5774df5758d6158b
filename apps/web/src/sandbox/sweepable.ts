/** The numbers of a drawing that can be tried at other values: thresholds of conditions, windows of merges, spans of watches. */
import type { Condition, Duration, FlowDocument, FlowNode } from "@switchyard/flow";

export interface Sweepable {
  node: FlowNode;
  /** JSON pointer inside the node. */
  pointer: string;
  value: number | Duration;
  fact: string | null;
}

export function sweepablesOf(document: FlowDocument): Sweepable[] {
  return document.nodes.flatMap((node): Sweepable[] => {
    switch (node.kind) {
      case "condition":
        return numbersOf(node.when, "/when").map((one) => ({ node, ...one }));
      case "branch":
        return node.cases.flatMap((one, place) =>
          numbersOf(one.when, `/cases/${place}/when`).map((found) => ({ node, ...found })),
        );
      case "merge":
        return [{ node, pointer: "/window", value: node.window, fact: null }];
      case "watch":
        return [{ node, pointer: "/within", value: node.within, fact: null }];
      default:
        return [];
    }
  });
}

function numbersOf(condition: Condition, pointer: string): Omit<Sweepable, "node">[] {
  if (condition.type === "group") {
    return condition.parts.flatMap((part, place) => numbersOf(part, `${pointer}/parts/${place}`));
  }
  return typeof condition.value === "number"
    ? [{ pointer: `${pointer}/value`, value: condition.value, fact: condition.fact }]
    : [];
}

/** Values that people write: numbers in a row, of a span its amounts. Null: something is no number. */
export function valuesOf({ value }: Sweepable, text: string): (number | Duration)[] | null {
  const words = text.split(/[\s,;\uFF0C\u3001\uFF1B]+/).filter((word) => word !== "");
  const numbers = words.map(Number);
  if (numbers.length === 0 || numbers.length > 12 || numbers.some((one) => !Number.isFinite(one))) return null;
  return numbers.map((amount) => (typeof value === "number" ? amount : { ...value, amount }));
}

export const amountOf = (value: unknown): number =>
  typeof value === "number" ? value : ((value as Duration | null)?.amount ?? Number.NaN);
