/** Sets of lists of different texts: what must be in it, what must not, how many. Exact, because other texts never run out. */
import type { ListPredicate } from "./predicate.ts";

export interface ListDomain {
  type: "list";
  has: readonly string[];
  hasNot: readonly string[];
  min: number;
  max: number;
}

export const anyList = (max: number): ListDomain => ({ type: "list", has: [], hasNot: [], min: 0, max });

export function assumeList(domain: ListDomain, test: ListPredicate, yes: boolean): ListDomain | null {
  if (test.kind === "has") {
    const [mine, other] = yes ? [domain.has, domain.hasNot] : [domain.hasNot, domain.has];
    if (other.includes(test.value)) return null;
    if (mine.includes(test.value)) return domain;
    const next = [...mine, test.value];
    return possible(
      yes ? { ...domain, has: next, min: Math.max(domain.min, next.length) } : { ...domain, hasNot: next },
    );
  }
  if (test.kind === "count_ge") return assumeList(domain, { kind: "count_le", value: Math.ceil(test.value) - 1 }, !yes);
  const next = yes
    ? { ...domain, max: Math.min(domain.max, Math.floor(test.value)) }
    : { ...domain, min: Math.max(domain.min, Math.floor(test.value) + 1) };
  return possible(next);
}

const possible = (domain: ListDomain): ListDomain | null => (domain.min > domain.max || domain.max < 0 ? null : domain);

export function decideList(domain: ListDomain, test: ListPredicate): boolean | null {
  if (assumeList(domain, test, true) === null) return false;
  return assumeList(domain, test, false) === null ? true : null;
}

export function hasList(domain: ListDomain, value: readonly string[]): boolean {
  return (
    value.length >= domain.min &&
    value.length <= domain.max &&
    domain.has.every((one) => value.includes(one)) &&
    !domain.hasNot.some((one) => value.includes(one))
  );
}

/** A shortest list of at least `atLeast` entries; `fill` names the n-th entry that nobody asked for. */
export function pickList(domain: ListDomain, fill: (n: number) => string, atLeast = 0): string[] {
  const list = [...domain.has];
  const wanted = Math.min(domain.max, Math.max(domain.min, atLeast));
  for (let n = 1; list.length < wanted && n < 20_000; n += 1) {
    const entry = fill(n);
    if (!list.includes(entry) && !domain.hasNot.includes(entry)) list.push(entry);
  }
  return list;
}
