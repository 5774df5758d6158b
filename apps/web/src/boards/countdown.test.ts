import type { TFunction } from "i18next";
import { expect, it } from "vitest";
import { countdown } from "./countdown.ts";

it("a countdown says minutes and seconds, then hours, then days", () => {
  const t = ((_: string, { n, clock }: { n: number; clock: string }) => `${n}d ${clock}`) as unknown as TFunction;
  const said = [0, 999, 61_000, -309_000, 3_600_000, 7_509_000, 86_399_999, 86_400_000, 3 * 86_400_000 + 7_500_000];
  expect(said.map((ms) => countdown(ms, t))).toEqual([
    ...["00:00", "00:00", "01:01", "05:09", "1:00:00", "2:05:09", "23:59:59", "1d 00:00", "3d 02:05"],
  ]);
});
