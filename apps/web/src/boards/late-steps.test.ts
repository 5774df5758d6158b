import { expect, test } from "vitest";
import { lateSteps } from "./late-steps.ts";

type Parts = Parameters<typeof lateSteps>[0];
const figures = ["refund_rate", "on_time_rate"].map((id) => ({ id })) as Parts["figures"];
/** How many orders of a step came, and how many of them in time. */
const row = (zh: string | null, of: number, yes: number) =>
  ({
    name: zh === null ? null : { zh, en: zh },
    values: [
      { of: 99, yes: 0 },
      { of, yes },
    ],
  }) as Parts["rows"][number];
const told = (rows: Parts["rows"]) => lateSteps({ figures, rows })?.map(({ name, late }) => [name?.zh ?? null, late]);

test("the three steps with the most late orders, the most first; a step where none was late is not among them", () => {
  const rows = [
    row("已分仓", 90, 89),
    row("拣货中", 9, 4),
    row(null, 3, 0),
    row("已打包", 50, 50),
    row("已出库", 7, 5),
  ];
  expect(told(rows)).toEqual([
    ["拣货中", 5],
    [null, 3],
    ["已出库", 2],
  ]);
  expect(told([row("已打包", 50, 50)])).toEqual([]);
  expect(lateSteps({ figures: figures.slice(0, 1), rows })).toBeNull();
});
