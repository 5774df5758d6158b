import { factsRead } from "@switchyard/logic";
import type { Program } from "../program.ts";

/** Facts that steps, filters of orders and declarations read, sorted; gates are not facts. */
export function* readsOf(program: Program): Generator<undefined, string[]> {
  const found = new Set<string>();
  const add = (names: Iterable<string>): void => {
    for (const name of names) if (!name.startsWith("gate.")) found.add(name);
  };
  for (const entry of program.entries) {
    for (const [at, step] of entry.steps.entries()) {
      if (at % 1000 === 999) yield;
      add(factsRead(step.when));
      if (step.type === "table") for (const row of step.rows) add(factsRead(row.when));
    }
  }
  for (const [name, logic] of Object.entries(program.filters)) if (!name.startsWith("route.")) add(factsRead(logic));
  for (const window of program.windows) add([...window.by, ...(window.field === undefined ? [] : [window.field])]);
  for (const pattern of program.patterns) add([pattern.fact]);
  for (const node of Object.values(program.nodes)) {
    if (node.kind === "merge") add(node.by);
    if (node.kind === "watch" && typeof node.since === "object") add([node.since.fact]);
    if (node.kind === "breaker")
      add([...node.measure.by, ...(node.measure.distinct === undefined ? [] : [node.measure.distinct])]);
  }
  return [...found].sort();
}
