import { describe, expect, test } from "vitest";
import { fresh } from "./testing/corpus.ts";
import { outline } from "./testing/outline.ts";
import { LEXICON } from "./testing/workspace.ts";
import { understand } from "./understand.ts";

/** How many rows there were when they were last counted: the corpus may grow, and not shrink. */
const ROWS = { zh: 129, en: 102 };

const unknown = (text: string, language: "zh" | "en") =>
  understand(text, language, LEXICON)
    .spans.filter(({ kind }) => kind === "unknown")
    .map(({ start, end }) => text.slice(start, end));

describe.each(["zh", "en"] as const)("sentences written before the grammar was read, in %s", (language) => {
  const rows = fresh(language);

  test("[P34] there are as many as were counted", () => {
    expect(rows.length).toBeGreaterThanOrEqual(ROWS[language]);
    expect(new Set(rows.map(({ text }) => text)).size).toBe(rows.length);
  });

  test.each(rows)("[P34] $id $text", ({ text, means }) => {
    expect(unknown(text, language)).toEqual([]);
    expect(outline(understand(text, language, LEXICON).fragment)).toBe(means);
  });
});

describe("what was once drawn wrongly without a mark", () => {
  test("[P34] a time of day from which nothing goes on is marked", () => {
    const text = "Every day at 9:00, orders pending review for more than 24 hours: alert the supervisor";
    expect(unknown(text, "en").join("")).toContain("Every day at 9:00");
  });

  test("[P34] 「（含）」 says something of the number, and is no remark", () => {
    expect(unknown("离交期不到两个工作日（含）就标加急", "zh").join("")).toContain("含");
  });

  test.each([
    "A channel with more than 15 state conflicts a day is paused and ops alerted",
    "A customer with fewer than three returns in 30 days gets VIP",
    "A customer without three returns in 30 days gets VIP",
    "A customer with up to 3 returns in 30 days gets VIP",
  ])("[P34] words that count are no part of a value: %s", (text) => {
    expect(unknown(text, "en")).not.toEqual([]);
  });
});
