/** An answer or a refusal. */
export type Answer = { readonly value: unknown } | { readonly error: unknown };

export function answerOf(run: () => unknown): Answer {
  try {
    return { value: run() };
  } catch (error) {
    return { error };
  }
}

/** Bit for bit: NaN is NaN, −0 is not 0, holes are holes, and a refusal is a refusal. */
export function sameAnswer(a: Answer, b: Answer): boolean {
  if ("error" in a || "error" in b) return "error" in a && "error" in b;
  return sameValue(a.value, b.value, []);
}

function sameValue(a: unknown, b: unknown, open: unknown[]): boolean {
  if (Object.is(a, b) || open.includes(a)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Reflect.ownKeys(a);
  if (keys.length !== Reflect.ownKeys(b).length) return false;
  open.push(a);
  const same = keys.every((key) => Object.hasOwn(b, key) && sameValue(Reflect.get(a, key), Reflect.get(b, key), open));
  open.pop();
  return same;
}
