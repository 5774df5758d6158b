import type { FlowDocument, PatternFact, WindowFact } from "../document.ts";
import type { FactLookup } from "../facts.ts";
import { text } from "../text.ts";
import { checkCondition } from "./check-condition.ts";
import type { Finding } from "./finding.ts";

const error = (code: Finding["code"], pointer: string, zh: string, en: string): Finding => ({
  severity: "error",
  code,
  pointer,
  message: text(zh, en),
});

/** Counters and patterns that a flow declares. Their findings name no node; pointers are into the document. */
export function checkDeclarations(doc: FlowDocument, lookup: FactLookup): Finding[] {
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
    ...doc.patterns.flatMap((pattern, index) => checkPattern(pattern, `/patterns/${index}`, lookup)),
  ];
}

function twice(names: readonly string[], pointer: string): Finding[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) < index
      ? [
          error(
            "duplicate_id",
            `${pointer}/${index}`,
            `${name} 定义了两次,请删除一个`,
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
          `统计 ${name} 用到的字段 ${fact} 不存在,请另选`,
          `Counter ${name} uses fact ${fact}, which does not exist; choose another`,
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
        `统计 ${name} 只能对数字或金额求和,请换字段`,
        `Counter ${name} can only add up numbers or amounts; choose another fact`,
      ),
    );
  }
  return window.where === undefined
    ? findings
    : [...findings, ...checkCondition(window.where, lookup, `${pointer}/where`)];
}

function checkPattern(pattern: PatternFact, pointer: string, lookup: FactLookup): Finding[] {
  const fact = lookup(pattern.fact);
  if (fact === undefined || (fact.type !== "text" && fact.type !== "code" && fact.type !== null)) {
    return [
      error(
        "unknown_fact",
        pointer,
        `文字规则 ${pattern.id} 须用在文字字段上,请另选字段`,
        `Pattern ${pattern.id} needs a text fact; choose another`,
      ),
    ];
  }
  const wrong = expressionProblem(pattern.expression);
  return wrong === null
    ? []
    : [
        error(
          "pattern_invalid",
          `${pointer}/expression`,
          `文字规则 ${pattern.id} 写得不对(${wrong}),请改正`,
          `Pattern ${pattern.id} is not a valid expression (${wrong}); correct it`,
        ),
      ];
}

/** What keeps an expression from compiling, or from running in linear time. */
function expressionProblem(expression: string): string | null {
  if (expression === "") return "empty";
  if (/\(\?(?:<?[=!])|\\[1-9]|\\k</.test(expression)) return "no look-around, no back-references";
  try {
    new RegExp(expression, "u");
    return null;
  } catch (problem) {
    return problem instanceof Error ? problem.message : String(problem);
  }
}
