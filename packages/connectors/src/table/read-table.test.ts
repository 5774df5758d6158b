import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import writeXlsx from "write-excel-file/node";
import { collect, csv, reader, xlsx } from "../testing/collect-table.ts";
import { makeXlsx, textRows } from "../testing/make-xlsx.ts";

describe("[T1] an honest xlsx", () => {
  it("comes out as text: numbers as shown, dates as dates, long ids kept", async () => {
    const bytes = await writeXlsx([
      [
        { value: "订单号" },
        { value: "款号" },
        { value: "数量" },
        { value: "交期" },
        { value: "金额" },
        { value: "加急" },
      ],
      [
        { value: "PO#20260118-088" },
        { value: "00123" },
        { value: 400 },
        { value: new Date("2026-01-25T00:00:00Z"), format: "yyyy/m/d" },
        { value: 19.9 },
        { value: true },
      ],
      [
        { value: "4100000000000000010" },
        null,
        { value: 1200 },
        { value: new Date("2026-01-25T18:30:00Z"), format: "yyyy-mm-dd hh:mm" },
        { value: 0.1 + 0.2 },
        null,
      ],
    ]).toBuffer();
    const table = await xlsx(bytes);
    expect(table.columns).toEqual(["订单号", "款号", "数量", "交期", "金额", "加急"]);
    expect(table.cells).toEqual([
      ["PO#20260118-088", "00123", "400", "2026-01-25", "19.9", "true"],
      ["4100000000000000010", "", "1200", "2026-01-25T18:30:00", "0.3", ""],
    ]);
    expect(table.rows.map(({ row }) => row)).toEqual([2, 3]);
    expect(table.last).toMatchObject({ type: "end", rows: 2, notices: [] });
  });

  it("shared, rich, formula, boolean, error and 1904 cells are read as they show", async () => {
    const table = await xlsx(
      makeXlsx(
        `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="inlineStr"><is><r><t>富</t></r><r><t>文本</t></r><rPh><t>fu</t></rPh></is></c></row>
         <row r="3"><c r="A3"><v>19.899999999999999</v></c><c r="B3" t="str"><f>A1</f><v>a_x000D_b</v></c><c r="C3" t="b"><v>1</v></c><c r="D3" t="e"><v>#N/A</v></c></row>
         <row r="9"><c r="A9" s="1"><v>44582</v></c><c r="B9"><f>B1</f></c><c r="C9" s="2"><v>1.5</v></c><c r="D9"><v>4.1E+18</v></c></row>`,
        {
          shared: "<si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r><rPh><t>x</t></rPh></si>",
          styles:
            '<numFmts><numFmt numFmtId="170" formatCode="[h]:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs>',
          workbook:
            '<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="藏" state="hidden" r:id="r0"/><sheet name="订单" r:id="r1"/></sheets></workbook>',
        },
      ),
    );
    expect(table.columns).toEqual(["甲", "乙丙", "列3", "富文本"]);
    expect(table.sheet).toBe("订单");
    expect(table.cells).toEqual([
      ["19.9", "a\rb", "true", ""],
      ["2026-01-22", "", "1.5", "4100000000000000000"],
    ]);
    expect(table.rows.map(({ row }) => row)).toEqual([3, 9]);
    expect(table.notices).toEqual(["cell_error", "formula_without_value", "digits_lost"]);
  });

  it("order numbers longer than Excel's 15 digits stay as they were written, as far as a number holds them", async () => {
    const numbers = ["1000000000000001", "1000000000000002", "9007199254740991", "1234567890123450"];
    const rows = numbers.map((number, n) => `<row r="${n + 2}"><c r="A${n + 2}"><v>${number}</v></c></row>`).join("");
    const table = await xlsx(makeXlsx(`<row r="1"><c r="A1" t="inlineStr"><is><t>订单号</t></is></c></row>${rows}`));
    expect(table.cells.map(([number]) => number)).toEqual(numbers);
    // Only of the last nobody knows whether Excel has dropped a digit.
    expect(table.notices).toEqual(["digits_lost"]);
  });

  it("streams: leaving early ends the worker, and the header may stand further down", async () => {
    const bytes = makeXlsx(
      textRows([["工厂下单表"], ["订单号", "数量"], ...Array.from({ length: 20_000 }, (_, n) => [`PO-${n}`, "1"])]),
    );
    const seen: number[] = [];
    for await (const event of reader.read(bytes, { format: "xlsx", headerRow: 2 })) {
      if (event.type === "columns") expect(event.columns).toEqual(["订单号", "数量"]);
      if (event.type === "rows") seen.push(event.rows.length);
      if (seen.length === 2) break;
    }
    expect(seen).toEqual([500, 500]);
  });

  it("a sheet is chosen by name", async () => {
    const bytes = makeXlsx(textRows([["a"], ["1"]]));
    expect((await xlsx(bytes, { sheet: "订单" })).cells).toEqual([["1"]]);
    expect((await xlsx(bytes, { sheet: "没有" })).failed).toBe("no_sheet");
  });
});

describe("[T2] an honest CSV", () => {
  it("is read in UTF-8, GBK and UTF-16, with any usual delimiter and line end", async () => {
    const text = '订单号,款号,备注\r\nPO-1,00123,"含,逗号\r\n和“换行”"\r\n\r\nPO-2,1e5,含"引号\r\n';
    const gbk = Buffer.from("b6a9b5a5bac52cbfeebac52cb1b8d7a20d0a504f2d312c30303132332ccbaeb9fb0d0a", "hex");
    const utf8 = await csv(text);
    expect(utf8).toMatchObject({ columns: ["订单号", "款号", "备注"], encoding: "utf-8" });
    expect(utf8.cells).toEqual([
      ["PO-1", "00123", "含,逗号\n和“换行”"],
      ["PO-2", "1e5", '含"引号'],
    ]);
    expect(await csv(gbk)).toMatchObject({
      columns: ["订单号", "款号", "备注"],
      cells: [["PO-1", "00123", "水果"]],
      encoding: "gb18030",
    });
    expect(await csv(Buffer.from(`\ufeff${text}`, "utf16le"))).toMatchObject({
      columns: utf8.columns,
      cells: utf8.cells,
      encoding: "utf-16le",
    });
    expect(await csv(`\ufeff${text}`)).toMatchObject({ columns: utf8.columns });
    for (const sign of ["\t", ";", "|"]) {
      expect((await csv(`a${sign}b\r1${sign}"x${sign}y"\r`)).cells).toEqual([["1", `x${sign}y`]]);
    }
    expect((await csv("只有一列\nx\n")).cells).toEqual([["x"]]);
  });

  it("a record that crosses a slice of the reader comes out whole", async () => {
    const long = "长".repeat(30_000);
    const lines = Array.from({ length: 200 }, (_, n) => `PO-${n},"${n % 7 === 0 ? `${long}\n${n}` : n}"`);
    const table = await csv(`id,note\n${lines.join("\n")}`);
    expect(table.rows).toHaveLength(200);
    expect(table.cells[7]?.[1]).toBe(`${long}\n7`);
    expect(table.rows.at(-1)).toEqual({ row: 201, cells: ["PO-199", "199"] });
  });

  it("comes from the disk slice by slice: line ends and characters may stand across two, the encoding shows late", async () => {
    const folder = mkdtempSync(join(tmpdir(), "table-"));
    const lines = Array.from({ length: 9000 }, (_, n) => `PO-${n},${"x".repeat(n % 70)}`);
    const text = ["no,note", ...lines, "PO-last,编组站"].join("\r\n");
    const gb = Buffer.concat([Buffer.from(text.slice(0, -3)), Buffer.from([0xb1, 0xe0, 0xd7, 0xe9, 0xd5, 0xbe])]);
    for (const [name, bytes, encoding] of [
      ["utf-8", Buffer.from(text), "utf-8"],
      ["gb", gb, "gb18030"],
    ] as const) {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      const [here, there] = [await csv(bytes), await collect({ path }, { format: "csv" })];
      expect([there.encoding, there.rows.length, there.cells.at(-1)]).toEqual([encoding, 9001, ["PO-last", "编组站"]]);
      expect(there.rows).toEqual(here.rows);
    }
    rmSync(folder, { recursive: true });
  });

  it("[T3] repeated and forbidden columns keep apart, wide rows are told", async () => {
    const table = await csv("数量,数量,__proto__, 订单号 ,,constructor\n1,2,3,4,5,6,7\n1\n");
    expect(table.columns).toEqual(["数量", "数量 (2)", "列3", "订单号", "列5", "列6"]);
    expect(table.cells).toEqual([
      ["1", "2", "3", "4", "5", "6"],
      ["1", "", "", "", "", ""],
    ]);
    expect(table.notices).toEqual(["duplicate_column", "forbidden_column", "forbidden_column", "extra_cells"]);
  });
});
