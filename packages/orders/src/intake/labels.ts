/** Fields that people name in a text: 「款号：FJ2026，数量 1,200件」. */
import { normaliseText } from "./normalise.ts";

/** A value ends at a comma, a blank or the end of its line. */
export const WORD = "[^\\s,;，；。]{1,200}";
/** `1,200件`: its comma ends nothing. Of a row of numbers (`100,200,50`) nobody knows which is meant: intake refuses it whole. */
export const COUNT = `\\d{1,3}(?:,\\d{3})+(?!,?\\d)[^\\s,;，；。]{0,20}|\\d{1,15}(?:,\\d{1,15}){2,20}|${WORD}`;
/** What people call a field, as alternatives of a pattern. */
export const NAMES = {
  style: "款号|款式|style(?: ?(?:no|code))?",
  due: "交期|交货期|交货日期|due(?: ?date)?",
  qty: "数量|件数|qty|quantity",
};
const MOST = 20_000;

/** Line by line, so that labels stay at the beginning of theirs. What is no text says nothing. */
export const linesOf = (said: unknown): string =>
  typeof said === "string"
    ? said
        .slice(0, MOST)
        .split(/\r\n|\r|\n/)
        .map((line) => normaliseText(line))
        .join("\n")
    : "";

/** Reads of a text in lines the first value of each field; one that it does not name is left out. */
export function labelReader<Field extends string>(labels: Record<Field, readonly [names: string, value: string]>) {
  const patterns = (Object.entries(labels) as [Field, readonly [string, string]][]).map(
    ([field, [names, value]]) =>
      [field, new RegExp(`(?:^|[\\s,;，；。])(?:${names}) ?[:：]? ?(${value})`, "im")] as const,
  );
  return (text: string): Partial<Record<Field, string>> => {
    const said: Partial<Record<Field, string>> = {};
    for (const [field, pattern] of patterns) {
      const value = pattern.exec(text)?.[1];
      if (value !== undefined) said[field] = value;
    }
    return said;
  };
}

/** 1200件, 1,200 → what intake reads as a number; anything else is left for intake to refuse. */
export const plainQty = (qty: string): string =>
  /^(\d+|\d{1,3}(?:,\d{3})+)(?:件|pcs|pieces)?$/i.exec(qty)?.[1]?.replaceAll(",", "") ?? qty;
