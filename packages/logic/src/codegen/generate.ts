import { helpers } from "./runtime.ts";

/** The one place where source text becomes a function. What it may contain is checked here, whoever wrote it. */

/** No quote, no backtick, no backslash, nothing outside ASCII: a text of a rule cannot even be written. */
const ALPHABET = /^[A-Za-z0-9_\s.,;:?!<>=&|+\-*/%()[\]{}]*$/;
const WORDS: ReadonlySet<string> = new Set([
  ...["const", "let", "return", "function", "if", "true", "false", "null", "void", "undefined"],
  ...[
    "K",
    "H",
    "d",
    "o",
    "m",
    "out",
    "n",
    "has",
    "get",
    "switch",
    "case",
    "break",
    "meter",
    "bail",
    "current",
    "accumulator",
  ],
  ...Object.keys(helpers),
]);
/** Constants, fields, temporaries, elements and accumulators are numbered; so are integers. */
const NUMBERED = /^[kfrtea]?\d+$/;

export interface GeneratedSource {
  /** Body of a function of `K` (constants) and `H` (helpers) that returns the function wanted. */
  readonly text: string;
  readonly constants: readonly unknown[];
}

/** Whether every character and every word of `text` is one that the code generator may write. */
export function isSafeSource(text: string): boolean {
  return ALPHABET.test(text) && (text.match(/\w+/g) ?? []).every((word) => WORDS.has(word) || NUMBERED.test(word));
}

/** `undefined` where the host forbids code generation or cannot parse so much. */
export function generate<T>(
  { text, constants }: GeneratedSource,
  extra: Readonly<Record<string, unknown>>,
): T | undefined {
  if (!isSafeSource(text)) throw new Error("generated source left its alphabet: this is a bug of @switchyard/logic");
  try {
    return new Function("K", "H", text)(constants, { ...helpers, ...extra }) as T;
  } catch (error) {
    // Forbidden, or nested deeper than the parser goes.
    if (error instanceof EvalError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Asks the host once. In a page it needs `unsafe-eval`; in Node it may be off by a flag. */
export function codegenAllowed(): boolean {
  return generate<() => true>({ text: "return function(){return true;};", constants: [] }, {})?.() ?? false;
}
