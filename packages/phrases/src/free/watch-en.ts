import type { Duration } from "@switchyard/flow";
import { both, byName } from "../phrase/parts.ts";
import { readGoal } from "../phrase/waiting.ts";
import { readDuration } from "../source/quantities.ts";
import { type Reader, sticky } from "../source/reader.ts";
import { type Anchor, readMoment, sinceNews, statesAfter, staying } from "./anchor.ts";
import type { Goal, Piece } from "./items.ts";
import { AT_ONCE } from "./watch-zh.ts";

/** Deadlines as people say them in English. "over", "more than", "longer than" are strict: after the deadline. */

const NOT = sticky(
  "(?:(?:the |an? )?(?:order|stock|warehouse|workshop|parcel|customer|buyer|courier|production|work) )?(?:it )?(?:(?:is|was|has|have|has been|been) )?(?:still )?(?:not|n't|hasn't|haven't|isn't|wasn't|never)(?: yet)?(?: (?:been|yet|be))*[ -]?|hasn't (?:been )?|isn't |nobody (?:has )?",
);
const NO = sticky("(?:there is |there's |there has been |and )?(?:still )?no |without (?:an? |any )?|with no ");
const OVER = sticky("(?:in |for |after )?(?:over|more than|longer than) ");
const WITHIN = sticky(
  " ?(?:within|in|for|after)(?: the first)? | (?=(?:\\d+|an?|half an|one|two|three|four|five|six|eight|ten|twelve|twenty|thirty|forty|sixty)[ -](?:minutes?|min|hours?|h|days?|working|business)\\b)",
);
const OF = sticky(" (?:of|after|from|since) ");
const OR = both("", " or ");

const goal = (reader: Reader): Goal | null => {
  reader.take(/(?:the |an? )/y);
  const found = readGoal(reader, OR);
  return found !== null && found.states.length + found.events.length > 0 ? found : null;
};

const LEAD = sticky(
  "(?:(?:if|when|whenever|orders?|for|that|which|an order|the order|it|is|are|has|have)(?= (?:not|no|never|still|paid|created|assigned|the customer|the order|an order|there|production|sits?|stays?|un|it|has|is|orders?|\\d)) ?)+",
);

export function watchEn(reader: Reader): Piece | null {
  reader.take(LEAD);
  for (const read of [
    laterEn,
    checked,
    undone,
    passed,
    stalled,
    writtenBack,
    stays,
    goalFirst,
    anchorFirst,
    durationFirst,
  ]) {
    const found = reader.attempt(() => read(reader));
    if (found !== null) return found;
  }
  return null;
}

/** "stays in Pending review for over 2 hours" */
function stays(reader: Reader): Piece | null {
  if (
    reader.take(/(?:the )?(?:order )?(?:status )?(?:stays |is stuck |remains |has been |is |stuck )?(?:in )?/y) === null
  )
    return null;
  const state = byName(reader, reader.lexicon.states);
  const later = state === null ? [] : statesAfter(reader, state);
  if (state === null || later.length === 0 || reader.take(/ for /y) === null) return null;
  const length = span(reader);
  return length === null ? null : staying(state, later, length.within, length.strict);
}

const UN =
  /(?:(?:an |the )?orders? )?(?:that )?(?:is |are |sits? |stays? |remains? |left |still |has been |have been )*un(assigned|shipped|signed|delivered|paid|picked|packed|checked|collected)\b/y;

/** "sits unassigned for two hours", "unshipped 24 hours after payment". */
function undone(reader: Reader): Piece | null {
  const word = reader.take(UN)?.[1] ?? "";
  const [state] = reader.lexicon.states.get(word);
  const [event] = reader.lexicon.events.get(word);
  if (state === undefined && event === undefined) return null;
  const wanted: Goal = state === undefined ? { states: [], events: [event ?? ""] } : { states: [state], events: [] };
  const strict = reader.take(/ (?:in |for |after )?(?:over|more than|longer than) /y) !== null;
  if (!strict && reader.take(WITHIN) === null) return null;
  const within = readDuration(reader);
  if (within === null) return null;
  const anchor = reader.attempt(() => (reader.take(OF) === null ? null : readMoment(reader)));
  return piece({ within, strict, goal: wanted, anchor });
}

/** "four hours have passed since assignment and work still hasn't started". */
function passed(reader: Reader): Piece | null {
  reader.take(/(?:when |if |after |once )?/y);
  const strict = reader.take(/(?:over|more than) /y) !== null;
  const within = readDuration(reader);
  if (
    within === null ||
    reader.take(/ (?:have |has )?(?:passed|gone by|elapsed) (?:since|after|from) (?:the )?/y) === null
  )
    return null;
  const anchor = readMoment(reader);
  if (anchor === null || reader.take(/,? (?:and|but|yet|without) /y) === null) return null;
  if (reader.take(NOT) === null && reader.take(NO) === null) return null;
  const wanted = goal(reader);
  return wanted === null ? null : piece({ within, strict, goal: wanted, anchor });
}

interface Parts {
  within: Duration;
  strict: boolean;
  goal: Goal;
  anchor: Anchor | null;
}

function piece({ within, strict, goal: wanted, anchor: named }: Parts): Piece {
  const anchor = sinceNews(wanted, named);
  return {
    type: "watch",
    said: { kind: "watch", within, since: anchor?.since ?? "received", goal: wanted, strict },
    from: anchor?.from ?? null,
    bare: anchor === null,
  };
}

function span(reader: Reader): { within: Duration; strict: boolean } | null {
  return reader.attempt(() => {
    const strict = reader.take(OVER) !== null;
    const within = readDuration(reader);
    if (within === null) return null;
    const later = !strict && reader.take(/ (?:or more|and more)\b/y) === null ? false : strict;
    return { within, strict: later };
  });
}

/** "not assigned within 2 hours of creation", "no work report for 12 hours". */
function goalFirst(reader: Reader): Piece | null {
  const before = reader.attempt(() => {
    const moment = readMoment(reader);
    return moment !== null && reader.take(/,? (?:but|and|yet) /y) !== null ? moment : null;
  });
  if (reader.take(NOT) === null && reader.take(NO) === null) return null;
  const wanted = goal(reader);
  if (wanted === null) return null;
  reader.take(/ (?:comes?|arrives?|has come|has arrived|is made)(?: in)?(?= )/y);
  const strict = reader.take(/ (?:in|for|after) (?:over|more than|longer than) /y) !== null;
  if (!strict && reader.take(WITHIN) === null) return null;
  const within = readDuration(reader);
  if (within === null) return null;
  const after = reader.attempt(() => (reader.take(OF) === null ? null : readMoment(reader)));
  return piece({ within, strict, goal: wanted, anchor: after ?? before });
}

/** "assigned 4 h, not started", "started over 12 h with no work report", "2 hours after payment still not shipped". */
function anchorFirst(reader: Reader): Piece | null {
  reader.take(/(?:an order )?(?:that (?:is|was) )?/y);
  const anchor = readMoment(reader);
  if (anchor === null) return null;
  reader.take(/ (?:for )?/y);
  const length = span(reader);
  if (length === null) return null;
  reader.take(/(?: ago)?,? ?(?:and |but )?/y);
  if (reader.take(NOT) === null && reader.take(NO) === null) return null;
  const wanted = goal(reader);
  return wanted === null ? null : piece({ ...length, goal: wanted, anchor });
}

/** "2 hours without assignment", "24 hours after payment and not shipped". */
/** "check that ERP stock came back, else …". */
function checked(reader: Reader): Piece | null {
  if (reader.take(/(?:check|verify|make sure) (?:that )?(?:the )?/y) === null) return null;
  const [event] = reader.name(reader.lexicon.events) ?? [];
  if (event === undefined || reader.take(/,? (?:or else|else|otherwise|if not)(?=[\s,])/y) === null) return null;
  const goal = { states: [], events: [event] };
  return {
    type: "watch",
    said: { kind: "watch", within: AT_ONCE, since: "reached", goal, strict: false },
    from: null,
    bare: false,
  };
}

function durationFirst(reader: Reader): Piece | null {
  reader.take(/(?:after )/y);
  const length = span(reader);
  if (length === null) return null;
  const anchor = reader.attempt(() => (reader.take(/ (?:after|from|since) /y) === null ? null : readMoment(reader)));
  reader.take(/,? ?(?:and |but )?(?:it is )?/y);
  if (reader.take(NOT) === null && reader.take(NO) === null) return null;
  const wanted = goal(reader);
  if (wanted === null) return null;
  // "24 hours without courier news after pickup"
  const late = anchor ?? reader.attempt(() => (reader.take(OF) === null ? null : readMoment(reader)));
  return piece({ ...length, goal: wanted, anchor: late });
}

/** "…; after 48 hours: …": later than the deadline before it, from the same start. */
function laterEn(reader: Reader): Piece | null {
  if (!/^(?:then )?after /.test(reader.source.low.slice(reader.at, reader.at + 12))) return null;
  const plus = reader.take(/(?:then )?after (another |a further )?/y);
  const within = plus === null ? null : readDuration(reader);
  if (plus === null || within === null) return null;
  if (reader.look(/,? ?(?:more |later )?[:,] ?/y) === null) return null;
  reader.take(/ (?:more|later)/y);
  return { type: "later", within, plus: plus[1] !== undefined, goal: null };
}

const STALL = sticky(
  "(?:if )?(?:the )?(?:parcel |courier |order )?(?:is )?(?:stall(?:s|ed)?(?: \\d)?|stuck|no courier news|no news from the courier|no tracking (?:update|news|movement)s?|track(?:ing)? (?:gap|stalls?|stands still|has(?: not|n't) moved|is stuck)|no newer node)(?: (?:for|of|in))? ?(?:: ?)?",
);

function stalled(reader: Reader): Piece | null {
  if (reader.take(STALL) === null) return null;
  const length = span(reader);
  return length === null
    ? null
    : piece({
        ...length,
        goal: { states: [], events: ["courier_node"] },
        anchor: { since: "reached", from: { kind: "courier_node", actions: [] } },
      });
}

function writtenBack(reader: Reader): Piece | null {
  if (reader.take(/(?:when |if )?the (?:tracking|waybill) number is not written back (?:in|within) /y) === null)
    return null;
  const length = span(reader);
  return length === null
    ? null
    : piece({
        ...length,
        goal: { states: [], events: ["has:tracking_no"] },
        anchor: { since: "reached", from: { kind: "state_reached", states: ["HandedOver"] } },
      });
}
