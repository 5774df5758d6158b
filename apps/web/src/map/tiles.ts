/** The provinces of China as squares, and how keys go from one to the next. */
import { provinces, type Text } from "@switchyard/orders";

export interface Tile {
  /** The province by its short name, as orders have it. */
  province: string;
  name: Text;
  /** Its place, from 0: to the east, and to the south. */
  x: number;
  y: number;
}

/** From the north, each row from the west. */
export const TILES: readonly Tile[] = provinces
  .map(({ name, en, square: { east, south } }) => ({ province: name, name: { zh: name, en }, x: east, y: south }))
  .sort((a, b) => a.y - b.y || a.x - b.x);
const BY_PROVINCE = new Map(TILES.map((tile) => [tile.province, tile]));

export const isTile = (place: string): boolean => BY_PROVINCE.has(place);

/** A province in both languages; anything else as it stands. */
export const placeName = (place: string): Text => BY_PROVINCE.get(place)?.name ?? { zh: place, en: place };

const WAYS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ...{ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] },
};

/** The square that an arrow key leads to: the nearest that lies more that way than aside; the same one where there is none. */
export function tileTowards(province: string, key: string): string {
  const from = BY_PROVINCE.get(province);
  const way = WAYS[key];
  if (from === undefined || way === undefined) return province;
  const ahead = TILES.flatMap((tile) => {
    const [dx, dy] = [tile.x - from.x, tile.y - from.y];
    const far = dx * way[0] + dy * way[1];
    const aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
    return far > 0 && far >= aside ? [{ tile, cost: far + 2 * aside }] : [];
  });
  return ahead.sort((a, b) => a.cost - b.cost)[0]?.tile.province ?? province;
}
