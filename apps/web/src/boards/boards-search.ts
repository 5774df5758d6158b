import { readPages, readWord } from "../shell/search-read.ts";

/** What stands in the address of every board: it stays when the wall turns from one to the next. */
export interface BoardsSearch {
  /** On the wall; the seconds after which it turns to the next board. 0: it stays. */
  wall?: number;
  /** On the wall: orders five minutes late are called out. */
  voice?: true;
  by?: "brand" | "carrier";
  /** Of the trend: its rows, and what a column is. */
  of?: "destination" | "category" | "carrier";
  unit?: "month";
  /** Of the map: where their parcels are; and the place whose orders are listed. */
  at?: "parcel_in";
  place?: string;
  flow?: string;
  level?: number;
  pages?: readonly string[];
}

/** Nobody can read faster; and one board an hour is as good as one that stays. */
const [QUICKEST, SLOWEST] = [5, 3600];
export const LEVELS = [1, 2, 3, 4] as const;

export function readBoardsSearch(search: Record<string, unknown>): BoardsSearch {
  const found: BoardsSearch = { ...readPages(search.pages) };
  const { wall } = search;
  if (typeof wall === "number" && Number.isFinite(wall))
    found.wall = wall <= 0 ? 0 : Math.min(SLOWEST, Math.max(QUICKEST, Math.round(wall)));
  if (search.voice === true || search.voice === 1) found.voice = true;
  if (search.by === "brand" || search.by === "carrier") found.by = search.by;
  if (search.of === "destination" || search.of === "category" || search.of === "carrier") found.of = search.of;
  if (search.unit === "month") found.unit = "month";
  if (search.at === "parcel_in") found.at = search.at;
  const place = readWord(search.place);
  if (place !== undefined) found.place = place;
  const flow = readWord(search.flow);
  if (flow !== undefined) found.flow = flow;
  const level = LEVELS.find((one) => one === search.level);
  if (level !== undefined) found.level = level;
  return found;
}
