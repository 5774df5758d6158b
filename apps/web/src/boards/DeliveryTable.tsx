import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { DUE, type Due, NONE, type OrderSearch, STOPPED } from "../orders/order-search.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Boards.module.css";
import type { DeliveryBy, DeliveryCell, DeliveryRow } from "./boards-api.ts";
import { rowName } from "./row-name.ts";
import { useWall } from "./wall.ts";

/** A wall shows no more rows than are read from across the room; the others are one. */
const ON_WALL = 6;

interface DeliveryTableProps {
  rows: readonly DeliveryRow[];
  by: DeliveryBy;
}

export function DeliveryTable({ rows, by }: DeliveryTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const isWall = useWall();
  const hasCapacity = rows.some(({ capacity_per_day }) => capacity_per_day !== null);
  const shown = isWall && rows.length > ON_WALL ? mostUrgent(rows) : rows;
  const rest = rows.filter((row) => !shown.includes(row));
  const filterOf = ({ id }: DeliveryRow): OrderSearch => ({ [by]: id ?? NONE });
  return (
    <div className={styles.scroll}>
      <table className={styles.table} data-testid="delivery">
        <thead>
          <tr>
            <th scope="col">{t(`boards.by.${by}`)}</th>
            {DUE.map((due) => (
              <th key={due} scope="col" className={styles.figure} data-due={due}>
                {t(`orders.dueIs.${due}`)}
              </th>
            ))}
            <th scope="col" className={styles.figure}>
              {t("boards.sum")}
            </th>
            {hasCapacity ? (
              <th scope="col" className={styles.figure}>
                {t("boards.capacity")}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.id ?? ""} data-row={row.id ?? NONE}>
              <th scope="row" data-none={row.id === null}>
                {row.id === null ? t(`boards.without.${by}`) : format.text(rowName(by, row.name))}
              </th>
              {row.cells.map((cell) => (
                <td key={cell.due} className={styles.figure} data-due={cell.due} data-some={cell.count > 0}>
                  <Count n={cell.count} search={{ ...filterOf(row), due: cell.due }} />
                  <Stopped cell={cell} search={{ ...filterOf(row), due: cell.due }} />
                </td>
              ))}
              <td className={styles.figure} data-sum>
                <Count n={sumOf(row.cells)} search={{ ...filterOf(row), open: true }} />
              </td>
              {hasCapacity ? <Capacity row={row} /> : null}
            </tr>
          ))}
          {rest.length > 0 ? (
            <tr>
              <th scope="row">{t("boards.otherRows", { n: rest.length })}</th>
              {DUE.map((due) => (
                <td key={due} className={styles.figure} data-due={due}>
                  {format.number(columnOf(rest, due))}
                </td>
              ))}
              <td className={styles.figure} data-sum>
                {format.number(rest.reduce((all, { cells }) => all + sumOf(cells), 0))}
              </td>
              {hasCapacity ? <td /> : null}
            </tr>
          ) : null}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("boards.sum")}</th>
            {DUE.map((due) => (
              <td key={due} className={styles.figure} data-due={due}>
                <Count n={columnOf(rows, due)} search={{ due }} />
              </td>
            ))}
            <td className={styles.figure} data-sum>
              <Count n={rows.reduce((all, { cells }) => all + sumOf(cells), 0)} search={{ open: true }} />
            </td>
            {hasCapacity ? <td /> : null}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

const sumOf = (cells: readonly DeliveryCell[]) => cells.reduce((all, { count }) => all + count, 0);
const countOf = ({ cells }: DeliveryRow, due: Due) => cells.find((cell) => cell.due === due)?.count ?? 0;
const columnOf = (rows: readonly DeliveryRow[], due: Due) => rows.reduce((all, row) => all + countOf(row, due), 0);
/** What is to be done today. */
const loadOf = (row: DeliveryRow) => countOf(row, "late") + countOf(row, "today");

/** Those with most to do today, as they stand. */
function mostUrgent(rows: readonly DeliveryRow[]): DeliveryRow[] {
  const first = [...rows].sort((a, b) => loadOf(b) - loadOf(a)).slice(0, ON_WALL - 1);
  return rows.filter((row) => first.includes(row));
}

/** The list behind the number shows as many. */
function Count({ n, search }: { n: number; search: OrderSearch }) {
  const format = useFormat();
  if (n === 0) return <span className={styles.zero}>0</span>;
  return (
    <Link to="/orders" search={search} className={styles.count ?? ""}>
      {format.number(n)}
    </Link>
  );
}

/** How many of them are on hold, and how many frozen. */
function Stopped({ cell, search }: { cell: DeliveryCell; search: OrderSearch }) {
  const { t } = useTranslation();
  const some = STOPPED.filter((why) => cell[why] > 0);
  if (some.length === 0) return null;
  return (
    <small className={styles.stopped}>
      {some.map((why) => (
        <Link key={why} to="/orders" search={{ ...search, waits: why }}>
          {t("boards.stopped", { why: t(`orders.stoppedBy.${why}`), n: cell[why] })}
        </Link>
      ))}
    </small>
  );
}

function Capacity({ row }: { row: DeliveryRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const capacity = row.capacity_per_day;
  if (capacity === null) return <td className={styles.figure}>{t("state.none")}</td>;
  const isOver = loadOf(row) > capacity;
  return (
    <td className={styles.figure} data-over={isOver}>
      {format.number(capacity)}
      {isOver ? (
        <small className={styles.over} title={t("boards.overHint", { n: loadOf(row) })}>
          {t("boards.over", { n: loadOf(row) - capacity })}
        </small>
      ) : null}
    </td>
  );
}
