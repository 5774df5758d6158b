import { carriers } from "@switchyard/orders";
import { sticky } from "../../source/reader.ts";
import { comparison } from "../make.ts";
import type { Implied } from "./says.ts";

/** Names that mean something else where nobody speaks of parcels: platforms, 天天. */
const OTHERWISE = new Set(["京东", "天天", "菜鸟速递", "亚马逊物流", "虾皮物流"]);
/** Written forms that are words or codes of other things. */
const AMBIGUOUS = new Set(["best", "yd", "uc", "uce", "dbl", "fwx"]);
const known = carriers.filter(({ name }) => !OTHERWISE.has(name));
const byWord = new Map(
  known.flatMap(({ name, en, written }) => [name, en, ...written].map((word) => [word.toLowerCase(), name] as const)),
);
const words = [...byWord.keys()]
  .filter((word) => !AMBIGUOUS.has(word) && !/[_.*+?()[\]\\]/.test(word))
  .sort((a, b) => b.length - a.length);
const BEGINNINGS = new Set(words.map((word) => word.slice(0, 2)));
const PARCELS = {
  zh: sticky(`(${words.join("|")})(?:快递|物流|速运)?的?(?:快递单|快件|包裹|运单|订单|单子|单(?!号|价)|件(?!数))`),
  en: sticky(`(${words.join("|")}) (?:parcels?|shipments?|packages?|orders?)\\b`),
};

/** 「德邦的单子」, "Deppon parcels": those that the carrier has. A carrier's name alone may say who is to carry it. */
export const ofCarrier: Implied = (reader) => {
  if (!BEGINNINGS.has(reader.source.low.slice(reader.at, reader.at + 2))) return null;
  const name = byWord.get(reader.take(PARCELS[reader.language])?.[1] ?? "");
  return name === undefined ? null : comparison("carrier", "is", name);
};
