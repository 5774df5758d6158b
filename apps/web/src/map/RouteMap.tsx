/** Where one parcel goes, and where it is. */
import { useTranslation } from "react-i18next";
import type { Format } from "../words/format.ts";
import styles from "./Map.module.css";
import { TileMap } from "./TileMap.tsx";
import { isTile, placeName } from "./tiles.ts";

interface RouteMapProps {
  to: string | null;
  /** By the courier's last news. */
  at: string | null;
  hasArrived: boolean;
  format: Format;
}

/** Nothing where neither is a province of China. */
export default function RouteMap({ to, at, hasArrived, format }: RouteMapProps) {
  const { t } = useTranslation();
  const places = (
    [
      ["at", hasArrived ? to : at],
      ["to", to],
    ] as const
  ).flatMap(([mark, place]) => (place !== null && isTile(place) ? [{ mark, place }] : []));
  if (places.length === 0) return null;
  const markOf = (province: string) => places.find(({ place }) => place === province)?.mark;
  const saidOf = (province: string) =>
    places.filter(({ place }) => place === province).map(({ mark }) => t(`map.${mark}`));
  return (
    <figure className={styles.route} data-testid="route-map">
      <TileMap
        isSmall
        label={t("map.label")}
        format={format}
        on={(province) => ({ mark: markOf(province), said: saidOf(province).join(t("state.comma")) || undefined })}
      />
      <figcaption>
        {places.map(({ mark, place }) => (
          <span key={mark}>
            <i data-mark={mark} aria-hidden />
            {t(mark === "at" && hasArrived ? "map.arrived" : `map.${mark}`)} <b>{format.text(placeName(place))}</b>
          </span>
        ))}
        <small>{t("map.scheme")}</small>
      </figcaption>
    </figure>
  );
}
