import { readComparison } from "../conditions/operand.ts";
import type { Condition } from "../document.ts";
import type { FactLookup } from "../facts.ts";
import { text } from "../text.ts";
import type { Finding } from "./finding.ts";

/** Groups inside groups, counted from the outermost. */
const MAX_GROUP_DEPTH = 5;

type ConditionFinding = Pick<Finding, "severity" | "code" | "message"> & { pointer: string };

const error = (code: Finding["code"], pointer: string, zh: string, en: string): ConditionFinding => ({
  severity: "error",
  code,
  pointer,
  message: text(zh, en),
});

/** What is wrong inside one condition; pointers start at `pointer`. */
export function checkCondition(
  condition: Condition,
  lookup: FactLookup,
  pointer: string,
  depth = 1,
): ConditionFinding[] {
  if (condition.type === "comparison") {
    const read = readComparison(condition, lookup);
    return read.ok ? [] : [{ severity: "error", code: read.code, pointer, message: read.message }];
  }
  const { match, parts } = condition;
  if (depth > MAX_GROUP_DEPTH) {
    return [
      error(
        "too_deep",
        pointer,
        `条件最多嵌套 ${MAX_GROUP_DEPTH} 层，请拆成两个条件节点`,
        `Conditions nest at most ${MAX_GROUP_DEPTH} deep; use two condition nodes`,
      ),
    ];
  }
  if (parts.length === 0) {
    return [
      depth === 1
        ? error(
            "empty_condition",
            pointer,
            "条件还是空的，请至少加一项比较",
            "The condition is empty; add at least one comparison",
          )
        : error(
            "empty_group",
            pointer,
            "有一个条件组是空的，请加一项比较或删除该组",
            "A group is empty; add a comparison or delete the group",
          ),
    ];
  }
  const findings = parts.flatMap((part, index) => checkCondition(part, lookup, `${pointer}/parts/${index}`, depth + 1));
  if (match !== "not" || parts.length === 1) return findings;
  return [
    error(
      "not_of_one",
      pointer,
      "“非”里只能放一项，多项请先放进一个组",
      "“not” holds exactly one part; put several into a group",
    ),
    ...findings,
  ];
}
