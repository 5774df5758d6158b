/** Days between the first and the last, those without orders too: places along an axis are days. */
const DAY = 86_400_000;

interface Day {
  date: string;
  count: number;
  over: boolean;
}

/** Dates are `YYYY-MM-DD`; the order they come in does not matter. */
export function everyDay(days: readonly Day[], first: string, last: string): Day[] {
  const known = new Map(days.map((day) => [day.date, day]));
  const all: Day[] = [];
  // Calendar dates, no instants: UTC has every day once.
  for (let at = Date.parse(first); at <= Date.parse(last); at += DAY) {
    const date = new Date(at).toISOString().slice(0, 10);
    all.push(known.get(date) ?? { date, count: 0, over: false });
  }
  return all;
}
