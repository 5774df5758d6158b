/** How values stand in the cells of a spreadsheet, whatever language the screen is in: both are read, one is written. */
import type { Duration } from "@switchyard/flow";

export const UNITS: Readonly<Record<string, Duration["unit"]>> = {
  ...{ 分钟: "minute", 小时: "hour", 天: "day" },
  ...{ minute: "minute", minutes: "minute", min: "minute", hour: "hour", hours: "hour", h: "hour" },
  ...{ day: "day", days: "day", d: "day" },
};
export const UNIT_WORDS: Readonly<Record<Duration["unit"], string>> = { minute: "分钟", hour: "小时", day: "天" };
export const WORKING = "工作";
export const DURATION = /^(\d+)\s*(工作|working\s+)?(?:个)?\s*(\S+)$/;
export const MONEY_MARKS = /[,¥元\s]/g;
export const LIST_COMMA = "、";
export const LIST_MARKS = /[、,;\n]/;
