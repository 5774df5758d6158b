import { helpers } from "../codegen/runtime.ts";
import type { Cells } from "./cells.ts";
import type { Scalar } from "./condition.ts";
import { TextSearch } from "./text-search.ts";

/** Words of state that a slot has: code of the value, present, true, code of the value as a number. */
export const STATE = { code: 0, present: 1, truthy: 2, number: 3, width: 4 } as const;
/** Numbers that a slot has: as `<` reads it (null is 0), and the same with NaN where the fact is absent. */
export const NUMBERS = { plain: 0, guarded: 1, width: 2 } as const;

/** What the rules of a set ask of one fact. */
export class Slot {
  readonly path: string;
  readonly codes = new Map<Scalar, number>();
  readonly numbers = new Map<number, number>();
  /** Texts that a list may hold, by the number of their stamp. */
  readonly elements = new Map<unknown, number>();
  prefixes: TextSearch | undefined;
  suffixes: TextSearch | undefined;
  contained: TextSearch | undefined;
  /** All stamps of this fact. */
  readonly stamps: number[] = [];
  /** Some rule compares the fact with a text by `==`, which would convert an object. */
  isLoose = false;
  isCompared = false;
  /** The fact is looked up for every order; otherwise when the first test asks. */
  isEager = true;
  asksPresence = false;
  asksTruth = false;
  /** First trigger of `codes` and of `numbers`, and those of a true and of an absent value. */
  firstCode = 0;
  firstNumber = 0;
  truthyTrigger = 0;
  absentTrigger = 0;
  plainCells: Cells | undefined;
  guardedCells: Cells | undefined;

  constructor(path: string) {
    this.path = path;
  }

  code(value: Scalar): number {
    return intern(this.codes, value);
  }

  numberCode(value: number): number {
    return intern(this.numbers, value);
  }

  search(kind: "prefix" | "suffix" | "contained"): TextSearch {
    if (kind === "prefix") {
      this.prefixes ??= new TextSearch("forwards");
      return this.prefixes;
    }
    if (kind === "suffix") {
      this.suffixes ??= new TextSearch("backwards");
      return this.suffixes;
    }
    this.contained ??= new TextSearch("forwards");
    return this.contained;
  }
}

function intern<K>(codes: Map<K, number>, value: K): number {
  let code = codes.get(value);
  if (code === undefined) {
    code = codes.size;
    codes.set(value, code);
  }
  return code;
}

/** Copies the facts that a set reads into `raw`, `null` where one is missing. */
export type ReadFacts = (facts: unknown, raw: unknown[]) => void;

/** `ReadFacts` without code generation. */
export function factReader(paths: readonly string[]): ReadFacts {
  const split = paths.map((path) => path.split("."));
  return (facts, raw) => {
    for (let i = 0; i < split.length; i++) raw[i] = helpers.walk(facts, split[i] ?? []) ?? null;
  };
}
