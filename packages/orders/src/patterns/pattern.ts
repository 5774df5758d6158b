/** Regular expressions of users: RE2 syntax and semantics, time linear in the text (re2js, a port of RE2). Never backtracking. */
import { RE2JS, RE2JSSyntaxException } from "re2js";
import type { Problem, Text } from "../text.ts";

export interface Pattern {
  expression: string;
  /** Whether it is found anywhere in the text (anchor with ^ and $ to match all of it). */
  matches(text: string): boolean;
}

export type PatternResult = { ok: true; pattern: Pattern } | { ok: false; problem: Problem };

const MAX_EXPRESSION = 500;
/** Instructions of the compiled program. Time is at most text × program, so this bounds a match together with MAX_TEXT. */
const MAX_PROGRAM = 400;
/** No field that a rule reads is longer; more is not looked at. */
const MAX_TEXT = 5000;

/** `ignoreCase`: as if the expression began with (?i); for facts that are codes, which are kept upper-cased. */
export function compilePattern(expression: string, options: { ignoreCase?: boolean } = {}): PatternResult {
  if (expression === "")
    return refuse("empty", { zh: "表达式为空，会匹配一切", en: "An empty expression matches everything" });
  if (expression.length > MAX_EXPRESSION) {
    return refuse("too_long", {
      zh: `表达式超过 ${MAX_EXPRESSION} 字符`,
      en: `The expression is over ${MAX_EXPRESSION} characters`,
    });
  }
  const unsupported = unsupportedPart(expression);
  if (unsupported !== null) return refuse("unsupported", unsupported);
  try {
    const compiled = RE2JS.compile(expression, options.ignoreCase === true ? RE2JS.CASE_INSENSITIVE : 0);
    if (compiled.programSize() > MAX_PROGRAM) {
      return refuse("too_costly", {
        zh: "表达式过于复杂，请减少重复次数",
        en: "The expression is too costly: use smaller repeats",
      });
    }
    return { ok: true, pattern: { expression, matches: (text) => compiled.test(text.slice(0, MAX_TEXT)) } };
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    const detail = error.message.replace(/^error parsing regexp: /, "");
    return refuse("syntax", { zh: `正则表达式有误：${detail}`, en: `Not a valid expression: ${detail}` });
  }
}

/** What other engines know and RE2 leaves out for the sake of linear time. */
function unsupportedPart(expression: string): Text | null {
  if (/\(\?<?[=!]/.test(expression.replace(/\\./g, ""))) {
    return {
      zh: "不支持环视 (?=…) (?!…) (?<=…)：匹配须为线性时间",
      en: "Look-around is not supported: matching must take linear time",
    };
  }
  if (/(^|[^\\])(\\\\)*\\[1-9]/.test(expression)) {
    return {
      zh: "不支持反向引用 \\1：匹配须为线性时间",
      en: "Back-references are not supported: matching must take linear time",
    };
  }
  return null;
}

function refuse(code: string, message: Text): PatternResult {
  return { ok: false, problem: { pointer: "", code: `pattern_${code}`, message } };
}
