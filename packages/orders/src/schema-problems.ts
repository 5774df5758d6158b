/** What a schema refuses, said in both languages. The schemas' library speaks English only. */
import type { z } from "zod";
import { type Problem, pointerTo, quoted, type Text } from "./text.ts";

type Issue = z.core.$ZodIssue;
const MOST = 50;
const MOST_NAMED = 12;

const KINDS: Readonly<Record<string, Text>> = {
  string: { zh: "文字", en: "text" },
  number: { zh: "数字", en: "a number" },
  int: { zh: "整数", en: "a whole number" },
  boolean: { zh: "是或否", en: "true or false" },
  array: { zh: "列表", en: "a list" },
  object: { zh: "一组字段", en: "a group of fields" },
  record: { zh: "一组字段", en: "a group of fields" },
};
const FORMATS: Readonly<Record<string, Text>> = {
  email: { zh: "邮箱地址", en: "an e-mail address" },
  url: { zh: "网址", en: "a web address" },
  datetime: { zh: "带时区的日期时间，例如 2026-11-23T10:00:00+08:00", en: "a date and time with its offset, as 2026-11-23T10:00:00+08:00" },
  date: { zh: "日期，例如 2026-11-23", en: "a date, as 2026-11-23" },
}; // biome-ignore format: a word list

/** Issues of a schema by JSON pointer under `at`; the first fifty. */
export function schemaProblems(issues: readonly Issue[], at = ""): Problem[] {
  return issues.slice(0, MOST).map((issue) => {
    const pointer = issue.path.reduce<string>((parent, key) => pointerTo(parent, String(key)), at);
    return { pointer, code: issue.code, message: schemaText(issue) };
  });
}

/** What is asked for at this place. Issues of a schema's own `refine` say it in English, and in Chinese by `params.zh`. */
export function schemaText(issue: Issue): Text {
  switch (issue.code) {
    case "invalid_type":
      return issue.message.endsWith("received undefined")
        ? { zh: "缺少这一项", en: "This is missing" }
        : mustBe(KINDS[issue.expected]);
    case "too_small":
      return bound(issue.origin, issue.minimum, issue.inclusive === false ? "more" : "least");
    case "too_big":
      return bound(issue.origin, issue.maximum, issue.inclusive === false ? "less" : "most");
    case "not_multiple_of":
      return { zh: `须是 ${issue.divisor} 的整数倍`, en: `Must be a multiple of ${issue.divisor}` };
    case "invalid_format":
      return mustBe(FORMATS[issue.format]);
    case "invalid_value": {
      const said = issue.values.slice(0, MOST_NAMED).map((value) => quoted(value));
      const more = issue.values.length > MOST_NAMED ? "…" : "";
      return { zh: `只能是 ${said.join("、")}${more}`, en: `Must be one of ${said.join(", ")}${more}` };
    }
    case "unrecognized_keys": {
      const said = issue.keys.slice(0, MOST_NAMED).map(quoted);
      return { zh: `不认识的字段：${said.join("、")}`, en: `Unknown: ${said.join(", ")}` };
    }
    case "custom": {
      const zh: unknown = issue.params?.zh;
      return typeof zh === "string" ? { zh, en: issue.message } : UNFIT;
    }
    default:
      return UNFIT;
  }
}

const UNFIT: Text = { zh: "写法不对", en: "Not written as expected" };
const mustBe = (what: Text | undefined): Text =>
  what === undefined ? UNFIT : { zh: `须是${what.zh}`, en: `Must be ${what.en}` };

const HOW = {
  least: { zh: "至少", en: "at least" },
  more: { zh: "须大于", en: "more than" },
  most: { zh: "至多", en: "at most" },
  less: { zh: "须小于", en: "less than" },
} as const;
const COUNTED: Readonly<Record<string, Text>> = {
  string: { zh: "个字", en: "characters" },
  array: { zh: "项", en: "entries" },
  set: { zh: "项", en: "entries" },
};

function bound(origin: string, limit: number | bigint, how: keyof typeof HOW): Text {
  const counted = COUNTED[origin];
  if (counted && how === "least" && Number(limit) === 1) return { zh: "不能为空", en: "Must not be empty" };
  if (counted === undefined) return { zh: `${HOW[how].zh} ${limit}`, en: `Must be ${HOW[how].en} ${limit}` };
  return { zh: `${HOW[how].zh} ${limit} ${counted.zh}`, en: `Must have ${HOW[how].en} ${limit} ${counted.en}` };
}
