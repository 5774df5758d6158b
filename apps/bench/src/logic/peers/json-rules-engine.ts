import { Engine } from "json-rules-engine";
import { type Peer, type Shape, shapeOf } from "./peer.ts";

export const jsonRulesEngine: Peer = {
  name: "json-rules-engine",
  most: 1_000,
  prepare: (rules) => {
    const engine = new Engine([], { allowUndefinedFacts: true });
    engine.addOperator("present", (fact: unknown) => fact !== null && fact !== undefined && fact !== "");
    engine.addOperator("startsWith", (fact: unknown, text: string) => String(fact).startsWith(text));
    engine.addOperator(
      "holds",
      (fact: unknown, text: string) => (fact as string | string[] | null)?.includes(text) ?? false,
    );
    for (const { id, when } of rules) {
      const condition = toCondition(shapeOf(when));
      engine.addRule({
        conditions: "all" in condition ? condition : { all: [condition] },
        event: { type: id },
      } as never);
    }
    return async (facts) => (await engine.run(facts as Record<string, unknown>)).events.map(({ type }) => type);
  },
};

const COMPARE = {
  "<": "lessThan",
  "<=": "lessThanInclusive",
  ">": "greaterThan",
  ">=": "greaterThanInclusive",
} as const;

function toCondition(shape: Shape): Record<string, unknown> {
  switch (shape.kind) {
    case "and":
      return { all: shape.parts.map(toCondition) };
    case "or":
      return { any: shape.parts.map(toCondition) };
    case "present":
      return { fact: shape.fact, operator: "present", value: true };
    case "equals":
      return { fact: shape.fact, operator: "equal", value: shape.value };
    case "differs":
      return { fact: shape.fact, operator: "notEqual", value: shape.value };
    case "prefix":
      return { fact: shape.fact, operator: "startsWith", value: shape.text };
    case "one-of":
      return { fact: shape.fact, operator: "in", value: shape.values };
    case "holds":
      return { fact: shape.fact, operator: "holds", value: shape.text };
    case "compare":
      return { fact: shape.fact, operator: COMPARE[shape.by], value: shape.value };
  }
}
