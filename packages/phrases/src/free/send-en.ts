import { readQuoted, readValue } from "../condition/values.ts";
import { byName } from "../phrase/parts.ts";
import { type Reader, sticky } from "../source/reader.ts";
import { type Found, OBJECT } from "./found.ts";
import { readMessage } from "./message.ts";
import { readPeople } from "./people.ts";
import { alert } from "./tell-en.ts";

/** Destinations and tags, as it is said in English. */

const s = (words: string) => sticky(` ?(?:${words})(?: |(?=[@"“:,.;]|$))`);
const IT = "(?: (?:it|them|the orders?|this order|these|that))?";

const ROUTE = s(
  `(?:routes?|sends?|sent|assign(?:ed)?|dispatch(?:ed)?|moved?|direct(?:ed)?|ships?|shipped|deliver(?:ed)?|go(?:es)?|(?:is |are |gets? )?push(?:ed)?|put|give|allocated?|forward(?:ed)?)(?: always| out)?${IT}(?: (?:out )?(?:to|in|into|from|on|onto|via|through|over to))(?: the)?|to(?: the)?|from(?: the)?`,
);
const FIRST = sticky(" ?(?:first\\b|wave\\b)?");

export function route(reader: Reader): Found {
  const verb = reader.take(ROUTE);
  if (verb === null) return null;
  if (/^ ?(?:is |are |gets? )?push|^ ?send/.test(verb[0])) {
    const endpoint = byName(reader, reader.lexicon.endpoints);
    if (endpoint !== null) return { kind: "webhook", event: "order_received", endpoint };
    const people = readPeople(reader);
    if (people !== null) return people.customer ? null : alert("inbox", people.to, readMessage(reader));
  }
  reader.take(/the |our /y);
  const destination = byName(reader, reader.lexicon.destinations);
  if (destination === null) return /^ ?(?:to|from)/.test(verb[0]) ? null : OBJECT.destination;
  reader.take(FIRST);
  return { kind: "route", destination };
}

/** "Ningbo bonded warehouse first": a destination by itself, where something is to be done. */
export function destinationAlone(reader: Reader): Found {
  reader.take(/(?:use |the |ship from )/y);
  const destination = byName(reader, reader.lexicon.destinations);
  if (destination === null) return null;
  const end = reader.take(FIRST);
  return (end !== null && end[0].trim() !== "") || reader.done || /[,;.\n]/.test(reader.char)
    ? { kind: "route", destination }
    : null;
}

const TAG = s(
  `(?:(?:is |are |gets? |be )?(?:tagged|marked|flagged|labelled)|tag(?! (?:contains?|includes?|is|has)\\b)|mark|flag|label)${IT}(?: (?:as|with|with the tag|with tag))?(?: the)?(?: (?:tag))?`,
);
const ADD_TAG = s("(?:add|put on|apply|attach)(?: (?:the|a))? (?:tag|label)");
const COLOUR = sticky(" ?(?:turn |show in )?(red|yellow|green)(?: it)?(?=[,.;:]|$| and\\b)");
const UNTAG = s("(?:untag|remove (?:the )?(?:tag|label)|take off (?:the )?(?:tag|label)|drop (?:the )?tag)");

const WORN = / ?(?:tagged|marked|flagged|labelled) /y;
/** "Tag orders without a due date …": first which orders, and only then as what. */
const WHICH = /(?:all |any |every |each |the )?(?:orders?|those|ones|everything|anything) (?!as\b)/y;

/** "ship the same day": there is no time of day in an effect, so the order is marked with it. */
const SAME_DAY = sticky(" ?(?:ships?|send|dispatch)(?: it| them)?(?: out)?(?:(?: on)? the same day| today)\\b");

export function tag(reader: Reader): Found {
  if (reader.take(SAME_DAY) !== null) return { kind: "tag", tag: "same day" };
  if (reader.take(UNTAG) !== null) {
    const value = readValue(reader, "tags");
    return value === null ? OBJECT.tag : { kind: "untag", tag: value };
  }
  const off = reader.attempt(() =>
    !/[rtd]/.test(reader.char) || reader.take(UNTAG_AROUND) === null ? null : called(reader),
  );
  if (off !== null) return { kind: "untag", tag: off };
  const short = reader.char === "g" ? reader.attempt(() => gets(reader)) : null;
  if (short !== null) return { kind: "tag", tag: short };
  const colour = reader.take(COLOUR)?.[1];
  if (colour !== undefined) return { kind: "tag", tag: colour };
  const worn = reader.attempt(() => around(reader));
  if (worn !== null) return { kind: "tag", tag: worn };
  if (
    HAVE_IT.test(`${reader.source.low.slice(Math.max(0, reader.at - 12), reader.at).trimEnd()} `) &&
    reader.look(WORN) !== null
  )
    return null;
  if (reader.take(ADD_TAG) === null && reader.take(TAG) === null) return null;
  if (reader.look(WHICH) !== null) return OBJECT.tag;
  const value = readValue(reader, "tags");
  return value === null ? OBJECT.tag : { kind: "tag", tag: value };
}

/** "Douyin orders tagged VIP and …": the orders that have the tag. */
const HAVE_IT = /(?:orders?|those|ones|anything|everything) $/;
const WEAR = s("(?:gets?|get|put|add|receives?|carr(?:y|ies))(?: on)?(?: (?:the|an?))?");

const UNTAG_AROUND = s("(?:remove|take off|drop)(?: the)?");
const called = (reader: Reader): string | null => {
  const value = readQuoted(reader) ?? reader.name(reader.lexicon.tags)?.[0] ?? null;
  return value === null || reader.take(/ (?:tag|label)\b/y) === null ? null : value;
};
/** "gets VIP", "gets the tag “X”": a tag in quotes or one that the workspace has, and nothing more. */
function gets(reader: Reader): string | null {
  if (reader.take(s("gets?(?: (?:the|an?))?(?: tag)?")) === null) return null;
  const value = readQuoted(reader) ?? reader.name(reader.lexicon.tags)?.[0] ?? null;
  return value !== null && (reader.done || reader.look(/[,.;\n]/y) !== null) ? value : null;
}

/** "gets the urgent tag", "put a VIP label on it". */
function around(reader: Reader): string | null {
  if (reader.take(WEAR) === null) return null;
  const from = reader.at;
  const value = readQuoted(reader) ?? reader.name(reader.lexicon.tags)?.[0] ?? word(reader, from);
  return value === null || reader.take(/ (?:tag|label)\b(?: on (?:it|them|the orders?))?/y) === null ? null : value;
}

const word = (reader: Reader, from: number): string | null =>
  reader.take(/[a-z][\w-]{1,24}(?: [a-z][\w-]{1,24})?(?= (?:tag|label)\b)/y) === null ? null : reader.raw(from);
