/** What a condition can ask of one fact's value. `null` answers: it depends on which value of the domain it is. */

export type NumberPredicate =
  | { kind: "le" | "lt" | "ge" | "gt" | "eq"; value: number }
  | { kind: "among"; values: readonly number[] };
export type TextPredicate =
  | { kind: "is" | "prefix" | "suffix" | "contains"; value: string }
  | { kind: "among"; values: readonly string[] };
export type ListPredicate = { kind: "has"; value: string } | { kind: "count_le" | "count_ge"; value: number };

export type Predicate =
  | { on: "number"; test: NumberPredicate }
  | { on: "text"; test: TextPredicate }
  | { on: "list"; test: ListPredicate }
  | { on: "boolean" };

/** Whether a present value satisfies the predicate, as JSON-Logic would say. */
export function satisfies(value: unknown, predicate: Predicate): boolean {
  switch (predicate.on) {
    case "boolean":
      return value === true;
    case "number":
      return typeof value === "number" && numberSatisfies(value, predicate.test);
    case "text":
      return typeof value === "string" && textSatisfies(value, predicate.test);
    case "list":
      if (!Array.isArray(value)) return false;
      return listSatisfies(value, predicate.test);
  }
}

export function numberSatisfies(value: number, test: NumberPredicate): boolean {
  switch (test.kind) {
    case "le":
      return value <= test.value;
    case "lt":
      return value < test.value;
    case "ge":
      return value >= test.value;
    case "gt":
      return value > test.value;
    case "eq":
      return value === test.value;
    case "among":
      return test.values.includes(value);
  }
}

export function textSatisfies(value: string, test: TextPredicate): boolean {
  switch (test.kind) {
    case "is":
      return value === test.value;
    case "prefix":
      return value.startsWith(test.value);
    case "suffix":
      return value.endsWith(test.value);
    case "contains":
      return value.includes(test.value);
    case "among":
      return test.values.includes(value);
  }
}

function listSatisfies(value: readonly unknown[], test: ListPredicate): boolean {
  switch (test.kind) {
    case "has":
      return value.includes(test.value);
    case "count_le":
      return value.length <= test.value;
    case "count_ge":
      return value.length >= test.value;
  }
}
