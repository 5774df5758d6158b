/**
 * `var` as json-logic-js reads it, but own properties only, so that `constructor.constructor` is missing data like any
 * other name. A missing value is `fallback`; `undefined` as a fallback means `null`.
 */
export function readVar(data: unknown, path: unknown, fallback?: unknown): unknown {
  if (path === undefined || path === "" || path === null) return data;
  return readPath(data, String(path).split("."), fallback === undefined ? null : fallback);
}

/** `readVar` with the path already split and the fallback already settled. */
function readPath(data: unknown, path: readonly string[], fallback: unknown): unknown {
  let value = data;
  for (const key of path) {
    if (value === null || value === undefined) return fallback;
    value = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
    if (value === undefined) return fallback;
  }
  return value;
}
