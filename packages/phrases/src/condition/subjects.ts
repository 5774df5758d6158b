import type { Condition } from "@switchyard/flow";
import { both, take } from "../phrase/parts.ts";
import type { Reader, Spoken } from "../source/reader.ts";
import { readPlainFact } from "./fact-name.ts";
import { all, any, comparison, suits } from "./make.ts";

/** Several facts of which one thing is said: 「款号或交期为空」, "the PO number or the style code is missing". */

const OR = both(" ?(?:或者?是?|/) ?", ",? or (?:the )?");
const AND = both(" ?(?:和|与|及|以及) ?", ",? and (?:the )?");
const LIST = both("、", ", (?:the )?");
const EITHER = both("(?:要么)?", "(?:either |any of |one of |both )?(?:the )?");
/** Which of a list: 有一个, 任一, 都. */
const SOME = both(" ?(?:里|中|当中)?(?:只要)?(?:任何|任意|任|有|其中|缺)(?:一个|一项|一)(?:是)?", "(?!)");
const EVERY = both(" ?(?:都|均|全部?|全都)", "(?= are all )");
const EMPTY = both(
  " ?(?:没有?填写?|未填写?|没写|缺失|缺少|缺|为空|是空的?|空着|没有)(?:了)?的?",
  " (?:is|are|are all) (?:missing|empty|blank|not filled in)",
);

export function readShared(reader: Reader, predicate: (spoken: Spoken) => Condition | null): Condition | null {
  if (reader.strict) return null;
  return reader.attempt(() => {
    take(reader, EITHER);
    const subjects: Spoken[] = [];
    let joined: "any" | "all" | null = null;
    for (;;) {
      const spoken = readPlainFact(reader);
      if (spoken === null) return null;
      subjects.push(spoken);
      const or = take(reader, OR) !== null;
      const and = !or && take(reader, AND) !== null;
      if (or || and) joined = or ? "any" : "all";
      else if (take(reader, LIST) === null) break;
    }
    if (subjects.length < 2) return null;
    const lacking = reader.raw(reader.at).startsWith("缺一个") ? reader.take(/缺一个/y) : null;
    const some = lacking ?? take(reader, SOME);
    const match = some !== null ? "any" : take(reader, EVERY) !== null ? "all" : joined;
    if (match === null) return null;
    if (lacking !== null || take(reader, EMPTY) !== null)
      return (match === "any" ? any : all)(subjects.map((one) => comparison(fieldOf(one), "is_empty")));
    const last = subjects.at(-1);
    const said = last === undefined ? null : predicate(last);
    if (said?.type !== "comparison") return null;
    const { operator, value } = said;
    const facts = subjects.slice(0, -1).map((one) => one.facts.find((fact) => suits(reader, fact, operator)));
    if (facts.some((fact) => fact === undefined)) return null;
    return (match === "any" ? any : all)([
      ...facts.flatMap((fact) => (fact === undefined ? [] : comparison(fact, operator, value))),
      said,
    ]);
  });
}

/** Of the facts that a name may mean, the field and not a clock. */
function fieldOf({ labelled, facts }: Spoken): string {
  const fields = [...labelled, ...facts];
  return fields.find((one) => !/^(due_in|paid_minute|paid_hours|age_hours|size_count)/.test(one)) ?? fields[0] ?? "";
}
