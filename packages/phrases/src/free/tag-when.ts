import { readValue } from "../condition/values.ts";
import { both, take } from "../phrase/parts.ts";
import type { Reader } from "../source/reader.ts";
import type { Piece } from "./items.ts";

const START = both(
  "([^,;:。()→\\s]{1,8}?)标签 ?\\((?:如|例如|比如|若|当)? ?",
  "([a-z][a-z -]{1,20}?) tag \\((?:e\\.?g\\.? |such as |if |when )?",
);

/** "Tag orders to Tibet as remote": which orders stands between the verb and the tag. */
const TAGS =
  /(?:tag|mark|label|flag) (?=(?:all |any |the )?orders? (?:to|from|with|without|whose|that|over|under|above|below|paid|placed|received|due)\b)/y;

function tagAs(reader: Reader): Piece | null {
  if (reader.language === "zh" || !/[tmlf]/.test(reader.char)) return null;
  return reader.attempt(() => {
    if (reader.take(TAGS) === null) return null;
    reader.take(/(?:all |any |the )?orders? /y);
    const { stop } = reader;
    reader.stop = BEFORE_AS;
    reader.take(/(?:whose |that )?/y);
    const when = reader.condition();
    reader.stop = stop;
    if (when === null || reader.take(AS) === null) return null;
    const tag = readValue(reader, "tags");
    return tag === null ? null : { type: "tag_when", when, tag };
  });
}
const BEFORE_AS = / (?:orders? )?as /y;
const AS = / ?(?:orders? )?as (?:an? )?/y;

/** 「优先级标签（如备注“生日礼物”）」: a tag, and in brackets what gets it. */
export function readTagWhen(reader: Reader): Piece | null {
  const as = tagAs(reader);
  if (as !== null) return as;
  return reader.attempt(() => {
    const name = take(reader, START)?.[1];
    if (name === undefined) return null;
    const from = reader.source.low.lastIndexOf(name, reader.at);
    const when = reader.condition();
    return when === null || reader.take(/ ?\)/y) === null
      ? null
      : { type: "tag_when", when, tag: reader.raw(from, from + name.length) };
  });
}
