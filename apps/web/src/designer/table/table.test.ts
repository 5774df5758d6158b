import { describe, expect, it } from "vitest";
import { type CellKind, type CellStyle, cellText, readCell } from "./cell-text.ts";
import { gridAction } from "./grid-keys.ts";
import { rowFindings } from "./row-findings.ts";
import {
  addColumn,
  addOutput,
  changeColumn,
  clearRange,
  moveColumn,
  moveRows,
  paste,
  type Reader,
  rangeOf,
  removeColumn,
  removeRows,
  type Table,
} from "./table-edit.ts";
import { readTsv, writeTsv } from "./tsv.ts";

const style: CellStyle = {
  yes: "\u662f",
  no: "\u5426",
  comma: "\u3001",
  units: { second: "\u79d2", minute: "\u5206\u949f", hour: "\u5c0f\u65f6", day: "\u5929" },
  weekdays: [
    "\u5468\u4e00",
    "\u5468\u4e8c",
    "\u5468\u4e09",
    "\u5468\u56db",
    "\u5468\u4e94",
    "\u5468\u516d",
    "\u5468\u65e5",
  ],
  digits: 2,
  zone: "Asia/Shanghai",
  isFact: (name) => name === "ordered_at",
};
const kind = (shape: CellKind["shape"], type: CellKind["type"], more: Partial<CellKind> = {}): CellKind => ({
  shape,
  type,
  items: "text",
  facts: false,
  ...more,
});

function table(rows: number): Table {
  return {
    id: "t",
    kind: "decision_table",
    position: { x: 0, y: 0 },
    hit: "first",
    columns: [
      { id: "a", fact: "style_code", operator: "starts_with" },
      { id: "b", fact: "total_qty", operator: "ge" },
    ],
    outputs: [{ id: "o", effect: "tag" }],
    rows: Array.from({ length: rows }, (_, row) => ({ id: `r${row}`, cells: [`s${row}`, row], values: [`t${row}`] })),
  };
}
const reader: Reader = {
  cell: (text, col) => readCell(text, col === 1 ? kind("one", "number") : kind("one", "text"), style),
  value: (text) => text || null,
};
let count = 0;
const newId = () => {
  count += 1;
  return `n${count}`;
};

describe("blocks on the clipboard", () => {
  it.each([
    ["a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]],
    ["one", [["one"]]],
    ['"two\nlines"\t"say ""hi"""', [["two\nlines", 'say "hi"']]],
    ['7" pipe\tx', [['7" pipe', "x"]]],
    ['"open\tb', [['"open', "b"]]],
    ["a\t\n\tb\n", [["a", ""], ["", "b"]]],
  ])("reads %j", (text, block) => expect(readTsv(text)).toEqual(block)); // biome-ignore format: a table

  it("what is written is read back", () => {
    const block = [["a\tb", 'x"y', '"q"'], ["two\nlines", "", "z"]]; // biome-ignore format: a block
    expect(readTsv(writeTsv(block))).toEqual(block);
  });
});

describe("cells as text", () => {
  it.each([
    ["1,200", kind("one", "number"), 1200],
    ["\uff15", kind("one", "number"), 5],
    ["-0.5", kind("one", "number"), -0.5],
    ["many", kind("one", "number"), "many"],
    ["1,20", kind("one", "number"), "1,20"],
    ["\uffe51,299.90", kind("one", "money"), 129990],
    ["0.005", kind("one", "money"), "0.005"],
    ["12\uff1a00", kind("one", "number", { unit: "time_of_day" }), 720],
    ["720", kind("one", "number", { unit: "time_of_day" }), "720"],
    ["9:00 ~ 12:30", kind("pair", "number", { unit: "time_of_day" }), [540, 750]],
    ["\u661f\u671f\u516d", kind("one", "number", { unit: "weekday" }), 6],
    ["\u5468\u516d\u3001\u5468\u65e5", kind("list", "number", { unit: "weekday", items: "number" }), [6, 7]],
    ["-.5", kind("one", "money"), -50],
    ["\u662f", kind("one", "boolean"), true],
    ["NO", kind("none", "text"), false],
    ["2026/11/11", kind("one", "instant"), "2026-11-11T00:00+08:00"],
    ["2026\u5e743\u67081\u65e5 9:30", kind("one", "instant"), "2026-03-01T09:30+08:00"],
    ["2026-02-30", kind("one", "instant"), "2026-02-30"],
    ["FJ\u3001XJ, FJ", kind("list", "code"), ["FJ", "XJ"]],
    ["3\uff1b4", kind("list", "number", { items: "number" }), [3, 4]],
    ['"a,b", c', kind("list", "text"), ["a,b", "c"]],
    ["1 ~ 5", kind("pair", "number"), [1, 5]],
    ["1-5", kind("pair", "number"), [1, 5]],
    ["5", kind("pair", "number"), "5"],
    ["2 \u5c0f\u65f6", kind("span", "instant"), { amount: 2, unit: "hour", clock: "natural" }],
    ["3d", kind("span", "instant"), { amount: 3, unit: "day", clock: "natural" }],
    ["soon", kind("span", "instant"), "soon"],
    ["=ordered_at", kind("one", "instant", { facts: true }), { fact: "ordered_at" }],
    ["=nothing", kind("one", "text", { facts: true }), "=nothing"],
    ["  ", kind("one", "text"), null],
  ])("reads %j", (text, shape, cell) => expect(readCell(text, shape, style)).toEqual(cell));

  it.each([
    [129990, kind("one", "money")],
    [true, kind("none", "text")],
    [["a,b", "c"], kind("list", "text")],
    [[100, 250], kind("pair", "money")],
    ["2026-11-11T08:30+08:00", kind("one", "instant")],
    [{ amount: 3, unit: "day" as const, clock: "natural" as const }, kind("span", "instant")],
    [{ fact: "ordered_at" }, kind("one", "instant", { facts: true })],
  ])("%j is written and read back", (cell, shape) =>
    expect(readCell(cellText(cell, shape, style), shape, style)).toEqual(cell),
  );
});

describe("edits of a table", () => {
  const bodies = (one: Table) => one.rows.map((row) => [...row.cells, ...row.values]);

  it("a paste adds rows, keeps the others as they are and says what found no room", () => {
    const before = table(3);
    const pasted = paste(
      before,
      rangeOf({ row: 2, col: 1 }, { row: 2, col: 1 }),
      readTsv("7\tx\ty\n8\tz\tw\nno\t\t"),
      reader,
      newId,
    );
    expect(bodies(pasted.table).slice(2)).toEqual([
      ["s2", 7, "x"],
      [null, 8, "z"],
      [null, "no", null],
    ]);
    expect(pasted.lostColumns).toBe(1);
    expect(pasted.table.rows[0]).toBe(before.rows[0]);
    expect(pasted.range).toEqual({ top: 2, bottom: 4, left: 1, right: 2 });
  });

  it("one cell fills the whole selection", () => {
    const pasted = paste(table(3), rangeOf({ row: 0, col: 1 }, { row: 2, col: 1 }), [["9"]], reader, newId);
    expect(pasted.table.rows.map((row) => row.cells[1])).toEqual([9, 9, 9]);
  });

  it("no more rows than a table can have", () => {
    const block = Array.from({ length: 5001 }, () => ["x"]);
    const pasted = paste(table(1), rangeOf({ row: 0, col: 0 }, { row: 0, col: 0 }), block, reader, newId);
    expect([pasted.table.rows.length, pasted.lostRows]).toEqual([5000, 1]);
  });

  it("clears, moves and removes rows", () => {
    const two = rangeOf({ row: 0, col: 0 }, { row: 1, col: 1 });
    expect(bodies(clearRange(table(2), two))).toEqual([
      [null, null, "t0"],
      [null, null, "t1"],
    ]);
    expect(moveRows(table(3), two, 1).rows.map((row) => row.id)).toEqual(["r2", "r0", "r1"]);
    expect(moveRows(table(3), two, -1).rows.map((row) => row.id)).toEqual(["r0", "r1", "r2"]);
    expect(removeRows(table(3), two).rows.map((row) => row.id)).toEqual(["r2"]);
  });

  it("columns come, go, move and change with their cells", () => {
    const wide = addOutput(addColumn(table(1), { id: "c", fact: "brand", operator: "is" }), {
      id: "p",
      effect: "route",
    });
    expect(bodies(wide)).toEqual([["s0", 0, null, "t0", null]]);
    expect(bodies(moveColumn(wide, 0, 1))).toEqual([[0, "s0", null, "t0", null]]);
    expect(bodies(moveColumn(wide, 4, -1))).toEqual([["s0", 0, null, null, "t0"]]);
    expect(moveColumn(wide, 3, -1)).toBe(wide);
    expect(bodies(removeColumn(wide, 3))).toEqual([["s0", 0, null, null]]);
    const changed = changeColumn(wide, 1, { id: "b", fact: "brand", operator: "is" }, String);
    expect(bodies(changed)[0]?.[1]).toBe("0");
  });
});

describe("findings of rows", () => {
  it("stand at their cell, also when they point deeper", () => {
    const finding = { severity: "error" as const, code: "operand_type" as const, message: { zh: "", en: "" } };
    const found = rowFindings(
      [
        { ...finding, pointer: "/rows/3/cells/1/parts/0" },
        { ...finding, pointer: "/rows/3/values/0" },
        { ...finding, pointer: "/rows/4" },
        { ...finding, pointer: "/outputs" },
      ],
      2,
    );
    expect([...found].map(([row, { cells }]) => [row, [...cells.keys()]])).toEqual([
      [3, [1, 2]],
      [4, [-1]],
    ]);
  });
});

describe("keys of the grid", () => {
  const key = (name: string, more: object = {}) =>
    gridAction(
      { key: name, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more },
      { row: 1, col: 2 },
      { rows: 4, cols: 3, page: 10 },
    );
  it.each([
    ["ArrowDown", {}, { type: "move", to: { row: 2, col: 2 }, extend: false }],
    ["ArrowRight", {}, { type: "move", to: { row: 1, col: 2 }, extend: false }],
    ["ArrowUp", { ctrlKey: true, shiftKey: true }, { type: "move", to: { row: 0, col: 2 }, extend: true }],
    ["Tab", {}, { type: "move", to: { row: 2, col: 0 }, extend: false }],
    ["PageDown", {}, { type: "move", to: { row: 3, col: 2 }, extend: false }],
    ["ArrowUp", { altKey: true }, { type: "rows_up" }],
    ["Z", { ctrlKey: true, shiftKey: true }, { type: "redo" }],
    ["a", { metaKey: true }, { type: "select_all" }],
    ["Delete", {}, { type: "clear" }],
    ["x", {}, null],
  ])("%s %j", (name, more, action) => expect(key(name, more)).toEqual(action));
});
