/** The map of China as squares, one for each province. What stands in a square is for the caller to say. */
import type { CSSProperties, KeyboardEvent, ReactNode } from "react";
import { useRef } from "react";
import type { Format } from "../words/format.ts";
import styles from "./Map.module.css";
import { TILES, tileTowards } from "./tiles.ts";

export interface OnTile {
  /** Below the province's name. */
  content?: ReactNode;
  /** From 0 to 1: how deep its ground is. */
  heat?: number;
  /** What is said of it, behind its name, to whoever does not see it. */
  said?: string | undefined;
  /** Stands out from the others. */
  mark?: "to" | "at" | undefined;
}
interface TileMapProps {
  label: string;
  format: Format;
  on: (province: string) => OnTile;
  chosen?: string | undefined;
  /** Squares are pressed, and arrow keys go from one to the next; without it they are only read. */
  onChoose?: (province: string) => void;
  isSmall?: boolean;
}

export function TileMap({ label, format, on, chosen, onChoose, isSmall = false }: TileMapProps) {
  const list = useRef<HTMLUListElement>(null);
  // One stop for the tab key: at the chosen square, or else at the first of those that tell something.
  const stop =
    TILES.find(({ province }) => province === chosen)?.province ??
    TILES.find(({ province }) => on(province).heat !== undefined)?.province ??
    TILES[0]?.province;
  const walk = (event: KeyboardEvent<HTMLButtonElement>, from: string) => {
    const to = tileTowards(from, event.key);
    if (to === from) return;
    event.preventDefault();
    list.current?.querySelector<HTMLElement>(`[data-place="${to}"] button`)?.focus();
  };
  return (
    <ul ref={list} className={styles.map} aria-label={label} data-small={isSmall}>
      {TILES.map(({ province, name, x, y }) => {
        const { content, heat, said, mark } = on(province);
        const style = { gridColumn: x + 1, gridRow: y + 1, ...(heat === undefined ? {} : { "--heat": heat }) };
        const shown = (
          <>
            <b>{format.text(name)}</b>
            {content}
          </>
        );
        const spoken = [format.text(name), said].filter((one) => one !== undefined).join(" ");
        return (
          <li
            key={province}
            style={style as CSSProperties}
            data-place={province}
            data-heat={heat !== undefined}
            data-mark={mark}
          >
            {onChoose === undefined ? (
              <span title={spoken}>{shown}</span>
            ) : (
              <button
                type="button"
                title={spoken}
                aria-pressed={province === chosen}
                tabIndex={province === stop ? 0 : -1}
                onClick={() => onChoose(province)}
                onKeyDown={(event) => walk(event, province)}
              >
                {shown}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
