/** What is told of a form before it is sent: read as intake will read it. */
import {
  calendarDate,
  DEFAULT_SETTINGS,
  type Order,
  readOrder,
  type Text,
  type TypedField,
  type TypedForm,
  typedFieldOf,
  typedOrder,
} from "@switchyard/orders";

export const EMPTY: TypedForm = { customer: "", due: "", product: "", qty: "", requirement: "" };
const NEEDED: readonly TypedField[] = ["customer", "product", "qty"];

export interface Judged {
  /** Fields that are needed and empty. */
  missing: TypedField[];
  /** What intake would refuse, the first of each field. */
  wrong: Partial<Record<TypedField, Text>>;
  /** What is read of the other fields. */
  order: Order | null;
}

export function judge(form: TypedForm, zone: string): Judged {
  const missing = NEEDED.filter((field) => form[field].trim() === "");
  const first = readForm(form, zone);
  const wrong: Judged["wrong"] = {};
  for (const { pointer, message } of first.ok ? [] : first.problems) {
    const field = typedFieldOf(pointer);
    if (!missing.includes(field)) wrong[field] ??= message;
  }
  const bad = [...missing, ...(Object.keys(wrong) as TypedField[])];
  const others = { ...form, ...Object.fromEntries(bad.map((field) => [field, field === "qty" ? "1" : ""])) };
  const read = first.ok ? first : readForm(others, zone);
  return { missing, wrong, order: read.ok ? read.order : null };
}

const bodyOf = (form: TypedForm, zone: string) => typedOrder(form, calendarDate(Date.now(), zone));

/** What is sent: 明天 as the date that was shown, whatever day it is when it arrives. */
export function dated(form: TypedForm, zone: string): TypedForm {
  const { due_at } = bodyOf(form, zone);
  return typeof due_at === "string" ? { ...form, due: due_at } : form;
}

const readForm = (form: TypedForm, zone: string) =>
  readOrder(
    { source: "hand", external_id: "new", ...bodyOf(form, zone) },
    { settings: { ...DEFAULT_SETTINGS, zone }, receivedAt: Date.now(), id: "new" },
  );
