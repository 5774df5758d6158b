/** Texts that intake keeps as they are. */
import { factSpec, keptName, normaliseCode, normaliseText } from "@switchyard/orders";
import type { FactState } from "../domain/fact-state.ts";
import { pickList } from "../domain/list-domain.ts";
import { textsOf } from "../domain/text-domain.ts";

export function keeps(text: string, form: "text" | "code", max: number): boolean {
  return text !== "" && text.length <= max && (form === "code" ? normaliseCode(text) : normaliseText(text)) === text;
}

/** A likely value for a fact of type text: its sample where that will do. Null where none was found. */
export function chooseText(name: string, state: FactState, form: "text" | "code", max: number): string | null {
  if (state.domain.type !== "text") return null;
  const { sample, names } = factSpec(name) ?? {};
  let tried = 0;
  for (const text of textsOf(state.domain, typeof sample === "string" ? [sample] : [])) {
    if (keeps(text, form, max) && (names === undefined || keptName(names, text) === text)) return text;
    tried += 1;
    if (tried > 2000) return null;
  }
  return null;
}

/** Whether no text at all can be the fact's value: a list of constants of which intake keeps none. */
export function isHopeless(state: FactState, form: "text" | "code", max: number): boolean {
  return (
    state.domain.type === "text" &&
    state.domain.only !== null &&
    !state.domain.only.some((text) => keeps(text, form, max))
  );
}

/** Entries for a list; what nobody asked for gets names that differ from every constant. */
export function chooseEntries(name: string, state: FactState, atLeast = 0): string[] {
  if (state.domain.type !== "list") return [];
  const domain = state.domain;
  const stem = name
    .replace(/^custom\./, "")
    .toUpperCase()
    .slice(0, 12);
  return pickList(domain, (n) => `${stem}-${n}`, atLeast);
}
