import { both, take } from "../phrase/parts.ts";
import type { Reader } from "../source/reader.ts";

const CUSTOMER = both(
  "(?:该|这个)?(?:客户|顾客|买家|收件人)(?![服经])",
  "(?:the |an? |that )?(?:customers?|buyers?|recipients?)\\b(?! (?:service|grade))",
);
const AND = both(" ?(?:、|和|与|及|跟|以及|,(?=@)) ?", " ?, (?:and )?(?:the )?| and (?:the )?| & ");
const BEFORE = both("(?:@|给|到|值班|负责的|相应的|对应的|该车间|各)?", "(?:@|the |our |to )?");

/** Somebody by name or by role; a role is everybody who has it. The customer stands apart. */
function readOne(reader: Reader): string[] | "customer" | null {
  return reader.attempt(() => {
    const known =
      reader.lexicon.people.longest(reader.source.low, reader.at) ??
      reader.lexicon.roles.longest(reader.source.low, reader.at);
    if (known === null) take(reader, BEFORE);
    const from = reader.at;
    const person = reader.name(reader.lexicon.people);
    const afterPerson = reader.at;
    reader.at = from;
    const role = reader.name(reader.lexicon.roles);
    if (person !== null && person.length === 1 && afterPerson >= reader.at) {
      reader.at = afterPerson;
      return [...person];
    }
    if (role !== null) return [...role];
    reader.at = from;
    if (take(reader, CUSTOMER) !== null) return "customer";
    const spokenOf = /\b(?:customer|buyer)s?\b[^.;\n]*$/.test(reader.source.low.slice(Math.max(0, from - 120), from));
    return reader.language === "en" && spokenOf && reader.take(/(?:them|him|her)\b/y) !== null ? "customer" : null;
  });
}

export function readPeople(reader: Reader): { to: string[]; customer: boolean } | null {
  const found = { to: [] as string[], customer: false };
  const add = (one: string[] | "customer"): void => {
    if (one === "customer") found.customer = true;
    else for (const id of one) if (!found.to.includes(id)) found.to.push(id);
  };
  const first = readOne(reader);
  if (first === null) return null;
  add(first);
  for (;;) {
    const next = reader.attempt(() => (take(reader, AND) === null ? null : readOne(reader)));
    if (next === null) return found;
    add(next);
  }
}
