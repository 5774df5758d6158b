/** What is said to people is said in both languages; an expected refusal is a value, not an exception. */

export interface Text {
  zh: string;
  en: string;
}

/** One thing that is wrong or odd in some input. `pointer` is an RFC 6901 JSON pointer to it. */
export interface Problem {
  pointer: string;
  code: string;
  message: Text;
}

/** RFC 6901: `~` and `/` inside a key are escaped. */
export function pointerTo(parent: string, key: string | number): string {
  return `${parent}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** A short, safe quotation of an offending value for a message. */
export function quoted(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 40 ? `“${text.slice(0, 40)}…”` : `“${text}”`;
}

/** Ends an exhaustive switch: a case that was forgotten is a compile error. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
