/** Opaque ids that ascend with time: lists are in order of arrival by their key alone. */
import { getRandomValues } from "node:crypto";
import type { Clock } from "./clock.ts";

export type NewId = (prefix: string) => string;

/** `ord_` + instant (9) + count within it (4) + chance (5), base 36. */
export function idMaker(clock: Clock): NewId {
  let instant = -1;
  let instantText = "";
  let count = 0;
  const chance = new Uint32Array(256);
  let used = chance.length;
  return (prefix) => {
    const now = clock.now();
    if (now === instant) count += 1;
    else {
      instant = now;
      instantText = digits(now, 9);
      count = 0;
    }
    if (used === chance.length) {
      getRandomValues(chance);
      used = 0;
    }
    const drawn = (chance[used] ?? 0) % 60_466_176;
    used += 1;
    return `${prefix}_${instantText}${digits(count, 4)}${digits(drawn, 5)}`;
  };
}

/** Ids of this prefix that were made before an instant come before this text, later ones after it. */
export const firstIdAt = (prefix: string, at: number): string => `${prefix}_${digits(Math.max(0, at), 9)}`;

const digits = (value: number, width: number) => value.toString(36).padStart(width, "0");
