/** Facts `pattern.<id>`: a declared regular expression over a text fact, by a linear-time engine. */
import type { PatternFact } from "@switchyard/flow";
import { compilePattern, factSpec, type Pattern } from "@switchyard/orders";

export interface PreparedPattern {
  id: string;
  path: string[];
  /** Null where the expression cannot be compiled: the fact is then missing. */
  pattern: Pattern | null;
}

export function preparePattern(declared: PatternFact): PreparedPattern {
  const compiled = compilePattern(declared.expression, { ignoreCase: factSpec(declared.fact)?.type === "code" });
  return { id: declared.id, path: declared.fact.split("."), pattern: compiled.ok ? compiled.pattern : null };
}
