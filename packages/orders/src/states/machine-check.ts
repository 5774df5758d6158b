/** Is a state machine that a workspace drew fit to be used? */
import { type Problem, quoted } from "../text.ts";
import type { StateMachine } from "./machine.ts";

const found = (pointer: string, code: string, zh: string, en: string): Problem => ({
  pointer,
  code,
  message: { zh, en },
});

/** Every id once, transitions between states that exist, an initial state, and every state within its reach. */
export function stateMachineProblems(machine: StateMachine, pointer = ""): Problem[] {
  const problems: Problem[] = [];
  const ids = new Set<string>();
  const stages = new Set<number>();
  machine.states.forEach(({ id, stage }, index) => {
    const at = `${pointer}/states/${index}`;
    if (id === "") problems.push(found(`${at}/id`, "required", "状态须有编号", "A state needs an id"));
    if (ids.has(id))
      problems.push(found(`${at}/id`, "duplicate", `状态重复 ${quoted(id)}`, `State ${quoted(id)} is there twice`));
    ids.add(id);
    if (stage !== undefined && stages.has(stage)) {
      problems.push(found(`${at}/stage`, "duplicate", `顺序 ${stage} 重复`, `Two states have place ${stage}`));
    }
    if (stage !== undefined) stages.add(stage);
  });
  if (!ids.has(machine.initial)) {
    problems.push(found(`${pointer}/initial`, "unknown_state", "初始状态不存在", "The initial state does not exist"));
  }
  machine.transitions.forEach((move, index) => {
    for (const end of ["from", "to"] as const) {
      if (ids.has(move[end])) continue;
      const at = `${pointer}/transitions/${index}/${end}`;
      problems.push(found(at, "unknown_state", `未知状态 ${quoted(move[end])}`, `Unknown state ${quoted(move[end])}`));
    }
  });
  const reached = reachable(machine);
  machine.states.forEach(({ id, label }, index) => {
    if (reached.has(id)) return;
    const at = `${pointer}/states/${index}`;
    problems.push(found(at, "unreachable", `「${label.zh}」无法到达`, `${label.en} cannot be reached`));
  });
  return problems;
}

function reachable(machine: StateMachine): Set<string> {
  const reached = new Set([machine.initial]);
  for (const state of reached) {
    for (const move of machine.transitions) if (move.from === state) reached.add(move.to);
  }
  return reached;
}
