import { readNumber } from "../source/numbers.ts";
import { sticky } from "../source/reader.ts";
import { bare, between, count, empty, measure, type Predicate, span, text, yes } from "./predicates.ts";

const s = (words: string) => sticky(` ?(?:${words})(?: |(?=["“'\\d¥$€£]|$))`);
const end = (words: string) => sticky(`(?: ?(?:${words})\\b)`);
const sign = (words: string) => sticky(` ?(?:${words}) ?`);
const BE = "(?:is|are|was|be|has been|drops?|falls?|goes|gets|rises?|climbs?) ?";
const MAY_BE = `(?:of )?(?:${BE})?`;
const NUMBER_END = sticky(
  "(?! ?(?:or (?:more|less|fewer|later|earlier|above|under|over|below)|and (?:above|below|over|under)|\\+))",
);

/** "under", "over", "more than", "before" leave the number out; "within", "up to", "at most", "at least", "or more" include it. */
const MEASURES: Predicate[] = [
  measure(
    "le",
    s(
      `${MAY_BE}(?:at most|no more than|not more than|not over|not above|up to|within|in|less than or equal to|no later than)(?: the next)?`,
    ),
    sticky("(?: or less)?"),
  ),
  measure(
    "ge",
    s(
      `${MAY_BE}(?:at least|no less than|not less than|not under|from|greater than or equal to|reaches|no earlier than)`,
    ),
    sticky("(?: or more)?"),
  ),
  measure("lt", s(`${MAY_BE}(?:less than|fewer than|under|below|smaller than|before|earlier than)`)),
  measure("gt", s(`${MAY_BE}(?:more than|greater than|over|above|larger than|exceeds?|after|later than)`)),
  measure("le", sign("<=|≤")),
  measure("ge", sign(">=|≥")),
  measure("ne", sign("≠|!=|<>")),
  measure("lt", sign("<")),
  measure("gt", sign(">")),
  measure("eq", sign("==?"), NUMBER_END),
  measure("le", sticky(` ?${MAY_BE}`), end("or (?:less|fewer|under|below|earlier|sooner)|and (?:below|under)|left")),
  measure("ge", sticky(` ?${MAY_BE}`), sticky(" ?(?:or (?:more|over|above|later)\\b|and (?:above|over|more)\\b|\\+)")),
  measure("ne", s("(?:is|are) not|isn't|differs? from|does(?: not|n't) (?:match|equal)")),
  measure("eq", s("(?:(?:is|are) exactly|is|are|equals|equal to|exactly)"), NUMBER_END),
];

export const PREDICATES_EN: readonly Predicate[] = [
  empty(
    "is_not_empty",
    end("(?:is|are) not (?:empty|missing|blank)|(?:is|are) (?:filled in|present|set|known)|is there"),
  ),
  empty("is_empty", end("(?:is|are) (?:empty|missing|blank|not filled in|unknown)|not filled in|missing")),
  yes(false, sign("(?:is|:|=) ?(?:no|false)\\b")),
  yes(true, sign("(?:is|:|=) ?(?:yes|true)\\b")),
  between(s(`${MAY_BE}(?:between|from)`), sticky(" ?(?:and|to|-|~) ?"), sticky("(?: inclusive)?")),
  between(sign("(?:is|:)?"), sticky(" ?(?:to|-|~) ?"), sticky("(?= |,|$)")),
  count("count_ge", s("(?:≥|at least)"), readNumber, sticky("(?: tags)?")),
  count("count_ge", s("(?:more than)"), readNumber, sticky("(?: tags)?"), 1),
  span(s("(?:is )?within(?: the last)?"), sticky("(?: of now)?")),
  span(s("(?:is )?in the last")),
  ...MEASURES,
  text("not_starts", s("does(?: not|n't) (?:start|begin) with")),
  text("starts", s("(?:starts?|begins?|starting|beginning) with|with prefix")),
  text("ends", s("(?:ends?|ending) (?:with|in)")),
  text("contains_all", s("(?:contains?|has|have|includes?|mentions?) (?:all of|both)")),
  text(
    "not_contains",
    s("(?:does(?: not|n't)|do not) (?:contain|mention|include|have|say)|without|contains? none of|not containing"),
  ),
  text(
    "contains",
    s(
      "(?:contains?|mentions?|mentioning|includes?|says|say|(?:has|have|with)(?! (?:not|no|been)\\b)|containing|contains? any of)(?: (?:the word|the words|the tag|any of|one of|either))?",
    ),
  ),
  text("not_in", s("(?:is|are) (?:none of|not one of|not in|not any of)")),
  text("in", s("(?:is|are) (?:one of|in|any of|among)|in")),
  text("is_not", s("(?:is|are|does) (?:not|n't)(?: equal)?|isn't|is other than")),
  text("is_not", sign("≠|!=")),
  text("is", s("(?:is|are|equals|equal to|from)(?: either)?")),
  text("is", sign("==?")),
  bare,
];
