import { carrierName, type Text } from "@switchyard/orders";

/** What a row of a board is called: carriers have a name in each language, everything else is called as the workspace calls it. */
export const rowName = (by: string, name: string): Text =>
  by === "carrier" ? carrierName(name) : { zh: name, en: name };
