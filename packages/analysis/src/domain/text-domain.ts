/**
 * Sets of texts under equality, lists, prefixes, suffixes and containment. Exact: a text that satisfies the wanted parts can
 * be put together with a separator that no constant holds, and it then has no part beyond those of the wanted ones.
 */
import type { TextPredicate } from "./predicate.ts";
import { textSatisfies } from "./predicate.ts";

export interface TextDomain {
  type: "text";
  only: readonly string[] | null;
  not: readonly string[];
  prefix: string;
  suffix: string;
  parts: readonly string[];
  notPrefix: readonly string[];
  notSuffix: readonly string[];
  notParts: readonly string[];
}

export function anyText(among: readonly string[] | undefined): TextDomain {
  return {
    type: "text",
    only: among ?? null,
    not: [],
    prefix: "",
    suffix: "",
    parts: [],
    notPrefix: [],
    notSuffix: [],
    notParts: [],
  };
}

export function hasText(domain: TextDomain, value: string): boolean {
  if (domain.only !== null && !domain.only.includes(value)) return false;
  return (
    !domain.not.includes(value) &&
    value.startsWith(domain.prefix) &&
    value.endsWith(domain.suffix) &&
    domain.parts.every((part) => value.includes(part)) &&
    !domain.notPrefix.some((part) => value.startsWith(part)) &&
    !domain.notSuffix.some((part) => value.endsWith(part)) &&
    !domain.notParts.some((part) => value.includes(part))
  );
}

export function assumeText(domain: TextDomain, test: TextPredicate, yes: boolean): TextDomain | null {
  if (domain.only !== null) {
    const only = domain.only.filter((value) => textSatisfies(value, test) === yes);
    return only.length === 0 ? null : only.length === domain.only.length ? domain : { ...domain, only };
  }
  if (test.kind === "among" || test.kind === "is") {
    const values: readonly string[] = test.kind === "among" ? test.values : [test.value];
    if (!yes) return { ...domain, not: [...domain.not, ...values] };
    const only = values.filter((value) => hasText(domain, value));
    return only.length === 0 ? null : { ...domain, only };
  }
  const { value } = test;
  switch (test.kind) {
    case "prefix":
      if (!yes) return possible({ ...domain, notPrefix: [...domain.notPrefix, value] });
      if (domain.prefix.startsWith(value)) return domain;
      return value.startsWith(domain.prefix) ? possible({ ...domain, prefix: value }) : null;
    case "suffix":
      if (!yes) return possible({ ...domain, notSuffix: [...domain.notSuffix, value] });
      if (domain.suffix.endsWith(value)) return domain;
      return value.endsWith(domain.suffix) ? possible({ ...domain, suffix: value }) : null;
    case "contains":
      return possible(
        yes ? { ...domain, parts: [...domain.parts, value] } : { ...domain, notParts: [...domain.notParts, value] },
      );
  }
}

function possible(domain: TextDomain): TextDomain | null {
  if (domain.notPrefix.some((part) => domain.prefix.startsWith(part))) return null;
  if (domain.notSuffix.some((part) => domain.suffix.endsWith(part))) return null;
  const wanted = [domain.prefix, domain.suffix, ...domain.parts];
  return domain.notParts.some((part) => wanted.some((piece) => piece.includes(part))) ? null : domain;
}

export function decideText(domain: TextDomain, test: TextPredicate): boolean | null {
  if (domain.only !== null) {
    const first = domain.only[0];
    if (first === undefined) return null;
    const answer = textSatisfies(first, test);
    return domain.only.every((value) => textSatisfies(value, test) === answer) ? answer : null;
  }
  switch (test.kind) {
    case "is":
      return hasText(domain, test.value) ? null : false;
    case "among":
      return test.values.some((value) => hasText(domain, value)) ? null : false;
    case "prefix":
      if (domain.prefix.startsWith(test.value)) return true;
      if (!test.value.startsWith(domain.prefix) || domain.notPrefix.some((part) => test.value.startsWith(part)))
        return false;
      break;
    case "suffix":
      if (domain.suffix.endsWith(test.value)) return true;
      if (!test.value.endsWith(domain.suffix) || domain.notSuffix.some((part) => test.value.endsWith(part)))
        return false;
      break;
    case "contains":
      if ([domain.prefix, domain.suffix].some((piece) => piece.includes(test.value))) return true;
      if (domain.parts.some((piece) => piece.includes(test.value))) return true;
  }
  return domain.notParts.some((part) => test.value.includes(part)) ? false : null;
}

const SEPARATORS = ["-", "_", "/", "#", "+", "~", "X", "0", "Z", "9", "Q", "7", "某", "丙", "辛"];

/** Texts of the domain, likely ones first; the caller takes the first that intake keeps as it is. */
export function* textsOf(domain: TextDomain, samples: readonly string[]): Generator<string> {
  if (domain.only !== null) {
    yield* domain.only;
    return;
  }
  for (const sample of samples) if (hasText(domain, sample)) yield sample;
  const { prefix, suffix } = domain;
  const parts = domain.parts.filter(
    (part, at) =>
      !prefix.includes(part) &&
      !suffix.includes(part) &&
      !domain.parts.some((other, i) => other.includes(part) && (other !== part || i < at)),
  );
  const pieces = [...(prefix === "" ? [] : [prefix]), ...parts, ...(suffix === "" ? [] : [suffix])];
  const plain = [
    pieces.join(""),
    suffix !== "" && prefix.endsWith(suffix) ? prefix : "",
    suffix.startsWith(prefix) ? suffix : "",
  ];
  for (const text of plain) if (text !== "" && hasText(domain, text)) yield text;
  for (const separator of SEPARATORS) {
    const inside = pieces.join(separator);
    const tries = [
      inside,
      `${inside}${separator}`,
      `${separator}${inside}`,
      `${separator}${inside}${separator}`,
      prefix + separator + suffix,
    ];
    for (const text of tries) if (text !== "" && hasText(domain, text)) yield text;
    for (let number = 1; number <= domain.not.length + 1; number += 1) {
      const text = `${prefix}${separator}${[...parts, number].join(separator)}${separator}${suffix}`;
      if (hasText(domain, text)) yield text;
    }
  }
}
