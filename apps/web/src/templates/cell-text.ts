/** Values of parameters as the text of a cell, and back: what is typed or pasted from a spreadsheet. */
import { DURATION, LIST_COMMA, LIST_MARKS, MONEY_MARKS, UNIT_WORDS, UNITS } from "../words/zh-CN/cell-words.ts";
import type { Parameter, ParameterValue } from "./templates-api.ts";

export interface CellNames {
  destinations: readonly { id: string; name: string }[];
  people: readonly { id: string; name: string }[];
  language: "zh-CN" | "en";
}
export type Read = { ok: true; value: ParameterValue | null } | { ok: false };

export function cellText(parameter: Parameter, value: ParameterValue | undefined, names: CellNames): string {
  if (value === undefined) return "";
  if (parameter.type === "amount" && typeof value === "number") return (value / 100).toFixed(2);
  if (parameter.type === "destination") return nameOf(names.destinations, String(value));
  if (parameter.type === "people" && Array.isArray(value))
    return value.map((id) => nameOf(names.people, id)).join(LIST_COMMA[names.language]);
  if (Array.isArray(value)) return value.join(LIST_COMMA[names.language]);
  if (typeof value === "object") return `${value.amount} ${UNIT_WORDS[names.language][value.clock][value.unit]}`;
  return String(value);
}

const nameOf = (list: readonly { id: string; name: string }[], id: string) =>
  list.find((one) => one.id === id)?.name ?? id;
const NOT: Read = { ok: false };

/** An empty cell goes back to the default. */
export function readCell(parameter: Parameter, typed: string, names: CellNames): Read {
  const text = typed.normalize("NFKC").trim();
  if (text === "") return { ok: true, value: null };
  switch (parameter.type) {
    case "number":
    case "days":
    case "percent":
      return numberOf(text.replace(/%$/, ""), 1);
    case "amount":
      return numberOf(text.replace(MONEY_MARKS, ""), 100);
    case "duration":
      return durationOf(text);
    case "prefix":
    case "text":
      return { ok: true, value: text };
    case "texts":
    case "times":
      return { ok: true, value: partsOf(text) };
    case "destination": {
      const found = names.destinations.find(({ id, name }) => id === text || name === text);
      return found === undefined ? NOT : { ok: true, value: found.id };
    }
    case "people": {
      const found = partsOf(text).map((one) => names.people.find(({ id, name }) => id === one || name === one)?.id);
      return found.some((one) => one === undefined) ? NOT : { ok: true, value: found.flatMap((one) => one ?? []) };
    }
  }
}

const partsOf = (text: string) =>
  text
    .split(LIST_MARKS)
    .map((one) => one.trim())
    .filter((one) => one !== "");

function numberOf(text: string, times: number): Read {
  const value = Number(text);
  return Number.isFinite(value) ? { ok: true, value: Math.round(value * times * 100) / 100 } : NOT;
}

function durationOf(text: string): Read {
  const found = DURATION.exec(text);
  const unit = found?.[3] === undefined ? undefined : UNITS[found[3].toLowerCase()];
  if (found === null || unit === undefined) return NOT;
  return { ok: true, value: { amount: Number(found[1]), unit, clock: found[2] === undefined ? "natural" : "working" } };
}
