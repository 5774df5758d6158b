import type { WindowFact } from "@switchyard/flow";
import type { Reader, Spoken } from "../source/reader.ts";
import { oneFact, readPlainFact, typeOf } from "./fact-name.ts";
import { readWindow } from "./window-fact.ts";

/** What a comparison is about: a fact by any of its names, or a counter said in full. */
export function readSubject(reader: Reader): Spoken | null {
  return reader.attempt(() => {
    const window = reader.scope === "order" ? readWindow(reader) : null;
    return window === null ? readPlainFact(reader) : oneFact(declared(reader, window));
  });
}

/** The fact of a counter that the text speaks of; the same counter is declared once. */
export function declared(reader: Reader, window: Omit<WindowFact, "id">): string {
  const { windows } = reader.notes;
  const key = JSON.stringify(window);
  const known = windows.find(({ id: _, ...rest }) => JSON.stringify(rest) === key);
  const id = known?.id ?? `w${windows.length + 1}`;
  if (known === undefined) windows.push({ id, ...window });
  return `${window.of}.${id}`;
}

/** Another fact where a value could stand; its type must suit. */
export function readOther(reader: Reader, fact: string, type: string | null): string | null {
  return reader.attempt(() => {
    const spoken = readSubject(reader);
    if (spoken === null) return null;
    const alike = (name: string): boolean => name !== fact && kindOf(typeOf(reader, name)) === kindOf(type);
    return [...spoken.labelled, ...spoken.facts].find(alike) ?? null;
  });
}

const kindOf = (type: string | null): string => (type === null || type === "code" ? "text" : type);
