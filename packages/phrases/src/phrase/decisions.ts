import type { Operator } from "@switchyard/flow";
import { OPERATORS, operatorSpec } from "@switchyard/flow";
import { readQuoted } from "../condition/values.ts";
import { readNumber } from "../source/numbers.ts";
import type { Reader } from "../source/reader.ts";
import { both, byLabel, LIST, listOf, type Said, type SaidOf, type Sentence, take } from "./parts.ts";

/** Decisions, as the generator says them. Cases and rows stand on lines of their own below the sentence. */

const rest = (reader: Reader): true => {
  reader.at = reader.source.raw.length;
  return true;
};

const branch: Sentence = (reader) => {
  const first = take(reader, both("依次判断:", "first that holds: ")) !== null;
  if (!first && take(reader, both("满足的都走:", "every one that holds: ")) === null) return null;
  rest(reader);
  return { kind: "branch", mode: first ? "first" : "all", cases: [], missing: "not_met" };
};

const split: Sentence = (reader) => {
  const by = take(reader, both("按(订单|客户|品牌)分流:", "split by (order|customer|brand): "))?.[1];
  if (by === undefined) return null;
  const parts = listOf(reader, LIST, () => share(reader));
  if (parts === null) return null;
  const whose: SaidOf<"split">["by"] =
    by === "订单" || by === "order" ? "order" : by === "客户" || by === "customer" ? "customer" : "brand";
  return {
    kind: "split",
    by: whose,
    parts: parts.map(({ name, percent }, index) => ({
      id: `p${index + 1}`,
      // A share without a name is called by its letter.
      ...(name === String.fromCharCode(65 + index) ? {} : { name }),
      percent,
    })),
  };
};

function share(reader: Reader): { name: string; percent: number } | null {
  const from = reader.at;
  const name = readQuoted(reader) ?? (reader.take(/[^\s、,;:]+/y) === null ? null : reader.raw(from));
  if (name === null || reader.take(/ /y) === null) return null;
  const percent = readNumber(reader);
  return percent === null || reader.take(/%/y) === null ? null : { name, percent };
}

type Output = SaidOf<"decision_table">["outputs"][number];

const table: Sentence = (reader) => {
  const zh = reader.language === "zh";
  if (take(reader, both("按 ", "look up ")) === null) return null;
  const early = zh ? [] : outputs(reader);
  if (early === null || (!zh && reader.take(/ by /y) === null)) return null;
  const facts =
    take(reader, both("\\(未选字段\\)", "\\(no fact yet\\)")) !== null
      ? []
      : listOf(reader, LIST, () => byLabel(reader));
  if (facts === null) return null;
  const hit = take(
    reader,
    both(" 查表\\(\\d+ 行,取(第一个|所有)命中\\)", " \\(\\d+ rows?, (first|every) row that matches\\)"),
  )?.[1];
  if (hit === undefined || (zh && reader.take(/,得出 /y) === null)) return null;
  const given = zh ? outputs(reader) : early;
  if (given === null) return null;
  return {
    kind: "decision_table",
    hit: hit === "第一个" || hit === "first" ? "first" : "collect",
    columns: [],
    outputs: given,
    rows: [],
  };
};

function outputs(reader: Reader): Output[] | null {
  if (take(reader, both("\\(未选结果\\)", "\\(no result yet\\)")) !== null) return [];
  const list = listOf(reader, LIST, (): Omit<Output, "id"> | null => {
    if (take(reader, both("去向", "destination")) !== null) return { effect: "route" };
    if (take(reader, both("标签", "tag(?!s)")) !== null) return { effect: "tag" };
    const field = byLabel(reader);
    return field === null ? null : { effect: "set_field", field };
  });
  return list?.map((one, index) => ({ id: `o${index + 1}`, ...one })) ?? null;
}

/** An operator by the name that menus show. */
export function readOperator(reader: Reader): Operator | null {
  const { low } = reader.source;
  const rows = OPERATORS.map((operator) => ({
    operator,
    label: operatorSpec(operator).label[reader.language].toLowerCase(),
  }));
  const found = rows
    .filter(({ label }) => low.startsWith(label, reader.at))
    .sort((a, b) => b.label.length - a.label.length)[0];
  if (found === undefined) return null;
  reader.at += found.label.length;
  return found.operator;
}

const condition: Sentence = (reader): Said | null => {
  const when = reader.condition();
  return when === null ? null : { kind: "condition", when, missing: "not_met" };
};

export const DECISIONS: readonly Sentence[] = [branch, split, table];
export const CONDITION: Sentence = condition;
