/** Orders as text before the clock runs: only the number is put in while it does. */
import { makeOrder } from "../workload.ts";

const MARK = "@@@@@@@@";
const TEXTS = 2000;

/**
 * The n-th order as text; no two say the same number: `name-00000000`, `name-00000001`, … `form` makes of a body what is to be
 * sent, once for each of the bodies that are used in turns; the number's length is always the same.
 */
export function numberedTexts(name: string, form = (body: string): string => body): (number: number) => string {
  const texts = Array.from({ length: TEXTS }, (_, number) => {
    const body = JSON.stringify({ ...makeOrder(number, name), external_id: `${name}-${MARK}` });
    const [before = "", after = ""] = form(body).split(MARK);
    return { before, after };
  });
  return (number) => {
    const { before, after } = texts[number % TEXTS] ?? { before: "", after: "" };
    return `${before}${String(number).padStart(MARK.length, "0")}${after}`;
  };
}
