/** Values that do not come by intake: set by a flow or a person, brought by an event. They take the form that intake gives them. */
import { factSpec } from "../facts/catalogue.ts";
import { lineFieldCatalogue } from "../facts/line-fields.ts";
import type { FactSpec } from "../facts/spec.ts";
import { normaliseCarrier } from "./carriers.ts";
import { normaliseGrade } from "./grades.ts";
import { normaliseCode, normaliseText } from "./normalise.ts";
import { normaliseRegion } from "./regions.ts";
import { normaliseUrgency } from "./urgency.ts";

/** Things with many names, of which one is kept. */
export type NamesOf = NonNullable<FactSpec["names"]>;
export type FieldForm = "code" | NamesOf | "text";

const KEPT: Record<NamesOf, (text: string) => string> = {
  region: normaliseRegion,
  carrier: normaliseCarrier,
  grade: (text) => normaliseGrade(normaliseCode(text)),
  urgency: normaliseUrgency,
};

/** 江苏省 → 江苏, SF → 顺丰, A类 → A, 红色 → 红; what is not known stays as it is. Expects normalised text. */
export const keptName = (names: NamesOf, text: string): string => KEPT[names](text);

const LINE_CODES = new Set(lineFieldCatalogue.filter(({ type }) => type === "code").map(({ name }) => `${name}`));

/** How text of a field of that name is kept and compared, be it the order's, a line's or an event's. */
export function fieldForm(name: string): FieldForm {
  const spec = factSpec(name);
  if (spec?.names !== undefined) return spec.names;
  return spec?.type === "code" || LINE_CODES.has(name) ? "code" : "text";
}

/** Text in the form of the field; what is no text stays as it is. */
export function normaliseField<T>(name: string, value: T): T | string {
  if (typeof value !== "string") return value;
  const form = fieldForm(name);
  if (form === "code") return normaliseCode(value);
  return form === "text" ? normaliseText(value) : keptName(form, normaliseText(value));
}
