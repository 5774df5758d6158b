import type { Duration } from "@switchyard/flow";
import { inBrackets } from "../condition/window-fact.ts";
import { readNumber } from "../source/numbers.ts";
import { readDuration } from "../source/quantities.ts";
import type { Reader } from "../source/reader.ts";
import { both, byLabel, byName, listOf, type Said, type SaidOf, take } from "./parts.ts";
import { rawName } from "./triggers.ts";

/** 「同一渠道 当日状态冲突次数>15 则熔断，暂停该渠道；由人恢复」 */

type Breaker = SaidOf<"breaker">;
const SIGNS: Readonly<Record<string, Breaker["operator"]>> = { "<": "lt", "≤": "le", ">": "gt", "≥": "ge" };
const NO_EVENT = both("\\(未选事件\\)", "\\(no event yet\\)");

function event(reader: Reader): string | null {
  if (take(reader, NO_EVENT) !== null) return "";
  return byName(reader, reader.lexicon.events) ?? rawName(reader);
}

function past(reader: Reader): { operator: Breaker["operator"]; threshold: number; hold: Duration } | null {
  const sign = reader.take(/ ?([<≤>≥]) ?/y)?.[1];
  const operator = sign === undefined ? undefined : SIGNS[sign];
  const threshold = operator === undefined ? null : readNumber(reader);
  if (operator === undefined || threshold === null) return null;
  const hold = reader.attempt(() => (take(reader, both(" 持续 ", " for ")) === null ? null : readDuration(reader)));
  return { operator, threshold, hold: hold ?? { amount: 0, unit: "minute", clock: "natural" } };
}

function ending(reader: Reader): Pick<Breaker, "pauses" | "recover"> | null {
  const wave = take(reader, both(",暂停该波次", ", pausing the wave")) !== null;
  const channel = !wave && take(reader, both(",暂停该渠道", ", pausing the channel")) !== null;
  const pauses = wave ? "wave" : channel ? "channel" : "none";
  if (take(reader, both(";由人恢复", "; closed by hand")) !== null) return { pauses };
  if (take(reader, both(";", "; closed again at")) === null) return null;
  const recover = past(reader);
  return recover === null || take(reader, both(" 后恢复", "")) === null ? null : { pauses, recover };
}

export function breakerZh(reader: Reader): Said | null {
  const by = reader.take(/同一/y) === null ? [] : listOf(reader, KEYS, () => byLabel(reader));
  if (by === null || (by.length > 0 && reader.take(/ /y) === null)) return null;
  const day = reader.take(/当日/y) !== null;
  const window = day ? null : reader.attempt(() => within(reader));
  const where = inBrackets(reader, /\(/y);
  if (where !== null && reader.take(/的/y) === null) return null;
  const name = event(reader);
  if (name === null) return null;
  const of =
    reader.take(/次数/y) !== null
      ? "count"
      : reader.take(/的占比/y) !== null
        ? "ratio"
        : reader.take(/的不同/y) !== null
          ? "distinct"
          : "value";
  const distinct = of === "distinct" && reader.take(/值个数/y) === null ? byLabel(reader) : null;
  if (distinct !== null && reader.take(/个数/y) === null) return null;
  const held = past(reader);
  if (held === null || reader.take(/ 则熔断/y) === null) return null;
  const end = ending(reader);
  return end === null
    ? null
    : { kind: "breaker", measure: measureOf({ of, event: name, by, day, window, where, distinct }), ...held, ...end };
}

function within(reader: Reader): Duration | null {
  const span = readDuration(reader);
  return span === null || reader.take(/内/y) === null ? null : span;
}

export function breakerEn(reader: Reader): Said | null {
  if (reader.take(/open when /y) === null) return null;
  const kind = reader.take(/(count|ratio|number of different values) of /y)?.[1];
  const of = kind === undefined ? "value" : kind === "count" || kind === "ratio" ? kind : "distinct";
  const distinct =
    of === "distinct"
      ? reader.attempt(() => {
          const fact = byLabel(reader);
          return fact === null || reader.take(/ of /y) === null ? null : fact;
        })
      : null;
  const name = event(reader);
  if (name === null) return null;
  const where = reader.take(/ where /y) === null ? null : reader.condition();
  const by = reader.take(/ of the same /y) === null ? [] : listOf(reader, KEYS, () => byLabel(reader));
  if (by === null) return null;
  const day = reader.take(/ today/y) !== null;
  const window = day ? null : reader.attempt(() => (reader.take(/ in /y) === null ? null : readDuration(reader)));
  const held = past(reader);
  const end = held === null ? null : ending(reader);
  if (held === null || end === null) return null;
  return {
    kind: "breaker",
    measure: measureOf({ of, event: name, by, day, window, where, distinct }),
    ...held,
    ...end,
  };
}

interface MeasureParts {
  of: Breaker["measure"]["of"];
  event: string;
  by: string[];
  day: boolean;
  window: Duration | null;
  where: Breaker["measure"]["where"] | null;
  distinct: string | null;
}

export function measureOf({ of, event: name, by, day, window, where, distinct }: MeasureParts): Breaker["measure"] {
  return {
    of,
    event: name,
    by,
    ...(day ? { day } : {}),
    ...(window === null ? {} : { window }),
    ...(where === null || where === undefined ? {} : { where }),
    ...(distinct === null ? {} : { distinct }),
  };
}

const KEYS = both("、", " and ");
