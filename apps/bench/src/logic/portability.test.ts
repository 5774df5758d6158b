import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compileFlow, factLookup, type Program, type ProgramEntry, parseFlow } from "@switchyard/flow";
import { compile, evaluate, type Logic, OPERATORS, truthy } from "@switchyard/logic";
import { LogicEngine } from "json-logic-engine";
import { expect, test } from "vitest";
import { randomStream } from "./workload.ts";

/** docs/portability.md: compiled flows decide the same on an implementation that is not ours. */
const EXAMPLES = fileURLToPath(new URL("../../../../examples/", import.meta.url));
const FLOWS = globSync(["*/flows/*.json", "*/template.json"], { cwd: EXAMPLES });
const ORDERS = 500;

type Facts = Record<string, unknown>;
type Run = (logic: Logic, facts: Facts) => unknown;

/** A template's flow stands in its file without a name and without places on the canvas, at the values it ships with. */
function flowText(file: string): string {
  const text = readFileSync(`${EXAMPLES}${file}`, "utf8");
  if (!file.endsWith("template.json")) return text;
  const { flow } = JSON.parse(text) as { flow: { nodes: object[] } };
  const nodes = flow.nodes.map((node) => ({ ...node, position: { x: 0, y: 0 } }));
  return JSON.stringify({ brands: [], ...flow, name: file, nodes });
}

function programOf(file: string): Program {
  const read = parseFlow(flowText(file));
  if (!read.ok) throw new Error(`${file} is no flow`);
  const compiled = compileFlow(read.document, { flow: file, version: 1 });
  if (!compiled.ok) throw new Error(`${file}: ${compiled.findings.map((finding) => finding.message.en).join("; ")}`);
  return compiled.program;
}

/** Every decision of an entry in order: gates, acts, rows of tables. Gates are facts for the steps after them. */
function decide({ steps }: ProgramEntry, facts: Facts, run: Run): string[] {
  const gate: Record<string, boolean> = {};
  const data = { ...facts, gate };
  const holds = (when: Logic): boolean => truthy(run(when, data));
  return steps.map((step) => {
    const isTrue = holds(step.when);
    if (step.type === "gate") gate[step.gate] = isTrue;
    if (step.type !== "table") return `${step.type} ${step.node} ${isTrue}`;
    const rows = isTrue ? step.rows.filter(({ when }) => holds(when)).map(({ id }) => id) : [];
    gate[`${step.node}:matched`] = rows.length > 0;
    gate[`${step.node}:otherwise`] = isTrue && rows.length === 0;
    return `table ${step.node} ${rows.join()}`;
  });
}

/** All constants of a program: texts as they are and continued, numbers and their neighbours. */
function constantsOf(value: unknown, found = { texts: ["x"], numbers: [0] }): { texts: string[]; numbers: number[] } {
  if (typeof value === "number") found.numbers.push(value - 1, value, value + 1);
  else if (typeof value === "string" && value !== "") found.texts.push(value, `${value}7`);
  else if (typeof value === "object" && value !== null)
    for (const part of Object.values(value)) constantsOf(part, found);
  return found;
}

/** Facts of the types that orders have, some of them missing. An empty text is no fact: intake makes it a missing one. */
function makeFacts(
  reads: readonly string[],
  typeOf: (path: string) => string,
  steps: unknown,
  random: () => number,
): Facts {
  const { texts, numbers } = constantsOf(steps);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const make = (type: string): unknown => {
    if (type === "boolean") return random() < 0.5;
    if (type === "text" || type === "code") return random() < 0.2 ? pick(texts) + pick(texts) : pick(texts);
    return type === "tags" || type === "list" ? [pick(texts), pick(texts)] : pick(numbers);
  };
  const facts: Facts = {};
  for (const path of reads) {
    if (random() < 0.15) continue;
    const names = path.split(".");
    const last = names.pop() ?? path;
    let place = facts;
    for (const name of names) {
      place[name] ??= {};
      place = place[name] as Facts;
    }
    place[last] = make(typeOf(path));
  }
  return facts;
}

test("there are example flows to carry over", () => expect(FLOWS.length).toBeGreaterThanOrEqual(3));

test.each(FLOWS)("[L26] %s decides the same on json-logic-engine, interpreted and compiled", (file) => {
  const program = programOf(file);
  const engine = new LogicEngine();
  const built = new Map<Logic, (facts: unknown) => unknown>();
  const ours = new Map<Logic, (facts: unknown) => unknown>();
  const memo =
    (made: typeof built, make: (logic: Logic) => (facts: unknown) => unknown): Run =>
    (logic, facts) => {
      const known = made.get(logic) ?? make(logic);
      made.set(logic, known);
      return known(facts);
    };
  const runs: Readonly<Record<string, Run>> = {
    "json-logic-engine": (logic, facts) => engine.run(logic, facts),
    "json-logic-engine, compiled": memo(built, (logic) => engine.build(logic) as (facts: unknown) => unknown),
    "ours, compiled": memo(ours, (logic) => compile(logic)),
  };
  const random = randomStream(FLOWS.indexOf(file) + 1);
  const lookup = factLookup(program);
  // What only a workspace or an event names (stock, a field of its own) is taken for a number: another implementation may
  // refuse to compare text with one, and orders never bring text there.
  const typeOf = (path: string): string => lookup(path)?.type ?? "number";
  const seen = new Set<string>();
  for (const entry of program.entries) {
    for (let i = 0; i < ORDERS; i++) {
      const facts = makeFacts(program.reads, typeOf, entry.steps, random);
      const expected = decide(entry, facts, evaluate);
      for (const decision of expected) seen.add(decision);
      for (const [name, run] of Object.entries(runs))
        expect([name, ...decide(entry, facts, run)]).toEqual([name, ...expected]);
    }
  }
  // A comparison in which everything is always false would prove nothing.
  expect([...seen].filter((decision) => decision.endsWith(" true")).length).toBeGreaterThan(2);
});

test("[L26] programs use operators of json-logic-js and no others", () => {
  const names = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(names);
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([name, args]) => [name, ...names(args)]);
  };
  for (const file of FLOWS) {
    for (const { steps } of programOf(file).entries) {
      for (const { when } of steps) expect(names(when).filter((name) => !OPERATORS.includes(name))).toEqual([]);
    }
  }
});
