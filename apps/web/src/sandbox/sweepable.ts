/** The numbers of a drawing that can be tried at other values: thresholds of conditions, windows of merges, spans of watches. */
import type { Condition, Duration, FlowDocument, FlowNode } from "@switchyard/flow";
import { factSpec, timeOfDay } from "@switchyard/orders";
import { readTime } from "../designer/condition/time-text.ts";

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
  // Days of the week do not stand in a row: one more than Friday is nothing to try.
  return typeof condition.value === "number" && factSpec(condition.fact)?.unit !== "weekday"
    ? [{ pointer: `${pointer}/value`, value: condition.value, fact: condition.fact }]
    : [];
}

type Unit = Duration["unit"];

/** Its numbers are minutes of a day, written 12:00. */
export const isTime = ({ fact }: Pick<Sweepable, "fact">): boolean =>
  fact !== null && factSpec(fact)?.unit === "time_of_day";

/** Values that people write: numbers or times in a row, of a span its amounts. Null: something is none. */
export function valuesOf(sweepable: Sweepable, text: string, unit: Unit | null): (number | Duration)[] | null {
  const { value } = sweepable;
  const words = text.split(/[\s,;\uFF0C\u3001\uFF1B]+/).filter((word) => word !== "");
  const numbers = words.map((word) => (isTime(sweepable) ? (readTime(word) ?? Number.NaN) : Number(word)));
  if (numbers.length === 0 || numbers.length > 12 || numbers.some((one) => !Number.isFinite(one))) return null;
  if (typeof value === "number") return numbers;
  return numbers.map((amount) => ({ ...value, amount, unit: unit ?? value.unit }));
}

/** What is offered at first: of days the week, of a time the hours beside it, of a merge window what shippers ask about, otherwise some around what it is now. */
export function firstValues({ node, value, fact }: Sweepable): { text: string; unit: Unit | null } {
  if (typeof value !== "number")
    return node.kind === "merge"
      ? { text: "2, 4, 8, 24", unit: "hour" }
      : { text: around(value.amount).join(", "), unit: value.unit };
  if (isTime({ fact })) return { text: hoursBeside(value).map(timeOfDay).join(", "), unit: null };
  return { text: (fact?.endsWith("_days") ? [1, 2, 3, 4, 5, 6, 7] : around(value)).join(", "), unit: null };
}

const DAY_MINUTES = 24 * 60;
const hoursBeside = (minutes: number): number[] =>
  [-2, -1, 0, 1, 2].map((hours) => minutes + 60 * hours).filter((one) => one >= 0 && one < DAY_MINUTES);

/** The values that a sweep went through, as they were written; null: they are not those of this number. */
export function sweptValues(
  choice: Sweepable,
  sweep: { node: string; pointer: string; points: readonly { value?: unknown }[] } | null,
): { text: string; unit: Unit | null } | null {
  if (sweep === null || sweep.node !== choice.node.id || sweep.pointer !== choice.pointer) return null;
  const values = sweep.points.map(({ value }) => value);
  const write = isTime(choice) ? timeOfDay : String;
  return { text: values.map((value) => write(amountOf(value))).join(", "), unit: unitOf(values[0]) };
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
