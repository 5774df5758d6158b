import type { FlowDocument } from "../document.ts";
import { type FactSource, factLookup } from "../facts.ts";
import { windowText } from "./declarations.ts";
import type { Names } from "./names.ts";

/** Names for the sentences of one flow: what it declares itself, beside what the caller knows of the workspace. */
export function namesFor(
  doc: Pick<FlowDocument, "windows" | "patterns">,
  names: Names = {},
  source: FactSource = {},
): Names {
  const lookup = factLookup(doc, source);
  const windows = new Map(doc.windows.map((window) => [`${window.of}.${window.id}`, windowText(window, names)]));
  return {
    ...names,
    fact: (name) => {
      const found = names.fact?.(name) ?? lookup(name);
      const label = windows.get(name);
      return found === undefined || label === undefined ? found : { ...found, label };
    },
    patterns: { ...Object.fromEntries(doc.patterns.map(({ id, expression }) => [id, expression])), ...names.patterns },
  };
}
