import { expect, test } from "vitest";
import { Random } from "../testing/random.ts";
import { Cells } from "./cells.ts";

test("a number that passes a bound lies in a cell where that bound is waited for", () => {
  const random = new Random(1);
  for (let round = 0; round < 200; round++) {
    const values = random.list(1 + random.below(200), () => random.below(50) - 25 + (random.chance(0.2) ? 0.5 : 0));
    const cells = new Cells(values);
    for (const bound of values.slice(0, 20)) {
      const value = random.below(60) - 30;
      const cell = cells.cellOf(value);
      expect(cell).toBeLessThan(cells.count);
      if (value >= bound) expect(cell).toBeGreaterThanOrEqual(cells.cellOf(bound));
      if (value <= bound) expect(cell).toBeLessThanOrEqual(cells.cellOf(bound));
      if (value < bound) expect(cell).toBeLessThanOrEqual(cells.cellBelow(bound));
    }
  }
});
