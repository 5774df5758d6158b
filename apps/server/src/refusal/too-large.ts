/** What is refused for its size. */
import { Refusal } from "./refusal.ts";

export const KILOBYTE = 1024;
export const MEGABYTE = 1024 * KILOBYTE;

export function tooLarge(limit: number): Refusal {
  const size = limit >= MEGABYTE ? `${limit / MEGABYTE} MB` : `${limit / KILOBYTE} KB`;
  const message = { zh: `最大 ${size}`, en: `At most ${size}` };
  return new Refusal("body_too_large", { problems: [{ pointer: "", code: "body_too_large", message }] });
}
