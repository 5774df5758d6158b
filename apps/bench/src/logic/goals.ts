/** Goals of ../shared/design/performance.md, as ratios in one run, by number of rules. */
export const RATIO_GOALS: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  "json-logic-js": { 10: 60, 100: 110, 1000: 400, 10000: 700 },
  // 10,000 is not quoted: it never gets warm.
  "json-logic-engine": { 10: 2.5, 100: 6, 1000: 60 },
  "hand-written": { 10: 1.5, 100: 3, 1000: 20, 10000: 130 },
};

export const MOST_GROWTH_FEW_MATCHES = 10;
export const MOST_GROWTH_MORE_MATCHES = 40;
export const MOST_COMPILE_SECONDS = 0.7;
