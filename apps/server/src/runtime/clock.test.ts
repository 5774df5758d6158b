import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { systemClock } from "./clock.ts";

const HOUR = 3_600_000;

describe("the shell's clock", () => {
  test("[F10] it never goes back, whatever the machine's clock does, and is never behind it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -10 * 24 * HOUR, max: 10 * 24 * HOUR }), fc.nat(HOUR))),
        (moves) => {
          let [wall, tick] = [1_800_000_000_000, 0];
          const clock = systemClock(
            () => wall,
            () => tick,
          );
          let before = clock.now();
          for (const [jump, passed] of moves) {
            tick += passed;
            wall += passed + jump;
            const now = clock.now();
            expect(now).toBeGreaterThanOrEqual(before);
            expect(now).toBeGreaterThanOrEqual(wall);
            expect(Number.isInteger(now)).toBe(true);
            before = now;
          }
        },
      ),
    );
  });

  test("[F10] set back a day it goes on at half pace, until the machine has caught up two days later", () => {
    let [wall, tick] = [1_800_000_000_000, 0];
    const clock = systemClock(
      () => wall,
      () => tick,
    );
    const start = clock.now();
    wall -= 24 * HOUR;
    const passed = (hours: number) => {
      tick += hours * HOUR;
      wall += hours * HOUR;
      return (clock.now() - start) / HOUR;
    };
    expect([passed(2), passed(2), passed(40)]).toEqual([1, 2, 22]);
    expect(clock.now() - clock.wall()).toBe(2 * HOUR);
    expect([passed(4), passed(1)]).toEqual([24, 25]);
    expect(clock.now()).toBe(clock.wall());
  });

  test("[F11] set ahead it follows at once", () => {
    let wall = 1_800_000_000_000;
    const clock = systemClock(
      () => wall,
      () => 0,
    );
    const start = clock.now();
    wall += 240 * HOUR;
    expect(clock.now() - start).toBe(240 * HOUR);
  });
});
