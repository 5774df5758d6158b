import type { Logic } from "@switchyard/logic";
import { type CompiledCondition, compileCondition } from "../conditions/compile-condition.ts";
import { and, not, op, or, read } from "../conditions/logic.ts";
import type { FlowNode, NodeOf } from "../document.ts";
import type { ProgramStep } from "../program.ts";
import { gate, type Reached } from "./reached.ts";
import { compileTable } from "./table.ts";

/** The steps of one node, once it is known when it is reached. */
export function nodeSteps(node: FlowNode, at: Reached): ProgramStep[] {
  switch (node.kind) {
    case "condition":
      return conditionSteps(node, at);
    case "branch":
      return node.mode === "first" ? firstCaseSteps(node, at) : everyCaseSteps(node, at);
    case "decision_table":
      return [compileTable(node, at)];
    case "split":
      return splitSteps(node, at);
    case "merge":
      return mergeSteps(node, at);
    default:
      return [{ type: "act", node: at.id, when: at.reach }];
  }
}

const portGate = (at: Reached, port: string, ...when: Logic[]): ProgramStep => ({
  type: "gate",
  node: at.id,
  port,
  gate: `${at.id}:${port}`,
  when: and(...when),
});
const taken = (at: Reached, port: string): Logic => gate(`${at.id}:${port}`);

function conditionSteps(node: NodeOf<"condition">, at: Reached): ProgramStep[] {
  const { met, notMet, facts } = compileCondition(node.when, at.lookup);
  const [isMet, isNotMet] = [taken(at, "met"), taken(at, "not_met")];
  const first = portGate(at, "met", at.reach, met);
  if (node.missing === "port") {
    return [
      first,
      portGate(at, "not_met", at.reach, not(isMet), notMet),
      portGate(at, "missing", at.reach, not(isMet), not(isNotMet)),
    ];
  }
  return [
    first,
    portGate(at, "not_met", at.reach, not(isMet)),
    portGate(at, "missing", isNotMet, someMissing(facts), not(notMet)),
  ];
}

/** True when one of the facts is missing: cheap, and false for nearly every order. */
const someMissing = (facts: readonly string[]): Logic =>
  facts.length === 0 ? false : { "!!": { missing: [...facts] } };

/**
 * The first case that is met takes the order. Helper gate `<node>::<n>`: the first n cases did not decide. Where missing
 * data has its own port, a case that cannot be decided stops the search; otherwise it counts as not met.
 */
function firstCaseSteps(node: NodeOf<"branch">, at: Reached): ProgramStep[] {
  const strict = node.missing === "port";
  const steps: ProgramStep[] = [];
  const undecided: Logic[] = [];
  const facts = new Set<string>();
  let open = at.reach;
  for (const [index, one] of node.cases.entries()) {
    const compiled = compileCondition(one.when, at.lookup);
    const helper = `${at.id}::${index + 1}`;
    const isMet = taken(at, one.id);
    for (const fact of compiled.facts) facts.add(fact);
    undecided.push(and(open, not(isMet), not(compiled.notMet)));
    steps.push(portGate(at, one.id, open, compiled.met), {
      type: "gate",
      node: at.id,
      port: null,
      gate: helper,
      when: and(open, not(isMet), strict ? compiled.notMet : true),
    });
    open = gate(helper);
  }
  steps.push(portGate(at, "otherwise", open));
  if (!strict) return [...steps, portGate(at, "missing", at.reach, someMissing([...facts]), or(...undecided))];
  const decided = [...node.cases.map((one) => taken(at, one.id)), taken(at, "otherwise")];
  return [...steps, portGate(at, "missing", at.reach, not(or(...decided)))];
}

/** Every case that is met takes the order; *otherwise* when none is met (and, with a missing port, none is undecided). */
function everyCaseSteps(node: NodeOf<"branch">, at: Reached): ProgramStep[] {
  const strict = node.missing === "port";
  const compiled = node.cases.map((one): [string, CompiledCondition] => [
    one.id,
    compileCondition(one.when, at.lookup),
  ]);
  const facts = new Set(compiled.flatMap(([, one]) => one.facts));
  const undecided = compiled.map(([id, one]) => and(not(taken(at, id)), not(one.notMet)));
  const noneMet = compiled.map(([id]) => not(taken(at, id)));
  return [
    ...compiled.map(([id, one]) => portGate(at, id, at.reach, one.met)),
    portGate(at, "missing", at.reach, someMissing([...facts]), or(...undecided)),
    portGate(at, "otherwise", at.reach, ...noneMet, strict ? not(taken(at, "missing")) : true),
  ];
}

/** Ranges of the bucket 0…9999; the last part takes the rest, so that every order leaves by exactly one port. */
function splitSteps(node: NodeOf<"split">, at: Reached): ProgramStep[] {
  const bucket = `split.${at.id}`;
  let sum = 0;
  const steps: ProgramStep[] = [];
  for (const [index, part] of node.parts.entries()) {
    const from = Math.round(sum * 100);
    sum += part.percent;
    const range = and(
      not({ missing: [bucket] }),
      op(">=", read(bucket), from),
      op("<", read(bucket), Math.round(sum * 100)),
    );
    const others = node.parts.slice(0, -1).map((one) => not(taken(at, one.id)));
    steps.push(
      index === node.parts.length - 1
        ? portGate(at, part.id, at.reach, ...others)
        : portGate(at, part.id, at.reach, range),
    );
  }
  return steps;
}

function mergeSteps(node: NodeOf<"merge">, at: Reached): ProgramStep[] {
  const act: ProgramStep = { type: "act", node: at.id, when: taken(at, "joined") };
  if (node.exclude === undefined) return [portGate(at, "joined", at.reach), act];
  const { met } = compileCondition(node.exclude, at.lookup);
  return [portGate(at, "excluded", at.reach, met), portGate(at, "joined", at.reach, not(taken(at, "excluded"))), act];
}
