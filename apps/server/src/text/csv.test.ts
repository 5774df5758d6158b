import { expect, test } from "vitest";
import { csvLine } from "./csv.ts";

test("numbers of orders stay text where a spreadsheet would shorten them; amounts and counts stay numbers", () => {
  const names = ["576000000000000001", "420900019274800000000000000001", "00123", "12E5"];
  expect(csvLine(names)).toBe(`${names.map((name) => `"${name}\t"`).join(",")}\r\n`);
  expect(csvLine(["5000000001010", "0", "0.50", "-3", "5900", "#1010"])).toBe(
    '"5000000001010","0","0.50","-3","5900","#1010"\r\n',
  );
});

test("no cell begins a formula", () => {
  expect(csvLine(['=HYPERLINK("x")', "@SUM(1)", "+1-2"])).toBe('"\'=HYPERLINK(""x"")","\'@SUM(1)","\'+1-2"\r\n');
});
