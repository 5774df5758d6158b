/** Opaque ids that ascend with time: lists are in order of arrival by their key alone. */
import { randomInt } from "node:crypto";
import type { Clock } from "./clock.ts";

export type NewId = (prefix: string) => string;

/** `ord_` + instant (9) + count within it (4) + chance (5), base 36. */
export function idMaker(clock: Clock): NewId {
  let instant = -1;
  let count = 0;
  return (prefix) => {
    const now = clock.now();
    count = now === instant ? count + 1 : 0;
    instant = now;
    return `${prefix}_${digits(now, 9)}${digits(count, 4)}${digits(randomInt(60_466_176), 5)}`;
  };
}

/** Ids of this prefix that were made before an instant come before this text, later ones after it. */
export const firstIdAt = (prefix: string, at: number): string => `${prefix}_${digits(Math.max(0, at), 9)}`;

const digits = (value: number, width: number) => value.toString(36).padStart(width, "0");
