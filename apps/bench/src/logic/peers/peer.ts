import type { Rule } from "@switchyard/logic";
import type { Facts } from "../workload.ts";

/** One implementation, ready to decide orders: ids of the rules that match, in any order. */
export interface Peer {
  readonly name: string;
  readonly prepare: (rules: readonly Rule[], sample: readonly Facts[]) => Decide | Promise<Decide>;
  /** Larger sets are not measured: it would take minutes to say that it takes minutes. */
  readonly most?: number;
}

export type Decide = ((facts: Facts) => string[]) | ((facts: Facts) => Promise<string[]>);

/** A condition as the workload writes it, read for implementations that have another language. */
export type Shape =
  | { readonly kind: "and" | "or"; readonly parts: readonly Shape[] }
  | { readonly kind: "present"; readonly fact: string }
  | { readonly kind: "equals" | "differs"; readonly fact: string; readonly value: unknown }
  | { readonly kind: "prefix"; readonly fact: string; readonly text: string }
  | { readonly kind: "one-of"; readonly fact: string; readonly values: readonly unknown[] }
  | { readonly kind: "holds"; readonly fact: string; readonly text: string }
  | { readonly kind: "compare"; readonly fact: string; readonly by: "<" | "<=" | ">" | ">="; readonly value: number };

type Json = { readonly [key: string]: unknown };

/** Only for rules of this workload; anything else is an error of the benchmark. */
export function shapeOf(logic: unknown): Shape {
  const [[operator, operands] = ["", []]] = Object.entries(logic as Json);
  const args = (Array.isArray(operands) ? operands : [operands]) as unknown[];
  const [first, second] = args;
  switch (operator) {
    case "and":
    case "or":
      return { kind: operator, parts: args.map(shapeOf) };
    case "!":
      return { kind: "present", fact: ((first as Json).missing as string[])[0] as string };
    case "===": {
      const cut = (first as Json).substr as unknown[] | undefined;
      if (cut !== undefined) return { kind: "prefix", fact: factOf(cut[0]), text: second as string };
      return { kind: "equals", fact: factOf(first), value: second };
    }
    case "!==":
      return { kind: "differs", fact: factOf(first), value: second };
    case "in":
      if (Array.isArray(second)) return { kind: "one-of", fact: factOf(first), values: second };
      return { kind: "holds", fact: factOf(second), text: first as string };
    case "<=":
      if (args.length === 3) {
        const fact = factOf(second);
        const low: Shape = { kind: "compare", fact, by: ">=", value: first as number };
        return { kind: "and", parts: [low, { kind: "compare", fact, by: "<=", value: args[2] as number }] };
      }
      return { kind: "compare", fact: factOf(first), by: operator, value: second as number };
    case "<":
    case ">":
    case ">=":
      return { kind: "compare", fact: factOf(first), by: operator, value: second as number };
    default:
      throw new Error(`the workload has no ${operator}`);
  }
}

function factOf(logic: unknown): string {
  return (logic as Json).var as string;
}
