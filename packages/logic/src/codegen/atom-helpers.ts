import { LogicError } from "../errors.ts";

/** Longer texts and lists are left to the reference, which counts what they cost. */
const LIGHT = 65_536;

/**
 * Questions about one fact as rule sets ask them. A fact that is missing comes as `undefined` or null and means the same.
 * They throw where an answer would convert an object or read a very long text: the reference then decides.
 */
export const atomHelpers = {
  /** As `<` reads a fact: null is 0. */
  number(value: unknown): number {
    return typeof value === "number" ? value : Number(primitive(value) ?? null);
  },

  /** As `<` reads a fact that must be there: NaN, which is neither below nor above, if it is not. */
  presentNumber(value: unknown): number {
    if (typeof value === "number") return value;
    return isAbsent(value) ? Number.NaN : Number(primitive(value));
  },

  /** Whether a fact is what an operator may convert without asking anyone. A missing one is. */
  isOrdinary(value: unknown): boolean {
    return (
      typeof value === "number" ||
      typeof value === "string" ||
      value === undefined ||
      value === null ||
      value === true ||
      value === false
    );
  },

  /** The same for a fact that `in` searches. */
  isSearchable(value: unknown): boolean {
    return (
      typeof value === "string" ||
      Array.isArray(value) ||
      value === undefined ||
      value === null ||
      typeof value !== "object"
    );
  },

  /** A fact that `==` may convert. */
  primitive,

  isAbsent,

  beginsWith(value: unknown, text: string): boolean {
    return typeof value === "string" ? value.startsWith(text) : String(primitive(value) ?? null).startsWith(text);
  },

  endsIn(value: unknown, text: string): boolean {
    return typeof value === "string" ? value.endsWith(text) : String(primitive(value) ?? null).endsWith(text);
  },

  holdsText(value: unknown, text: string): boolean {
    if (typeof value === "string") return value.length < LIGHT ? value.includes(text) : refuse();
    if (Array.isArray(value)) return value.length < LIGHT ? value.indexOf(text) !== -1 : refuse();
    primitive(value);
    return false;
  },

  cut(value: unknown, length: number): string {
    return (typeof value === "string" ? value : String(primitive(value) ?? null)).slice(0, length);
  },
};

function primitive(value: unknown): unknown {
  switch (typeof value) {
    case "string":
      return value.length < LIGHT ? value : refuse();
    case "number":
    case "boolean":
    case "undefined":
      return value;
    default:
      return value === null ? value : refuse();
  }
}

function isAbsent(value: unknown): boolean {
  return value === null || value === undefined || value === "";
}

function refuse(): never {
  throw new LogicError("failed", "the reference decides this");
}
