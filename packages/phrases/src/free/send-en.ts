import { readValue } from "../condition/values.ts";
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
  `(?:route|send|assign|dispatch|move|direct|ship|deliver|go(?:es)?|push|put|give|allocate|forward)${IT}(?: (?:to|in|into|from|on|via|over to))(?: the)?|to(?: the)?`,
);
const FIRST = sticky(" ?(?:first\\b|wave\\b)?");

export function route(reader: Reader): Found {
  const verb = reader.take(ROUTE);
  if (verb === null) return null;
  if (/^ ?push|^ ?send/.test(verb[0])) {
    const endpoint = byName(reader, reader.lexicon.endpoints);
    if (endpoint !== null) return { kind: "webhook", event: "order_received", endpoint };
    const people = readPeople(reader);
    if (people !== null) return people.customer ? null : alert("inbox", people.to, readMessage(reader));
  }
  reader.take(/the |our /y);
  const destination = byName(reader, reader.lexicon.destinations);
  if (destination === null) return /^ ?to/.test(verb[0]) ? null : OBJECT.destination;
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
  `(?:tag(?! (?:contains?|includes?|is|has)\\b)|mark|flag|label)${IT}(?: (?:as|with|with the tag|with tag))?(?: the)?(?: (?:tag))?`,
);
const ADD_TAG = s("(?:add|put on|apply|attach)(?: (?:the|a))? (?:tag|label)");
const COLOUR = sticky(" ?(?:turn |show in )?(red|yellow|green)(?: it)?(?=[,.;:]|$| and\\b)");
const UNTAG = s("(?:untag|remove (?:the )?(?:tag|label)|take off (?:the )?(?:tag|label)|drop (?:the )?tag)");

export function tag(reader: Reader): Found {
  if (reader.take(UNTAG) !== null) {
    const value = readValue(reader, "tags");
    return value === null ? OBJECT.tag : { kind: "untag", tag: value };
  }
  const colour = reader.take(COLOUR)?.[1];
  if (colour !== undefined) return { kind: "tag", tag: colour };
  if (reader.take(ADD_TAG) === null && reader.take(TAG) === null) return null;
  const value = readValue(reader, "tags");
  return value === null ? OBJECT.tag : { kind: "tag", tag: value };
}
