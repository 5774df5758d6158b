/** What is known of one fact on the way to an answer: may it be absent, may it be there, and with which values if so. */
import type { FactSort } from "../facts/fact-sort.ts";
import { anyList, assumeList, decideList, hasList, type ListDomain } from "./list-domain.ts";
import { assumeNumber, decideNumber, hasNumber, type NumberDomain, wholeLine } from "./number-domain.ts";
import type { Predicate } from "./predicate.ts";
import { anyText, assumeText, decideText, hasText, type TextDomain } from "./text-domain.ts";

export interface BooleanDomain {
  type: "boolean";
  can: readonly boolean[];
}
export type Domain = NumberDomain | TextDomain | ListDomain | BooleanDomain;

/** `domain` speaks of the value if there is one. At least one of the two is possible. */
export interface FactState {
  absent: boolean;
  present: boolean;
  domain: Domain;
}

export function startState({ sort, presence }: FactSort): FactState {
  return { absent: presence !== "always", present: presence !== "never", domain: startDomain(sort) };
}

function startDomain(sort: FactSort["sort"]): Domain {
  switch (sort.type) {
    case "number":
      return wholeLine(sort.integer, sort.min, sort.max);
    case "text":
      return anyText(sort.among);
    case "list":
      return anyList(sort.max);
    case "boolean":
      return { type: "boolean", can: [true, false] };
  }
}

function assume(domain: Domain, predicate: Predicate, yes: boolean): Domain | null {
  if (domain.type === "number" && predicate.on === "number") return assumeNumber(domain, predicate.test, yes);
  if (domain.type === "text" && predicate.on === "text") return assumeText(domain, predicate.test, yes);
  if (domain.type === "list" && predicate.on === "list") return assumeList(domain, predicate.test, yes);
  if (domain.type === "boolean" && predicate.on === "boolean") {
    return domain.can.includes(yes) ? (domain.can.length === 1 ? domain : { type: "boolean", can: [yes] }) : null;
  }
  // A predicate of another type never holds.
  return yes ? null : domain;
}

function decide(domain: Domain, predicate: Predicate): boolean | null {
  if (domain.type === "number" && predicate.on === "number") return decideNumber(domain, predicate.test);
  if (domain.type === "text" && predicate.on === "text") return decideText(domain, predicate.test);
  if (domain.type === "list" && predicate.on === "list") return decideList(domain, predicate.test);
  if (domain.type === "boolean" && predicate.on === "boolean")
    return domain.can.length === 1 ? domain.can[0] === true : null;
  return false;
}

/** "Present and the predicate holds" assumed to be true or false; null for a contradiction, the same state for no news. */
export function assumeFact(state: FactState, predicate: Predicate, yes: boolean): FactState | null {
  if (!state.present) return yes ? null : state;
  const domain = assume(state.domain, predicate, yes);
  if (yes) {
    if (domain === null) return null;
    return domain === state.domain && !state.absent ? state : { absent: false, present: true, domain };
  }
  if (domain !== null) return domain === state.domain ? state : { ...state, domain };
  return state.absent ? { ...state, present: false } : null;
}

export function assumeAbsent(state: FactState, yes: boolean): FactState | null {
  if (yes) return state.absent ? (state.present ? { ...state, present: false } : state) : null;
  return state.present ? (state.absent ? { ...state, absent: false } : state) : null;
}

export function decideFact(state: FactState, predicate: Predicate): boolean | null {
  if (!state.present) return false;
  const answer = decide(state.domain, predicate);
  return answer === true && state.absent ? null : answer;
}

export function decideAbsent(state: FactState): boolean | null {
  return state.absent && state.present ? null : state.absent;
}

/** Whether a computed value (undefined: absent) is one that the state allows. */
export function allows({ absent, present, domain }: FactState, value: unknown): boolean {
  if (value === undefined) return absent;
  if (!present) return false;
  switch (domain.type) {
    case "number":
      return typeof value === "number" && hasNumber(domain, value);
    case "text":
      return typeof value === "string" && hasText(domain, value);
    case "list":
      return Array.isArray(value) && hasList(domain, value);
    case "boolean":
      return typeof value === "boolean" && domain.can.includes(value);
  }
}
