/** Orders in two dimensions: each cell has its number and leads to as many orders; the more there are, the deeper its ground. */
import { Link } from "@tanstack/react-router";
import type { CSSProperties, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { OrderSearch } from "../orders/order-search.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Boards.module.css";
import { useWall } from "./wall.ts";

/** A wall shows no more rows than are read from across the room; the others are one. */
const ON_WALL = 9;

export interface HeatRow {
  id: string;
  label: string;
  /** What is to be set right: orders without a destination or brand. */
  isNone?: boolean;
  cells: readonly number[];
  search: OrderSearch;
}
interface HeatTableProps {
  /** What stands over the names of the rows. */
  corner: string;
  columns: readonly { id: string; label: ReactNode; search: OrderSearch }[];
  groups: readonly { id: string; title?: string; rows: readonly HeatRow[] }[];
  /** Rows that are left out: how many, and their orders. */
  others?: { rows: number; cells: readonly number[] };
  /** Of all cells of a row. */
  whole: OrderSearch;
  testId: string;
}

export function HeatTable({ corner, columns, groups, others = { rows: 0, cells: [] }, whole, testId }: HeatTableProps) {
  const { t } = useTranslation();
  const isWall = useWall();
  const rows = groups.flatMap((group) => group.rows);
  const most = Math.max(1, ...rows.flatMap(({ cells }) => cells));
  const shown = new Set(isWall && rows.length > ON_WALL ? fullest(rows) : rows);
  const left = rows.filter((row) => !shown.has(row));
  const rest = columns.map((_, place) => columnOf(left, place) + (others.cells[place] ?? 0));
  const restRows = left.length + others.rows;
  const all = columns.map((_, place) => columnOf(rows, place) + (others.cells[place] ?? 0));
  return (
    <div className={styles.scroll}>
      <table className={`${styles.table} ${styles.heat}`} data-testid={testId}>
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {columns.map(({ id, label }) => (
              <th key={id} scope="col" className={styles.figure}>
                {label}
              </th>
            ))}
            <th scope="col" className={styles.figure}>
              {t("boards.sum")}
            </th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.id}>
            {group.title === undefined ? null : (
              <tr className={styles.group}>
                <th scope="rowgroup" colSpan={columns.length + 2}>
                  {group.title}
                </th>
              </tr>
            )}
            {group.rows
              .filter((row) => shown.has(row))
              .map((row) => (
                <tr key={row.id} data-row={row.id}>
                  <th scope="row" data-none={row.isNone === true}>
                    {row.label}
                  </th>
                  {columns.map((column, place) => (
                    <Cell
                      key={column.id}
                      n={row.cells[place] ?? 0}
                      most={most}
                      search={{ ...row.search, ...column.search }}
                    />
                  ))}
                  <Cell n={sumOf(row.cells)} search={{ ...whole, ...row.search }} />
                </tr>
              ))}
          </tbody>
        ))}
        <tfoot>
          {restRows > 0 ? (
            <tr>
              <th scope="row">{t("boards.otherRows", { n: restRows })}</th>
              {columns.map((column, place) => (
                <Cell key={column.id} n={rest[place] ?? 0} />
              ))}
              <Cell n={sumOf(rest)} />
            </tr>
          ) : null}
          <tr>
            <th scope="row">{t("boards.sum")}</th>
            {columns.map((column, place) => (
              <Cell key={column.id} n={all[place] ?? 0} search={{ ...whole, ...column.search }} />
            ))}
            <Cell n={sumOf(all)} search={whole} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** `most`: the deepest ground; without it the cell is a sum and has none. `search`: none leads nowhere. */
function Cell({ n, most, search }: { n: number; most?: number; search?: OrderSearch }) {
  const format = useFormat();
  // By the root: with one cell far above the others these can still be told apart.
  const heat = most === undefined || n === 0 ? undefined : ({ "--heat": Math.sqrt(n / most) } as CSSProperties);
  return (
    <td
      className={styles.figure}
      style={heat}
      data-heat={heat !== undefined}
      data-sum={most === undefined || undefined}
    >
      {n === 0 ? (
        <span className={styles.zero}>0</span>
      ) : search === undefined ? (
        format.number(n)
      ) : (
        <Link to="/orders" search={search} className={styles.count ?? ""}>
          {format.number(n)}
        </Link>
      )}
    </td>
  );
}

const sumOf = (cells: readonly number[]) => cells.reduce((sum, n) => sum + n, 0);
const columnOf = (rows: readonly HeatRow[], place: number) =>
  rows.reduce((sum, { cells }) => sum + (cells[place] ?? 0), 0);
const fullest = (rows: readonly HeatRow[]) =>
  [...rows].sort((a, b) => sumOf(b.cells) - sumOf(a.cells)).slice(0, ON_WALL - 1);
