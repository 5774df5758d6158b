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

type Unit = Duration["unit"];

/** Values that people write: numbers in a row, of a span its amounts. Null: something is no number. */
export function valuesOf({ value }: Sweepable, text: string, unit: Unit | null): (number | Duration)[] | null {
  const words = text.split(/[\s,;\uFF0C\u3001\uFF1B]+/).filter((word) => word !== "");
  const numbers = words.map(Number);
  if (numbers.length === 0 || numbers.length > 12 || numbers.some((one) => !Number.isFinite(one))) return null;
  if (typeof value === "number") return numbers;
  return numbers.map((amount) => ({ ...value, amount, unit: unit ?? value.unit }));
}

/** What is offered at first: of days the week, of a merge window what shippers ask about, otherwise some around what it is now. */
export function firstValues({ node, value, fact }: Sweepable): { text: string; unit: Unit | null } {
  if (typeof value !== "number")
    return node.kind === "merge"
      ? { text: "2, 4, 8, 24", unit: "hour" }
      : { text: around(value.amount).join(", "), unit: value.unit };
  return { text: (fact?.endsWith("_days") ? [1, 2, 3, 4, 5, 6, 7] : around(value)).join(", "), unit: null };
}

/** Half, as it is, twice …; whole numbers stay whole, each stands once. */
function around(value: number): number[] {
  const times = [0.5, 0.75, 1, 1.5, 2].map((factor) => value * factor);
  return [...new Set(Number.isInteger(value) ? times.map(Math.round) : times)].sort((a, b) => a - b);
}

/** Which of them a sweep went through; -1: none that is there now. */
export const placeOf = (choices: readonly Sweepable[], sweep: { node: string; pointer: string } | null): number =>
  choices.findIndex(({ node, pointer }) => node.id === sweep?.node && pointer === sweep.pointer);

export const amountOf = (value: unknown): number =>
  typeof value === "number" ? value : ((value as Duration | null)?.amount ?? Number.NaN);
export const unitOf = (value: unknown): Unit | null =>
  typeof value === "object" && value !== null ? (value as Duration).unit : null;
