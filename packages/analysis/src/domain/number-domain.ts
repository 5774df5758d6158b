/** Sets of numbers: an interval without some points, or a few points. Exact under and/not of half-lines, points and lists. */
import type { NumberPredicate } from "./predicate.ts";
import { numberSatisfies } from "./predicate.ts";

/** `lo`, `hi` belong to it unless open; `only`, where there, are all its values and the bounds say nothing. */
export interface NumberDomain {
  type: "number";
  integer: boolean;
  lo: number;
  hi: number;
  loOpen: boolean;
  hiOpen: boolean;
  not: readonly number[];
  only: readonly number[] | null;
}

export function wholeLine(integer: boolean, min: number, max: number): NumberDomain {
  return { type: "number", integer, lo: min, hi: max, loOpen: false, hiOpen: false, not: [], only: null };
}

export function hasNumber(domain: NumberDomain, value: number): boolean {
  if (domain.only !== null) return domain.only.includes(value);
  if (domain.integer && !Number.isInteger(value)) return false;
  if (domain.loOpen ? value <= domain.lo : value < domain.lo) return false;
  if (domain.hiOpen ? value >= domain.hi : value > domain.hi) return false;
  return !domain.not.includes(value);
}

/** Null where nothing is left. */
export function assumeNumber(domain: NumberDomain, test: NumberPredicate, yes: boolean): NumberDomain | null {
  if (domain.only !== null) {
    const only = domain.only.filter((value) => numberSatisfies(value, test) === yes);
    return only.length === 0 ? null : only.length === domain.only.length ? domain : { ...domain, only };
  }
  switch (test.kind) {
    case "le":
      return yes ? below(domain, test.value, false) : above(domain, test.value, true);
    case "lt":
      return yes ? below(domain, test.value, true) : above(domain, test.value, false);
    case "ge":
      return assumeNumber(domain, { kind: "lt", value: test.value }, !yes);
    case "gt":
      return assumeNumber(domain, { kind: "le", value: test.value }, !yes);
    case "eq":
      return yes ? among(domain, [test.value]) : without(domain, [test.value]);
    case "among":
      return yes ? among(domain, test.values) : without(domain, test.values);
  }
}

function among(domain: NumberDomain, values: readonly number[]): NumberDomain | null {
  const only = [...new Set(values)].filter((value) => hasNumber(domain, value));
  return only.length === 0 ? null : { ...domain, only };
}

function without(domain: NumberDomain, values: readonly number[]): NumberDomain | null {
  const inside = values.filter((value) => hasNumber(domain, value));
  return inside.length === 0 ? domain : settled({ ...domain, not: [...domain.not, ...inside] });
}

function below(domain: NumberDomain, value: number, open: boolean): NumberDomain | null {
  if (value > domain.hi || (value === domain.hi && (domain.hiOpen || !open))) return domain;
  return settled({ ...domain, hi: value, hiOpen: open });
}

function above(domain: NumberDomain, value: number, open: boolean): NumberDomain | null {
  if (value < domain.lo || (value === domain.lo && (domain.loOpen || !open))) return domain;
  return settled({ ...domain, lo: value, loOpen: open });
}

/** Integers: closed bounds that are in it. Points at a bound open it. Null where nothing is left. */
function settled(domain: NumberDomain): NumberDomain | null {
  let { lo, hi, loOpen, hiOpen } = domain;
  if (domain.integer) {
    if (Number.isFinite(lo)) lo = loOpen ? Math.floor(lo) + 1 : Math.ceil(lo);
    if (Number.isFinite(hi)) hi = hiOpen ? Math.ceil(hi) - 1 : Math.floor(hi);
    [loOpen, hiOpen] = [false, false];
    while (lo <= hi && domain.not.includes(lo)) lo += 1;
    while (lo <= hi && domain.not.includes(hi)) hi -= 1;
  } else {
    if (domain.not.includes(lo)) loOpen = true;
    if (domain.not.includes(hi)) hiOpen = true;
  }
  if (lo > hi || (lo === hi && (loOpen || hiOpen))) return null;
  return { ...domain, lo, hi, loOpen, hiOpen };
}

/** True or false where all values agree, else null. */
export function decideNumber(domain: NumberDomain, test: NumberPredicate): boolean | null {
  if (test.kind === "ge" || test.kind === "gt") {
    const answer = decideNumber(domain, { kind: test.kind === "ge" ? "lt" : "le", value: test.value });
    return answer === null ? null : !answer;
  }
  if (domain.only === null && test.kind === "le") {
    if (domain.hi <= test.value) return true;
    return domain.lo > test.value || (domain.lo === test.value && domain.loOpen) ? false : null;
  }
  if (domain.only === null && test.kind === "lt") {
    if (domain.hi < test.value || (domain.hi === test.value && domain.hiOpen)) return true;
    return domain.lo >= test.value ? false : null;
  }
  if (assumeNumber(domain, test, true) === null) return false;
  return assumeNumber(domain, test, false) === null ? true : null;
}

/** Some value, as near to `prefer` as is simple; whole where it may be. */
export function pickNumber(domain: NumberDomain, prefer: number): number | null {
  if (domain.only !== null) return domain.only[0] ?? null;
  for (const value of candidates(domain, prefer)) if (Number.isFinite(value) && hasNumber(domain, value)) return value;
  return null;
}

function* candidates(domain: NumberDomain, prefer: number): Generator<number> {
  const { lo, hi } = domain;
  yield prefer;
  const start = prefer < lo ? lo : prefer > hi ? hi : prefer;
  const steps = domain.not.length + 2;
  for (let step = 0; step <= steps; step += 1) {
    yield Math.ceil(start) + step;
    yield Math.floor(start) - step;
  }
  if (domain.integer) return;
  yield start;
  if (Number.isFinite(lo) && Number.isFinite(hi)) {
    for (let part = 2; part <= steps + 2; part += 1) yield lo + (hi - lo) / part;
  } else for (let step = 1; step <= steps; step += 1) yield Number.isFinite(lo) ? lo + step / 2 : hi - step / 2;
}
