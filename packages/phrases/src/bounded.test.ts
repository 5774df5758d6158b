import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkUnderstanding } from "./check-understanding.ts";
import { corpus } from "./testing/corpus.ts";
import { LEXICON } from "./testing/workspace.ts";
import { understand } from "./understand.ts";
import type { Language } from "./understanding.ts";

/** Attempts a character may cost. Ten thousand characters of anything are then half a million attempts, some 100 ms. */
const A_CHARACTER = 90;
const SIZE = 10_000;
/** CI's heavy suites take more texts. */
const HEAVY = Boolean(process.env.SWITCHYARD_HEAVY);

const pieces = [
  "品牌", "是", "款号以", "FJ", "开头", "且", "或", "非(", "(", ")", "“", "”", "「", "交期", "≤", "3天", "三百", "元", "24小时内", "同一", "合并", "未分配", "提醒", "主管",
  "派到", "快反线", "否则", "其余", "的", ",", "，", "。", "\n", " ", "1. ", "第 1 步", "：", "一级：", "每天", "10:00", "按", "→", "brand is ", "not ", "and ", "or ", "if ", "the ",
  "route to ", "number of ", "orders ", "of the same ", "within ", "24 hours ", "due ", "tag ", "alert ", "otherwise ", "amount ", "over ", "300 ", "x", "某", "\u0000", "😀", "ｆ",
]; // biome-ignore format: words

const repeated: [string, string, Language][] = [
  ["brackets", "(", "zh"],
  ["negations", "非(", "zh"],
  ["quotes", "“", "zh"],
  ["and without an end", "品牌是A且", "zh"],
  ["counters in counters", "24小时内同一品牌的(", "zh"],
  ["lists", "标签含A、", "zh"],
  ["otherwise", "否则", "zh"],
  ["numbered lines", "1. a\n", "en"],
  ["steps of a list", "2. 第 1 步“", "zh"],
  ["if", "if the ", "en"],
  ["not", "not ", "en"],
  ["a long value", "x ", "en"],
];

describe("work is bounded", () => {
  test.each(repeated)("[P23] %s, ten thousand characters of it", (_, piece, language) => {
    const text = piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
    const found = understand(text, language, LEXICON);
    expect(found.steps).toBeLessThan(A_CHARACTER * SIZE);
    expect(checkUnderstanding(found, text)).toMatchObject({ ok: true });
  });

  test("[P23] garbage made of the grammar's own words, ten thousand characters at a time", () => {
    const garbage = fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), { minLength: 40, maxLength: 60 })
      .map((list) => list.join("").repeat(200).slice(0, SIZE));
    fc.assert(
      fc.property(garbage, fc.constantFrom<Language>("zh", "en"), (text, language) => {
        const found = understand(text, language, LEXICON);
        expect(found.steps).toBeLessThanOrEqual(20_000 + 200 * text.length);
        expect(checkUnderstanding(found, text)).toMatchObject({ ok: true });
      }),
      { numRuns: HEAVY ? 15 : 5 },
    );
  }, 60_000);

  test("[P23] any text is answered, every part of it accounted for, and alike when asked again", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...pieces) }, fc.string({ maxLength: 6 })), {
          maxLength: 30,
        }),
        fc.constantFrom<Language>("zh", "en"),
        (list, language) => {
          const text = list.join("");
          const found = understand(text, language, LEXICON);
          expect(checkUnderstanding(found, text)).toMatchObject({ ok: true });
          expect(understand(text, language, LEXICON)).toEqual(found);
        },
      ),
      { numRuns: HEAVY ? 1500 : 400 },
    );
  }, 60_000);

  test("[P23] what is longer than the grammar reads is marked as not understood", () => {
    const text = `款号以FJ开头，派到快反线。${" ".repeat(20_000)}提醒主管`;
    const found = understand(text, "zh", LEXICON);
    expect(found.complete).toBe(false);
    expect(found.spans.at(-1)).toMatchObject({ kind: "unknown", end: text.length });
  });

  test("[P23] a real sentence costs a few attempts a character more, no more", () => {
    for (const language of ["zh", "en"] as const) {
      for (const { text } of corpus(language)) {
        expect(understand(text, language, LEXICON).steps, text).toBeLessThan(600 + 300 * text.length);
      }
    }
  });
});
