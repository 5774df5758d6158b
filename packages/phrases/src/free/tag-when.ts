import { both, take } from "../phrase/parts.ts";
import type { Reader } from "../source/reader.ts";
import type { Piece } from "./items.ts";

const START = both(
  "([^,;:。()→\\s]{1,8}?)标签 ?\\((?:如|例如|比如|若|当)? ?",
  "([a-z][a-z -]{1,20}?) tag \\((?:e\\.?g\\.? |such as |if |when )?",
);

/** 「优先级标签（如备注“生日礼物”）」: a tag, and in brackets what gets it. */
export function readTagWhen(reader: Reader): Piece | null {
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
