/**
 * 合成数据 · Synthetic: how many orders come on which day and at what hour. Days are numbered from 1970-01-01 in
 * Beijing time (UTC+8, no summer time), instants are UTC milliseconds.
 */
const DAY = 86_400_000;
const BEIJING = 8 * 3_600_000;

export const LAST_DAY = "2026-11-15";
export const DAYS = 60;

export const dayNumber = (date) => Date.parse(`${date}T00:00:00Z`) / DAY;
export const dateOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);
export const dayOf = (instant) => Math.floor((instant + BEIJING) / DAY);
/** Second of day `day`, Beijing time, as an instant. */
export const instantOf = (day, second) => day * DAY - BEIJING + second * 1000;
/** `2026-11-11T20:03:09+08:00` */
export const isoOf = (instant) => `${new Date(instant + BEIJING).toISOString().slice(0, 19)}+08:00`;

export const FIRST_DAY = dateOf(dayNumber(LAST_DAY) - DAYS + 1);

/** Mid-autumn and National Day holidays of 2026, and the week-end days worked in exchange. */
const isHoliday = (date) =>
  (date >= "2026-09-25" && date <= "2026-09-27") || (date >= "2026-10-01" && date <= "2026-10-07");
const WORKED = ["2026-09-20", "2026-10-10"];
const weekday = (day) => (day + 4) % 7;

/** Purchase orders a day, in tenths and without their repeats: an office rhythm. */
export function purchaseOrdersOn(day) {
  const date = dateOf(day);
  if (isHoliday(date)) return 9;
  if (WORKED.includes(date)) return 100;
  if (weekday(day) === 0) return 8;
  if (weekday(day) === 6) return 38;
  return weekday(day) === 1 ? 150 : 120;
}

/** Retail orders a day, in tenths: week-ends are fuller, the November sales most of all. */
export function retailOrdersOn(day) {
  const date = dateOf(day);
  const week = [330, 270, 265, 270, 275, 300, 335][weekday(day)];
  const sale = [
    ["2026-11-12", 70],
    ["2026-11-11", 330],
    ["2026-11-09", 190],
    ["2026-11-04", 130],
    ["2026-11-01", 180],
    ["2026-10-20", 130],
    ["2026-10-08", 95],
    ["2026-10-01", 120],
  ].find(([from]) => date >= from);
  return Math.floor((week * (sale ? sale[1] : 100)) / 100);
}

const hours = (weights) => weights.map((weight, hour) => [weight, hour]);
/** Weights of the hours 0 to 23. */
export const OFFICE_HOURS = hours([0, 0, 0, 0, 0, 0, 0, 1, 6, 14, 16, 11, 3, 6, 13, 14, 11, 8, 4, 2, 2, 1, 1, 0]);
export const RETAIL_HOURS = hours([
  9, 4, 2, 1, 1, 1, 2, 5, 8, 11, 13, 13, 14, 12, 11, 11, 12, 12, 14, 19, 27, 29, 24, 15,
]);
