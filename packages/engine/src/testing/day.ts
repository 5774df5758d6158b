/** Instants for tests: `at("09:30")` on Tuesday 20 January 2026 in Shanghai; `at("09:30", 1)` a day later. */
export function at(time: string, day = 0): number {
  const [hour = "0", minute = "0", second = "0"] = time.split(":");
  return Date.UTC(2026, 0, 20 + day, Number(hour) - 8, Number(minute), Number(second));
}
