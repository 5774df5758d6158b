/** Reading and writing the places of parameters: `/nodes/<id>/when/parts/1/value`. */
import type { FlowDocument } from "@switchyard/flow";

const LISTS = ["nodes", "windows", "patterns"] as const;
type Walk = { list: (typeof LISTS)[number]; id: string; path: string[] };

function walkOf(place: string): Walk | null {
  const [empty, list, id, ...path] = place.split("/");
  const known = LISTS.find((one) => one === list);
  if (empty !== "" || known === undefined || id === undefined || path.length === 0) return null;
  return { list: known, id, path };
}

/** What stands there; undefined where nothing does. Only a value's own keys are followed. */
export function valueAt(document: FlowDocument, place: string): unknown {
  const walk = walkOf(place);
  if (walk === null) return undefined;
  let value: unknown = document[walk.list].find(({ id }) => id === walk.id);
  for (const key of walk.path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** A document with another value there; the same document where there is no such place. */
export function withValue(document: FlowDocument, place: string, value: unknown): FlowDocument {
  const walk = walkOf(place);
  if (walk === null || valueAt(document, place) === undefined) return document;
  const list: { id: string }[] = document[walk.list];
  const changed = list.map((one) =>
    one.id === walk.id ? restOfSplit(replaced(one, walk.path, value), walk.path) : one,
  );
  return { ...document, [walk.list]: changed };
}

function replaced(value: unknown, path: readonly string[], to: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return to;
  if (Array.isArray(value)) return value.map((one, index) => (String(index) === key ? replaced(one, rest, to) : one));
  const record = value as Record<string, unknown>;
  return { ...record, [key]: replaced(record[key], rest, to) };
}

/** In a split of two, the other part takes the rest: shares add up to 100 %. */
function restOfSplit(node: unknown, path: readonly string[]): unknown {
  const [list, at, key] = path;
  const parts = (node as { parts?: { percent?: unknown }[] }).parts;
  if (list !== "parts" || key !== "percent" || !Array.isArray(parts) || parts.length !== 2) return node;
  const taken = parts[Number(at)]?.percent;
  if (typeof taken !== "number") return node;
  const rest = Math.round((100 - taken) * 100) / 100;
  const shared = parts.map((part, index) => (String(index) === at ? part : { ...part, percent: rest }));
  return { ...(node as object), parts: shared };
}
