/** Values that do not come by intake: set by a flow or a person, brought by an event. They take the form that intake gives them. */
import { factSpec } from "../facts/catalogue.ts";
import { lineFieldCatalogue } from "../facts/line-fields.ts";
import { normaliseCode, normaliseText } from "./normalise.ts";
import { normaliseRegion } from "./regions.ts";

export type FieldForm = "code" | "region" | "text";

const LINE_CODES = new Set(lineFieldCatalogue.filter(({ type }) => type === "code").map(({ name }) => `${name}`));

/** How text of a field of that name is kept and compared, be it the order's, a line's or an event's. */
export function fieldForm(name: string): FieldForm {
  const spec = factSpec(name);
  if (spec?.region === true) return "region";
  return spec?.type === "code" || LINE_CODES.has(name) ? "code" : "text";
}

/** Text in the form of the field; what is no text stays as it is. */
export function normaliseField<T>(name: string, value: T): T | string {
  if (typeof value !== "string") return value;
  const form = fieldForm(name);
  if (form === "code") return normaliseCode(value);
  return form === "region" ? normaliseRegion(normaliseText(value)) : normaliseText(value);
}
