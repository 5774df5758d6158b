import { renameFacts } from "../conditions/map-facts.ts";
import type { FlowDocument } from "../document.ts";

/** A sub-flow's document with the facts that it declares renamed (`count.<prefix><id>`), so that they cannot meet its caller's. */
export function withPrefixedFacts(doc: FlowDocument, prefix: string): FlowDocument {
  const own = new Map<string, string>([
    ...doc.windows.map(({ of, id }): [string, string] => [`${of}.${id}`, `${of}.${prefix}${id}`]),
    ...doc.patterns.map(({ id }): [string, string] => [`pattern.${id}`, `pattern.${prefix}${id}`]),
  ]);
  if (own.size === 0) return doc;
  const renamed = renameFacts(doc, { fact: (name) => own.get(name) ?? name, pattern: (id) => `${prefix}${id}` });
  return {
    ...renamed,
    windows: renamed.windows.map((window) => ({ ...window, id: prefix + window.id })),
    patterns: renamed.patterns.map((pattern) => ({ ...pattern, id: prefix + pattern.id })),
  };
}
