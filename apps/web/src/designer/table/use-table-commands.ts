/** What the grid does to the table, each as one operation and so one undo step. */
import { useTranslation } from "react-i18next";
import { toast } from "../../shell/toasts.ts";
import { useDrawing } from "../drawing.ts";
import { freshId } from "../editor/ids.ts";
import type { Grid } from "./grid-columns.ts";
import type { Picked } from "./TableGrid.tsx";
import { at, clearRange, paste, type Range, type Spot, setText, type Table } from "./table-edit.ts";
import { type Block, readTsv, writeTsv } from "./tsv.ts";

interface Options {
  table: Table;
  grid: Grid;
  pick: (picked: Picked) => void;
}

export function useTableCommands({ table, grid, pick }: Options) {
  const { editor } = useDrawing();
  const { t } = useTranslation();
  const put = (next: Table) => {
    if (next === table) return;
    editor.apply({ type: "update_node", id: table.id, node: next }, { sentAs: `table ${table.id}` });
  };
  const titles = grid.columns.map((column) => `${column.title} ${column.detail}`);

  const textOf = ({ top, bottom, left, right }: Range): string[][] =>
    table.rows
      .slice(top, bottom + 1)
      .map((row) =>
        grid.columns.slice(left, right + 1).map((column) => column.text(at(table.columns.length, row, column.col))),
      );

  /** A whole table copied here or in Excel brings its titles; they are no row. */
  function withoutTitles(block: Block, left: number): Block {
    const [first, ...others] = block;
    const isTitles = first?.every((text, index) => text.trim() === titles[left + index]);
    return isTitles && others.length > 0 ? others : block;
  }

  return {
    put,
    type: (spot: Spot, text: string) => put(setText(table, spot, text, grid.reader)),
    clear: (range: Range) => put(clearRange(table, range)),
    copy: (range: Range) => writeTsv(textOf(range)),
    paste(range: Range, text: string) {
      if (text === "") return;
      const block = withoutTitles(readTsv(text), range.left);
      const pasted = paste(table, range, block, grid.reader, () => freshId("r"));
      put(pasted.table);
      const { top, left, bottom, right } = pasted.range;
      pick({ active: { row: top, col: left }, anchor: { row: bottom, col: right } });
      if (pasted.lostColumns > 0) toast("warn", t("table.lostColumns", { n: pasted.lostColumns }));
      if (pasted.lostRows > 0) toast("warn", t("table.lostRows", { n: pasted.lostRows }));
    },
    async copyAll() {
      const all: Range = { top: 0, bottom: table.rows.length - 1, left: 0, right: grid.columns.length - 1 };
      try {
        await navigator.clipboard.writeText(writeTsv([titles, ...textOf(all)]));
        toast("ok", t("table.copied", { n: table.rows.length }));
      } catch {
        toast("warn", t("table.notCopied"));
      }
    },
  };
}
