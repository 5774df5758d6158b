import { expect, test } from "vitest";
import { readCondition } from "../condition/expression.ts";
import { LEXICON } from "../testing/workspace.ts";
import type { Language } from "../understanding.ts";
import { chineseNumber } from "./chinese-number.ts";
import { readClockRange } from "./clock-range.ts";
import { readDay, readDays } from "./days.ts";
import { sourceOf } from "./fold.ts";
import { readClock, readInstant, readWeekdays } from "./moments.ts";
import { readNumber } from "./numbers.ts";
import { readDuration, readQuantity } from "./quantities.ts";
import { Reader } from "./reader.ts";
import { WordIndex } from "./word-index.ts";

const reader = (text: string, language: Language = "zh", lexicon = LEXICON): Reader =>
  new Reader(sourceOf(text), {
    language,
    lexicon,
    strict: false,
    notes: { windows: [], patterns: [], steps: 0, limit: 10_000 },
    grammar: readCondition,
  });

test.each([
  ["三", 3], ["十", 10], ["十二", 12], ["二十", 20], ["两百三十", 230], ["三百", 300], ["一千五", 1500], ["一千零五", 1005], ["一万二", 12_000], ["三万五千", 35_000],
  ["二〇二六", 2026], ["一亿", 100_000_000], ["十万", 100_000], ["零", 0],
])("[P1] %s is %d", (text, value) => expect(chineseNumber(text)).toBe(value)); // biome-ignore format: a table

test.each(["三五", "七八", "两三", "万", "三天"])("[P1] %s is no number", (text) =>
  expect(chineseNumber(text)).toBe(null),
);

test("[P1] hours and a half, in either kind of digits", () => {
  for (const said of ["十五个半小时", "15个半小时"])
    expect(readDuration(reader(said))).toEqual({ amount: 930, unit: "minute", clock: "natural" });
});

test.each<[string, Language, number]>([
  ["1,000", "zh", 1000], ["1.5万", "zh", 15_000], ["1.5 万", "zh", 15_000], ["３００", "zh", 300], ["两千", "zh", 2000], ["-3", "zh", -3], ["0.5", "zh", 0.5], ["15k", "en", 15_000],
  ["three", "en", 3], ["twenty-four", "en", 24], ["two hundred", "en", 200], ["a", "en", 1],
])("[P1] %s (%s) is read as %d", (text, language, value) => expect(readNumber(reader(text, language))).toBe(value)); // biome-ignore format: a table

test("[P1] the beginning of a date is no number", () => {
  expect(readNumber(reader("2026-12-31"))).toBeNull();
  expect(readNumber(reader("2026年"))).toBeNull();
});

test.each<[string, Language, string]>([
  ["3天", "zh", "3 day natural"], ["三天", "zh", "3 day natural"], ["24小时", "zh", "24 hour natural"], ["24 个小时", "zh", "24 hour natural"], ["半小时", "zh", "30 minute natural"],
  ["一个半小时", "zh", "90 minute natural"], ["半天", "zh", "12 hour natural"], ["1.5小时", "zh", "90 minute natural"], ["3个工作日", "zh", "3 day working"], ["两个自然日", "zh", "2 day natural"],
  ["2个工作小时", "zh", "2 hour working"], ["一周", "zh", "7 day natural"], ["15分钟", "zh", "15 minute natural"], ["2 hours", "en", "2 hour natural"], ["4 h", "en", "4 hour natural"],
  ["three working days", "en", "3 day working"], ["half an hour", "en", "30 minute natural"], ["30 min", "en", "30 minute natural"], ["2 business days", "en", "2 day working"], ["1.5 hours", "en", "90 minute natural"],
])("[P2] %s (%s) is a span of %s", (text, language, said) => {
  const span = readDuration(reader(text, language));
  expect(span === null ? null : `${span.amount} ${span.unit} ${span.clock}`).toBe(said);
}); // biome-ignore format: a table

test("[P2] half a working day is no span that documents can write", () => {
  expect(readDuration(reader("1.5个工作日"))).toBeNull();
});

test.each<[string, Language, number, string | null]>([
  ["300元", "zh", 300, null], ["三百块钱", "zh", 300, null], ["¥50", "zh", 50, null], ["￥50", "zh", 50, null], ["1.5万元", "zh", 15_000, null], ["CNY 300", "en", 300, "CNY"],
  ["300 yuan", "en", 300, null], ["USD 12.50", "en", 12.5, "USD"], ["$12", "en", 12, "USD"],
])("[P3] %s is money", (text, language, value, currency) => {
  expect(readQuantity(reader(text, language))).toEqual({ value, unit: "money", clock: "natural", currency });
}); // biome-ignore format: a table

test.each<[string, Language, number]>([
  ["12:00", "zh", 720], ["中午12点", "zh", 720], ["中午", "zh", 720], ["下午3点半", "zh", 930], ["早上9点", "zh", 540], ["16点", "zh", 960], ["当日12:00", "zh", 720], ["晚上八点", "zh", 1200], ["９：３０", "zh", 570],
  ["noon", "en", 720], ["3 pm", "en", 900], ["9:30 am", "en", 570], ["12 am", "en", 0], ["16:00", "en", 960],
])("[P4] %s (%s) is minute %d of the day", (text, language, minute) => expect(readClock(reader(text, language))).toBe(minute)); // biome-ignore format: a table

test("[P4] there is no 25 o'clock", () => {
  expect(readClock(reader("25:00"))).toBeNull();
  expect(readClock(reader("13 pm", "en"))).toBeNull();
});

test.each([
  ["2026-11-11", "2026-11-11T00:00:00+08:00"],
  ["2026年11月11日", "2026-11-11T00:00:00+08:00"],
  ["2026-12-31 18:00", "2026-12-31T18:00:00+08:00"],
  ["2026/1/2", "2026-01-02T00:00:00+08:00"],
])("[P4] %s is an instant in the workspace's zone", (text, instant) => expect(readInstant(reader(text))).toBe(instant));

test("[P4] a date without a year where nobody says which day it is, or one that is none, is not read", () => {
  expect(readInstant(reader("11月11日", "zh", { ...LEXICON, today: null }))).toBeNull();
  expect(readInstant(reader("2月30日"))).toBeNull();
  expect(readInstant(reader("2026-02-30"))).toBeNull();
});

test.each([
  ["12月1日到12月12日", "2026-12-01", "2026-12-12"],
  ["12月1号到12号", "2026-12-01", "2026-12-12"],
  ["10月1日到10月7日", "2027-10-01", "2027-10-07"],
  ["11月1日到12月5日", "2026-11-01", "2026-12-05"],
  ["12月20日至1月5日", "2026-12-20", "2027-01-05"],
  ["2026年12月20日到1月5日", "2026-12-20", "2027-01-05"],
  ["下周一到下周五", "2026-11-30", "2026-12-04"],
])("[P36] on 2026-11-24 %s is from %s to %s", (text, from, to) => expect(readDays(reader(text))).toEqual({ from, to }));

test("[P36] in English a day stands before or behind its month, and one year is that of both", () => {
  expect(readDays(reader("1 December to 12 December 2026", "en"))).toEqual({ from: "2026-12-01", to: "2026-12-12" });
  expect(readDay(reader("Dec 5th", "en"))).toBe("2026-12-05");
  expect(readDay(reader("the 5th of December, 2027", "en"))).toBe("2027-12-05");
});

test.each([
  ["晚上10点到早上8点", 1320, 480],
  ["晚上10点到8点", 1320, 480],
  ["下午2点到5点", 840, 1020],
  ["晚上8点到10点", 1200, 1320],
  ["夜里11点到2点", 1380, 120],
  ["晚上12点到早上6点", 0, 360],
  ["9:00-18:00", 540, 1080],
])("[P36] %s is from minute %d to minute %d", (text, from, to) =>
  expect(readClockRange(reader(text))).toEqual({ from, to }),
);

test("[P4] days of the week", () => {
  expect([
    readWeekdays(reader("周六")),
    readWeekdays(reader("星期天")),
    readWeekdays(reader("周末")),
    readWeekdays(reader("Monday", "en")),
  ]).toEqual([[6], [7], [6, 7], [1]]);
});

test("[P5] folding keeps every character in its place", () => {
  const raw = "款号以ＦＪ开头，İ＜3天";
  const { low } = sourceOf(raw);
  expect(low).toHaveLength(raw.length);
  expect(low).toBe("款号以fj开头,İ<3天");
});

test("[P6] the longest name wins, and words in letters are whole words", () => {
  const index = new WordIndex<string>();
  index.add("快反", "a");
  index.add("快反线", "b");
  index.add("Rapid", "c");
  expect(index.longest("派到快反线", 2)?.values).toEqual(["b"]);
  expect(index.longest("rapidly", 0)).toBeNull();
  expect(index.longest("rapid", 0)?.values).toEqual(["c"]);
});
