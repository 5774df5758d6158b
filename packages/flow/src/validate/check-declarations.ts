import { comparisonsOf } from "../conditions/map-facts.ts";
import { isFactOperand } from "../conditions/operand.ts";
import type { Comparison, FlowDocument, PatternFact, WindowFact } from "../document.ts";
import type { FactLookup } from "../facts.ts";
import { type Text, text } from "../text.ts";
import { checkCondition } from "./check-condition.ts";
import type { Finding, FlowContext } from "./finding.ts";

const error = (code: Finding["code"], pointer: string, zh: string, en: string): Finding => ({
  severity: "error",
  code,
  pointer,
  message: text(zh, en),
});

/** Counters and patterns that a flow declares. Their findings name no node; pointers are into the document. */
export function checkDeclarations(doc: FlowDocument, lookup: FactLookup, context: FlowContext): Finding[] {
  return [
    ...twice(
      doc.windows.map((window) => `${window.of}.${window.id}`),
      "/windows",
    ),
    ...twice(
      doc.patterns.map((pattern) => `pattern.${pattern.id}`),
      "/patterns",
    ),
    ...doc.windows.flatMap((window, index) => checkWindow(window, `/windows/${index}`, lookup)),
    ...doc.patterns.flatMap((pattern, index) => checkPattern(pattern, `/patterns/${index}`, lookup, context)),
  ];
}

function twice(names: readonly string[], pointer: string): Finding[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) < index
      ? [
          error(
            "duplicate_id",
            `${pointer}/${index}`,
            `${name} 定义了两次，请删除一个`,
            `${name} is declared twice; delete one`,
          ),
        ]
      : [],
  );
}

function checkWindow(window: WindowFact, pointer: string, lookup: FactLookup): Finding[] {
  const findings: Finding[] = [];
  const name = `${window.of}.${window.id}`;
  for (const fact of [...window.by, ...(window.field === undefined ? [] : [window.field])]) {
    if (lookup(fact) === undefined)
      findings.push(
        error(
          "unknown_fact",
          pointer,
          `统计“${name}”用到的字段“${fact}”不存在，请另选`,
          `Counter “${name}” uses fact “${fact}”, which does not exist; choose another`,
        ),
      );
  }
  if (window.of !== "count" && window.field === undefined) {
    findings.push(
      error(
        "window_field",
        pointer,
        `统计 ${name} 还没有选对哪个字段求值`,
        `Counter ${name} does not say which fact it adds up; choose one`,
      ),
    );
  }
  const type = window.of === "sum" && window.field !== undefined ? lookup(window.field)?.type : undefined;
  if (type !== undefined && type !== null && type !== "number" && type !== "money") {
    findings.push(
      error(
        "window_field",
        pointer,
        `统计 ${name} 只能对数字或金额求和，请换字段`,
        `Counter ${name} can only add up numbers or amounts; choose another fact`,
      ),
    );
  }
  const conditions = [
    ["where", window.where],
    ["reset/where", window.reset?.where],
  ] as const;
  for (const [place, condition] of conditions) {
    if (condition === undefined) continue;
    if (comparisonsOf(condition).some(readsWindow)) {
      findings.push(
        error(
          "window_circular",
          `${pointer}/${place}`,
          `统计 ${name} 的条件里不能再用统计，请换成订单字段`,
          `The condition of counter ${name} cannot read a counter; use facts of the order`,
        ),
      );
    }
    findings.push(...checkCondition(condition, lookup, `${pointer}/${place}`));
  }
  return findings;
}

const COUNTER = /^(count|sum|distinct)\./;
const readsWindow = ({ fact, value }: Comparison): boolean =>
  COUNTER.test(fact) || (isFactOperand(value) && COUNTER.test(value.fact));

function checkPattern(pattern: PatternFact, pointer: string, lookup: FactLookup, context: FlowContext): Finding[] {
  const fact = lookup(pattern.fact);
  if (fact === undefined || (fact.type !== "text" && fact.type !== "code" && fact.type !== null)) {
    return [
      error(
        "unknown_fact",
        pointer,
        `文字规则 ${pattern.id} 须用在文字字段上，请另选字段`,
        `Pattern ${pattern.id} needs a text fact; choose another`,
      ),
    ];
  }
  const wrong = (context.checkPattern ?? syntaxProblem)(pattern.expression);
  return wrong === null
    ? []
    : [
        error(
          "pattern_invalid",
          `${pointer}/expression`,
          `文字规则 ${pattern.id} 写得不对（${wrong.zh}），请改正`,
          `Pattern ${pattern.id} is not a valid expression (${wrong.en}); correct it`,
        ),
      ];
}

/** What no regular expression may have; RE2's own syntax (flags, named groups, anchors) is read as JavaScript's. */
function syntaxProblem(expression: string): Text | null {
  if (expression === "") return text("表达式为空", "it is empty");
  if (/\(\?<?[=!]|\\[1-9]|\\k</.test(expression)) {
    return text("不支持环视和反向引用", "look-around and back-references are not supported");
  }
  const plain = expression
    .replace(/\(\?[imsU]+\)/g, "")
    .replace(/\(\?[imsU-]+:/g, "(?:")
    .replaceAll("(?P<", "(?<");
  try {
    new RegExp(plain);
    return null;
  } catch (problem) {
    const detail = problem instanceof Error ? problem.message : String(problem);
    return text(detail, detail);
  }
}
