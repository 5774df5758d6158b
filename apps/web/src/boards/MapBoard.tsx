/** Open orders on the map of China: how many go to each province, or are in it, and how many of them are late or due today. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { type OnTile, TileMap } from "../map/TileMap.tsx";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Boards.module.css";
import { boardsApi, type MapOf, type Places, useBoard } from "./boards-api.ts";
import { Freshness } from "./Freshness.tsx";
import { NothingOpen, whatIs } from "./NothingOpen.tsx";
import { PlaceOrders } from "./PlaceOrders.tsx";
import { PlaceTable } from "./PlaceTable.tsx";
import { useWall } from "./wall.ts";

export function MapBoard() {
  const { t } = useTranslation();
  const isWall = useWall();
  const { at: of = "province", place } = useSearch({ from: "/boards" });
  const navigate = useNavigate();
  const board = useBoard(["map", of], (signal) => boardsApi.map(of, signal));
  const show = (by: MapOf, at?: string) =>
    void navigate({
      to: "/boards/map",
      search: { ...(by === "province" ? {} : { at: by }), ...(at === undefined ? {} : { place: at }) },
      replace: true,
    });
  return (
    <div className={styles.board}>
      <section className={styles.main} aria-label={t("boards.tab.map")}>
        <div className={styles.bar}>
          {isWall ? null : (
            <>
              <Segmented<MapOf>
                aria-label={t("boards.map.of")}
                value={of}
                options={(["province", "parcel_in"] as const).map((value) => ({
                  value,
                  label: t(`boards.map.ofIs.${value}`),
                }))}
                onChange={(value) => show(value)}
              />
              <p className={styles.about}>{t(`boards.map.about.${of}`)}</p>
            </>
          )}
          <Freshness query={board} />
        </div>
        {whatIs(board, (places) =>
          places.rows.length === 0 ? (
            <NothingOpen />
          ) : (
            <Squares places={places} chosen={place} onChoose={(at) => show(of, at === place ? undefined : at)} />
          ),
        )}
      </section>
      {board.data === undefined || board.data.rows.length === 0 ? null : (
        <section className={styles.aside} data-testid="places">
          {place === undefined || isWall ? (
            <PlaceTable places={board.data} of={of} onChoose={(at) => show(of, at)} />
          ) : (
            <PlaceOrders
              key={`${of} ${place}`}
              {...{ of, place }}
              open={board.data.rows.find((row) => row.place === place)?.open ?? 0}
              onClose={() => show(of)}
            />
          )}
        </section>
      )}
    </div>
  );
}

interface SquaresProps {
  places: Places;
  chosen: string | undefined;
  onChoose: (place: string) => void;
}

function Squares({ places: { rows }, chosen, onChoose }: SquaresProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const isWall = useWall();
  const known = new Map(rows.map((row) => [row.place, row]));
  const most = Math.max(1, ...rows.flatMap(({ place, open }) => (place === null ? [] : [open])));
  const on = (province: string): OnTile => {
    const row = known.get(province);
    if (row === undefined) return { said: t("boards.map.none") };
    const { open, late, today } = row;
    return {
      // By the root: with one province far above the others these can still be told apart.
      heat: Math.sqrt(open / most),
      said: t("boards.map.said", { open, late, today }),
      content: (
        <span className={styles.counted}>
          <span className={styles.open}>{format.number(open)}</span>
          {late > 0 ? (
            <small data-due="late">{t("boards.map.late", { n: format.number(late) })}</small>
          ) : today > 0 ? (
            <small data-due="today">{t("boards.map.today", { n: format.number(today) })}</small>
          ) : null}
        </span>
      ),
    };
  };
  return (
    <>
      <TileMap label={t("boards.tab.map")} format={format} on={on} chosen={chosen} {...(isWall ? {} : { onChoose })} />
      <p className={styles.about}>{t("map.scheme")}</p>
    </>
  );
}
