import type { Meter } from "../budget.ts";
import { factsContext } from "../codegen/emit.ts";
import { generate } from "../codegen/generate.ts";
import { Source } from "../codegen/source.ts";
import { wantsPrimitive } from "./condition.ts";
import { type KnownCondition, sortedParts } from "./cover.ts";
import { type Dispatch, dispatchOf } from "./dispatch.ts";
import { emitCondition } from "./emit-condition.ts";
import { factReader, type ReadFacts } from "./slots.ts";

/** V8 optimises a function of 500 rules but not one of 700, and gives up a whole function for one rare branch. */
const RULES_PER_FUNCTION = 200;

/** Writes the numbers of the true rules into `out` from place `n` on, in no order, and answers the next place. */
export type MatchAll = (facts: unknown, out: Int32Array, n: number) => number;

/** A whole rule set as a few functions that read each fact once; `undefined` where code generation is forbidden. */
export function generateMatchAll(conditions: readonly KnownCondition[], meter: () => Meter): MatchAll | undefined {
  const chunks: MatchAll[] = [];
  for (let i = 0; i < conditions.length; i += RULES_PER_FUNCTION) {
    const chunk = generateChunk(conditions.slice(i, i + RULES_PER_FUNCTION), i, meter);
    if (chunk === undefined) return undefined;
    chunks.push(chunk);
  }
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return only;
  return (facts, out, n) => chunks.reduce((next, chunk) => chunk(facts, out, next), n);
}

function generateChunk(conditions: readonly KnownCondition[], first: number, meter: () => Meter): MatchAll | undefined {
  const source = new Source();
  const context = factsContext(source);
  const { groups, rest } = dispatchOf(conditions);
  for (const path of keptPaths(
    groups,
    rest.map((rule) => conditions[rule] as KnownCondition),
  ))
    source.keep(path);
  for (const condition of conditions) requireKinds(condition, source);
  const ask = (rule: number, group?: Dispatch): string => {
    const condition = conditions[rule] as KnownCondition;
    const test = emitCondition(condition, context, group?.impliedBy.get(rule));
    return `if(${test})out[n++]=${first + rule};\n`;
  };
  const switches = groups.map((group) => {
    const cases = group.cases.map(
      (rules, i) => `case ${i + 1}:\n${rules.map((rule) => ask(rule, group)).join("")}break;\n`,
    );
    const key = emitKey(group, source);
    return `switch(${source.constant(group.numbers)}.get(${key})|0){\n${cases.join("")}}\n`;
  });
  const text = [...rest.map((rule) => ask(rule)), ...switches, "return n;"].join("");
  return generate<MatchAll>(source.finish(text, ["d", "out", "n"]), { meter, bail: refuse });
}

/**
 * Rules are asked in another order than they are written, and not all of them: a fact that would make one fail must be
 * noticed before.
 */
function requireKinds(condition: KnownCondition, source: Source): void {
  if (condition.kind === "not") requireKinds(condition.part, source);
  else if (condition.kind !== "atom") for (const part of condition.parts) requireKinds(part, source);
  else {
    const { atom } = condition.atom;
    if (atom.kind === "holds") source.require(atom.path, "isSearchable");
    else if (atom.kind !== "other" && wantsPrimitive(atom)) source.require(atom.path, "isOrdinary");
  }
}

/** Facts that every order is asked for: the keys of dispatches, and what several rules ask first. */
function keptPaths(groups: readonly Dispatch[], asked: readonly KnownCondition[]): Set<string> {
  const first = asked.map(firstPath).filter((path) => path !== undefined);
  return new Set([...groups.map(({ path }) => path), ...first.filter((path, i) => first.indexOf(path) < i)]);
}

function firstPath(condition: KnownCondition): string | undefined {
  if (condition.kind === "not") return firstPath(condition.part);
  if (condition.kind !== "atom") {
    const [first] = sortedParts(condition);
    return first && firstPath(first);
  }
  return condition.atom.atom.kind === "other" ? undefined : condition.atom.atom.path;
}

/** What a dispatch looks up. A missing fact is null, and may be in the map as such. */
function emitKey({ path, cut, numbers }: Dispatch, source: Source): string {
  const fact = source.peek(path);
  if (cut !== undefined) return source.call("cut", fact, String(cut));
  return numbers.has(null) ? source.call("otherwise", fact, "null") : fact;
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
