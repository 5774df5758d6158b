/** How values stand in the cells of a spreadsheet: written in the language of the screen, read in both. */
import type { Duration } from "@switchyard/flow";

export const UNITS: Readonly<Record<string, Duration["unit"]>> = {
  ...{ 秒: "second", second: "second", seconds: "second", sec: "second", s: "second" },
  ...{ 分钟: "minute", 小时: "hour", 天: "day", 日: "day" },
  ...{ minute: "minute", minutes: "minute", min: "minute", hour: "hour", hours: "hour", h: "hour" },
  ...{ day: "day", days: "day", d: "day" },
};
type UnitWords = Readonly<Record<Duration["clock"], Readonly<Record<Duration["unit"], string>>>>;
export const UNIT_WORDS: Readonly<Record<"zh-CN" | "en", UnitWords>> = {
  "zh-CN": {
    natural: { second: "秒", minute: "分钟", hour: "小时", day: "天" },
    working: { second: "工作秒", minute: "工作分钟", hour: "工作小时", day: "工作日" },
  },
  en: {
    natural: { second: "seconds", minute: "minutes", hour: "hours", day: "days" },
    working: { second: "working seconds", minute: "working minutes", hour: "working hours", day: "working days" },
  },
};
export const DURATION = /^(\d+)\s*(工作|working\s+)?(?:个)?\s*(\S+)$/;
export const MONEY_MARKS = /[,¥元\s]/g;
export const LIST_COMMA = { "zh-CN": "、", en: ", " } as const;
export const LIST_MARKS = /[、,;\n]/;
