import { both, take } from "../phrase/parts.ts";
import type { Reader } from "../source/reader.ts";
import type { Piece } from "./items.ts";

/** What a text says beside its rules: what a rule is called, and remarks in brackets. Both are kept with the node, never dropped. */

const HEADING = both(
  "([^,;:。→()\\d\\s]{0,8}(?:监听|监控|规则|流程|清单|列表|开票|对账)) ?: ?",
  "([a-z][a-z -]{0,28}(?:listener|list|rule|monitor|check)) ?: ?",
);
const BEGINS = /(?:^|[。;\n.])\s*$/;

/** 「双向状态监听：…」: a name for what follows, where it can be nothing else. */
export function readHeading(reader: Reader): Piece | null {
  if (!BEGINS.test(reader.source.low.slice(0, reader.at))) return null;
  const from = reader.at;
  const name = take(reader, HEADING)?.[1];
  if (name === undefined || TURNS.test(name) || namesSomething(reader, from, from + name.length, false)) return null;
  return { type: "heading", name: reader.raw(from, from + name.length) };
}

/** Words that may turn round or narrow what they stand beside. */
export const TURNS =
  /不|别|无|未|没|非|除|仅|只|勿|禁|免|可能|最好|也许|\b(?:not?|never|without|unless|except|only|but|other|maybe|perhaps|don|doesn|won|non|nobody|nothing|until)\b/i;

/** 「（含）」 says on which side of its bound a number stands. */
const BOUND = /^\s*(?:不?包?含|包括|inclusive|exclusive|included|excluded)/i;

/** 「（中通/德邦）」: a remark. With numbers, names that are known, or words that narrow, it may be part of the rule: then it is none. */
export function readAside(reader: Reader): Piece | null {
  const from = reader.at + 1;
  const inside = reader.take(/\(([^()\n\d一二两三四五六七八九十百千半]{1,40})\)/y)?.[1];
  if (
    inside === undefined ||
    TURNS.test(inside) ||
    BOUND.test(inside) ||
    namesSomething(reader, from, from + inside.length)
  )
    return null;
  return { type: "aside", text: reader.raw(from, from + inside.length).trim() };
}

/** A fact alone says nothing of which orders are meant; in a remark it may. */
function namesSomething(reader: Reader, from: number, to: number, withFacts = true): boolean {
  const { values, destinations, people, roles, states, tags, facts, flows } = reader.lexicon;
  const { low } = reader.source;
  for (let at = from; at < to; at += 1)
    for (const index of [
      values,
      destinations,
      people,
      roles,
      states,
      tags,
      flows,
      ...(withFacts ? [facts[reader.language].all] : []),
    ])
      if (index.longest(low, at) !== null) return true;
  return false;
}

const CALLED = both(
  " ?= ?([^,;:。→=()\\s]{2,20})(?=$|[,;。\\n])",
  " ?=? ?([a-z][a-z -]{1,40}(?:timeout|exception|breach|violation))(?=$|[,;.\\n])",
);

/** 「…=跨部门响应超时」: what a deadline that was missed is called; the order gets that tag. */
export function readCalled(reader: Reader): Piece | null {
  const found = take(reader, CALLED);
  const name = found?.[1];
  if (name === undefined) return null;
  return { type: "called", tag: reader.raw(reader.at - name.length) };
}
