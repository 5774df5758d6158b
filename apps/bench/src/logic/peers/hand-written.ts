import type { Facts } from "../workload.ts";
import { type Peer, type Shape, shapeOf } from "./peer.ts";

/** What a programmer writes for a rule: a function of its own, plain property access, cheapest idiom for each test. */
export const handWritten: Peer = {
  name: "hand-written",
  prepare: (rules) => {
    const written = rules.map(({ id, when }) => ({
      id,
      run: new Function("o", `return ${write(shapeOf(when))};`) as (facts: Facts) => boolean,
    }));
    return (facts) => {
      const ids: string[] = [];
      for (const { id, run } of written) if (run(facts)) ids.push(id);
      return ids;
    };
  },
};

function write(shape: Shape): string {
  switch (shape.kind) {
    case "and":
      return `(${shape.parts.map(write).join(" && ")})`;
    case "or":
      return `(${shape.parts.map(write).join(" || ")})`;
    case "present":
      return `(o.${shape.fact} != null && o.${shape.fact} !== "")`;
    case "equals":
      return `o.${shape.fact} === ${JSON.stringify(shape.value)}`;
    case "differs":
      return `o.${shape.fact} !== ${JSON.stringify(shape.value)}`;
    case "prefix":
      return `o.${shape.fact}.startsWith(${JSON.stringify(shape.text)})`;
    case "one-of":
      return `${JSON.stringify(shape.values)}.includes(o.${shape.fact})`;
    case "holds":
      return `o.${shape.fact}.includes(${JSON.stringify(shape.text)})`;
    case "compare":
      return `o.${shape.fact} ${shape.by} ${shape.value}`;
  }
}
