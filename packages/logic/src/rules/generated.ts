import type { Meter } from "../budget.ts";
import { factsContext } from "../codegen/emit.ts";
import { generate } from "../codegen/generate.ts";
import { Source } from "../codegen/source.ts";
import { factReader, type ReadFacts } from "./slots.ts";

/** V8 optimises a function of 500 rules but not one of 700, and gives up a whole function for one rare branch. */
const RULES_PER_FUNCTION = 200;

/** Appends the ids of the true rules. Throws where the reference must decide. */
export type MatchAll = (facts: unknown, out: string[]) => void;

/** A whole rule set as a few functions that read each fact once; `undefined` where code generation is forbidden. */
export function generateMatchAll(
  rules: readonly { readonly id: string; readonly when: unknown }[],
  meter: () => Meter,
): MatchAll | undefined {
  const chunks: MatchAll[] = [];
  for (let i = 0; i < rules.length; i += RULES_PER_FUNCTION) {
    const chunk = generateChunk(rules.slice(i, i + RULES_PER_FUNCTION), meter);
    if (chunk === undefined) return undefined;
    chunks.push(chunk);
  }
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return only;
  return (facts, out) => {
    for (const chunk of chunks) chunk(facts, out);
  };
}

function generateChunk(
  rules: readonly { readonly id: string; readonly when: unknown }[],
  meter: () => Meter,
): MatchAll | undefined {
  const source = new Source();
  const context = factsContext(source);
  const statements = rules.map(
    ({ id, when }) => `if(${context.test(when, context)})out.push(${source.constant(id)});\n`,
  );
  return generate<MatchAll>(source.finish(`${statements.join("")}return;`, ["d", "out"]), { meter, bail: refuse });
}

function refuse(): never {
  throw new Error("these facts are for the reference");
}

/** Reads facts by generated code, or by a loop where that is forbidden. */
export function generateReader(paths: readonly string[], codegen: boolean): ReadFacts {
  if (!codegen || paths.length === 0) return factReader(paths);
  const source = new Source();
  const writes = paths.map((path, i) => `out[${i}]=${source.field(path, "plain")};\n`);
  return generate<ReadFacts>(source.finish(`${writes.join("")}return;`, ["d", "out"]), {}) ?? factReader(paths);
}
