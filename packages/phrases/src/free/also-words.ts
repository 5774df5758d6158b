import { both, take } from "../phrase/parts.ts";
import { type Reader, sticky } from "../source/reader.ts";
import type { Piece } from "./items.ts";

const END_ZH =
  " ?(?:的)?(?:客户|订单|单子|单)?(?:也|都)(?:都|一样|同样|照此|这样|如此|是|要)?(?:处理|办理|办)?(?=$|[,;。\\n])";
const AHEAD_ZH = new RegExp(`^[^,;。\\n]{1,30}?${END_ZH}`);
const END = {
  zh: sticky(END_ZH),
  en: sticky("(?: ?(?:orders?|customers?|ones))?(?:,? (?:too|as well|likewise))?(?=$|[,;\\n]|\\.(?:\\s|$))"),
};
const START = both("", "(?:the )?same (?:goes |applies )?(?:for|to) (?:the |those |all )?");

const TOO = /^[^,;.\n]{1,40} (?:too|as well|likewise)(?=$|[,;\n]|\.(?:\s|$))/;

/** 「…，加急的也一样」, ", the same goes for urgent orders": more orders to which the same is done. */
export function readAlso(reader: Reader): Piece | null {
  const { language, source } = reader;
  if (!/[,;。\n]\s*$/.test(source.low.slice(Math.max(0, reader.at - 3), reader.at))) return null;
  if (language === "zh" && !AHEAD_ZH.test(source.low.slice(reader.at, reader.at + 40))) return null;
  const same = language === "en" && /^(?:the )?same/.test(source.low.slice(reader.at, reader.at + 8));
  if (language === "en" && !same && !TOO.test(source.low.slice(reader.at, reader.at + 50))) return null;
  if (same && take(reader, START) === null) return null;
  const { narrow } = reader;
  reader.narrow = true;
  reader.stop = END[language];
  const when = reader.condition();
  reader.narrow = narrow;
  return when === null || reader.take(END[language]) === null ? null : { type: "also", when };
}
