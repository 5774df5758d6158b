/** What the map says, as a table: every place that orders name, also those that are no province of China. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { placeName } from "../map/tiles.ts";
import { NONE } from "../orders/order-search.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Boards.module.css";
import type { MapOf, Places } from "./boards-api.ts";
import { useWall } from "./wall.ts";

/** A wall shows no more rows than are read from across the room. */
const ON_WALL = 8;

interface PlaceTableProps {
  places: Places;
  of: MapOf;
  onChoose: (place: string) => void;
}

export function PlaceTable({ places: { rows }, of, onChoose }: PlaceTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const isWall = useWall();
  // Most to do first; what has no place at last.
  const all = [...rows].sort(
    (a, b) =>
      Number(a.place === null) - Number(b.place === null) || b.late - a.late || b.today - a.today || b.open - a.open,
  );
  return (
    <>
      <h2>{t("boards.map.rows")}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("boards.map.place")}</th>
            {(["open", "lateColumn", "todayColumn"] as const).map((column) => (
              <th key={column} scope="col" className={styles.figure}>
                {t(`boards.map.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(isWall ? all.slice(0, ON_WALL) : all).map(({ place, open, late, today }) => (
            <tr key={place ?? ""} data-row={place ?? NONE}>
              <th scope="row" data-none={place === null && of === "province"}>
                {place === null ? (
                  t(`boards.map.nowhere.${of}`)
                ) : isWall ? (
                  format.text(placeName(place))
                ) : (
                  <button type="button" className={styles.link} onClick={() => onChoose(place)}>
                    {format.text(placeName(place))}
                  </button>
                )}
              </th>
              <Count n={open} search={{ [of]: place ?? NONE, open: true }} />
              <Count n={late} due="late" search={{ [of]: place ?? NONE, due: "late" }} />
              <Count n={today} due="today" search={{ [of]: place ?? NONE, due: "today" }} />
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Count({ n, due, search }: { n: number; due?: "late" | "today"; search: object }) {
  const format = useFormat();
  return (
    <td className={styles.figure} data-due={due} data-some={n > 0}>
      {n === 0 ? (
        <span className={styles.zero}>0</span>
      ) : (
        <Link to="/orders" search={search} className={styles.count ?? ""}>
          {format.number(n)}
        </Link>
      )}
    </td>
  );
}
