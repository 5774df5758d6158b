/** The columns of the grid: their titles, what may be chosen in them, and how their cells are read and written. */
import { factLookup, type KnownFact, operatorSpec } from "@switchyard/flow";
import { minorDigits, weekdayName } from "@switchyard/orders";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat, useWorkspace } from "../../shell/workspace.ts";
import { canCompareFacts } from "../condition/operators.ts";
import { WEEKDAYS } from "../condition/time-text.ts";
import { useEditor } from "../drawing.ts";
import { useSentenceNames } from "../names.ts";
import { type CellKind, type CellStyle, cellText, readCell } from "./cell-text.ts";
import type { Cell, Column, Output, Reader, Table, Value } from "./table-edit.ts";

export interface GridColumn {
  id: string;
  col: number;
  isOutput: boolean;
  title: string;
  /** Operator or effect. */
  detail: string;
  /** What can be chosen; null: anything may be typed. */
  options: readonly string[] | null;
  text: (content: Cell | Value) => string;
  readCell: (text: string) => Cell;
  readValue: (text: string) => Value;
}

export interface Grid {
  columns: readonly GridColumn[];
  reader: Reader;
  kindOf: (column: Pick<Column, "fact" | "operator">) => CellKind;
  style: CellStyle;
}

const PLAIN: CellKind = { shape: "one", type: "text", items: "text", facts: false };
const NUMBERS: readonly KnownFact["type"][] = ["number", "money", "duration"];

/** A result is one value: numbers, yes and no, and text. */
function asValue(cell: Cell): Value {
  return typeof cell === "string" || typeof cell === "number" || typeof cell === "boolean" ? cell : null;
}

export function useGrid(table: Table): Grid {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const names = useSentenceNames();
  const windows = useEditor((state) => state.document.windows);
  const patterns = useEditor((state) => state.document.patterns);
  const { columns, outputs } = table;
  return useMemo(() => {
    const lookup = factLookup({ windows, patterns });
    const style: CellStyle = {
      yes: t("condition.yes"),
      no: t("condition.no"),
      comma: t("table.comma"),
      units: {
        second: t("duration.second"),
        minute: t("duration.minute"),
        hour: t("duration.hour"),
        day: t("duration.day"),
      },
      weekdays: WEEKDAYS.map((day) => format.text(weekdayName(day) ?? { zh: "", en: "" })),
      digits: minorDigits(workspace?.currency ?? "CNY") ?? 2,
      zone: workspace?.zone ?? "Asia/Shanghai",
      isFact: (name) => lookup(name) !== undefined,
    };
    const kindOf = ({ fact, operator }: Pick<Column, "fact" | "operator">): CellKind => {
      const known = lookup(fact);
      const type = known?.type ?? "text";
      const items = type === "list" ? known?.items : type;
      return {
        shape: operatorSpec(operator).shape,
        type,
        unit: known?.unit,
        items: items !== undefined && NUMBERS.includes(items) ? "number" : "text",
        facts: canCompareFacts(operator),
      };
    };
    const factName = (name: string) => {
      const label = names.fact?.(name)?.label ?? lookup(name)?.label;
      return label ? format.text(label) : name;
    };
    const truths = [style.yes, style.no];
    const condition = (column: Column, col: number): GridColumn => {
      const kind = kindOf(column);
      const isTruth = kind.shape === "none" || (kind.shape === "one" && kind.type === "boolean");
      const declared = patterns.filter((one) => one.fact === column.fact).map((one) => one.id);
      return {
        id: column.id,
        col,
        isOutput: false,
        title: factName(column.fact),
        detail: format.text(operatorSpec(column.operator).label),
        options: isTruth
          ? truths
          : kind.shape === "pattern"
            ? declared
            : kind.shape === "one" && kind.unit === "weekday"
              ? style.weekdays
              : null,
        text: (cell) => cellText(cell, kind, style),
        readCell: (text) => readCell(text, kind, style),
        readValue: (text) => text,
      };
    };
    const output = (one: Output, own: number): GridColumn => {
      const about = {
        id: one.id,
        col: columns.length + own,
        isOutput: true,
        detail: t(`table.effect.${one.effect}`),
        readCell: (text: string) => text,
      };
      if (one.effect === "route") {
        const places = workspace?.destinations ?? [];
        return {
          ...about,
          title: t("table.effect.route"),
          detail: t("form.destination"),
          options: places.map((place) => place.name),
          text: (value) => places.find((place) => place.id === value)?.name ?? String(value ?? ""),
          readValue: (text) => places.find(({ id, name }) => name === text || id === text)?.id ?? (text || null),
        };
      }
      const type = one.effect === "set_field" && one.field ? (lookup(one.field)?.type ?? "text") : "text";
      const kind: CellKind = { ...PLAIN, type };
      return {
        ...about,
        title: one.effect === "tag" ? t("form.tag") : one.field ? factName(one.field) : t("table.noField"),
        options: type === "boolean" ? truths : null,
        text: (value) => cellText(value, kind, style),
        readValue: (text) => asValue(readCell(text, kind, style)),
      };
    };
    const all = [...columns.map(condition), ...outputs.map(output)];
    const reader: Reader = {
      cell: (text, col) => all[col]?.readCell(text.slice(0, 2000)) ?? null,
      value: (text, own) => all[columns.length + own]?.readValue(text.trim().slice(0, 500)) ?? null,
    };
    return { columns: all, reader, kindOf, style };
  }, [columns, outputs, windows, patterns, workspace, names, format, t]);
}
