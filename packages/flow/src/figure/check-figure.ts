import { stateOfFact } from "@switchyard/orders";
import { type FactLookup, type FactSource, factLookup } from "../facts.ts";
import { type Text, text } from "../text.ts";
import { checkCondition } from "../validate/check-condition.ts";
import { COUNTING_FACTS, type Figure, isHappened } from "./figure.ts";

export interface FigureProblem {
  /** JSON pointer into the figure. */
  pointer: string;
  code: string;
  message: Text;
}
export interface FigureSource extends FactSource {
  /** Ids of the states that the workspace's machine has. */
  states: readonly string[];
}

const OWN = new Set(["field", "line", "clock", "bucket"]);

/** The facts that an order has by itself, whatever flows run: its fields and lines, the clock, and when it reached its states. */
export function figureLookup(source: FigureSource): FactLookup {
  const all = factLookup({ windows: [], patterns: [] }, source);
  return (name) => {
    const state = stateOfFact(name);
    if (state !== null) return source.states.includes(state) ? all(name) : undefined;
    const fact = all(name);
    return fact !== undefined && OWN.has(fact.kind) ? fact : undefined;
  };
}

/** What is wrong with a definition; empty when it can be computed. */
export function checkFigure(figure: Figure, lookup: FactLookup): FigureProblem[] {
  const problems: FigureProblem[] = [];
  const check = (condition: Parameters<typeof checkCondition>[0], pointer: string) => {
    for (const { pointer: at = pointer, code, message } of checkCondition(condition, lookup, pointer))
      problems.push({ pointer: at, code, message });
  };
  const instant = (part: "by" | "from" | "to", fact: string) => {
    const known = lookup(fact);
    if (known?.type === "instant") return;
    const label = known?.label ?? text(fact, fact);
    const message = text(
      `“${label.zh}”不是这里的订单有的时间，请另选`,
      `“${label.en}” is no instant that orders have here; choose another`,
    );
    problems.push({ pointer: `/${part}`, code: "not_an_instant", message });
  };
  if (figure.of !== undefined) check(figure.of, "/of");
  if (isHappened(figure)) return problems;
  instant("by", figure.by);
  if (stateOfFact(figure.by) === null && !(COUNTING_FACTS as readonly string[]).includes(figure.by))
    problems.push({
      pointer: "/by",
      code: "counts_by",
      message: text(
        "只能按下单、接收、付款或到达某个状态的日子计",
        "Orders count by the day of ordering, receipt, payment, or of reaching a state",
      ),
    });
  if (figure.kind === "share") check(figure.that, "/that");
  else if ("from" in figure) {
    instant("from", figure.from);
    instant("to", figure.to);
  }
  return problems;
}
