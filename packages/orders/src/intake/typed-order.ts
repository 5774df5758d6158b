/** An order that a person types: five fields as people fill them, read as the body of an order. */
import { spokenDay } from "../calendar/spoken-day.ts";
import { COUNT, labelReader, linesOf, NAMES, plainQty, WORD } from "./labels.ts";
import { normaliseNote, normaliseText } from "./normalise.ts";

export type TypedField = "customer" | "due" | "product" | "qty" | "requirement";
export type TypedForm = Record<TypedField, string>;

/** FJ2026, or FJ2026 连衣裙: a code has a digit and no blank. */
const CODE = /^((?=[^\s]*\d)[A-Za-z0-9][A-Za-z0-9._/#-]*)(?:\s+(.+))?$/;
const URGENT = /(?<!不|非|别|不用|无需|不需|不需要|不必|not )(特急|加急|紧急|急单|urgent|rush)/i;
const TAX = /不含税|未税|不开票|含税|专票|普票|tax (?:included|excluded)/i;
const GRADE = /(?:客户)?(?:等级|grade)[:：]? ?([A-Z])(?![A-Za-z])|(?<![A-Za-z])([A-Z])[类级]/i;

const CALLED = {
  customer: "客户名称|客户|customer|buyer",
  due: NAMES.due,
  product: `${NAMES.style}|产品|品名|product`,
  qty: NAMES.qty,
  requirement: "特殊要求|要求|备注|special requirements?|note",
} satisfies TypedForm;
const NEXT = `[,; ]+(?:${Object.values(CALLED).join("|")})`;
const readFields = labelReader({
  customer: [CALLED.customer, `[^\\n,;。]{1,200}?(?=$|[\\n,;。]|${NEXT} ?[: \\d])`],
  due: [CALLED.due, WORD],
  product: [CALLED.product, WORD],
  qty: [CALLED.qty, COUNT],
  // "please note that" ends nothing: the next name has a colon or a number.
  requirement: [CALLED.requirement, `[^\\n]{1,2000}?(?=$|\\n|${NEXT} ?[:\\d])`],
});

/** What a pasted text says of the five fields. What it does not name is left out. */
export const typedFields = (text: string): Partial<TypedForm> => readFields(linesOf(text));

/** What a special requirement says that rules ask for; what it does not say is left out. */
export function requirementSays(written: string): { urgency?: string; tax?: string; grade?: string } {
  const text = normaliseNote(written);
  const urgency = URGENT.exec(text)?.[1];
  const tax = TAX.exec(text)?.[0];
  const found = GRADE.exec(text);
  const grade = (found?.[1] ?? found?.[2])?.toUpperCase();
  return { ...(urgency && { urgency }), ...(tax && { tax }), ...(grade && { grade }) };
}

/**
 * The body of an order, without its source and number. Empty fields are left out; nothing is checked here: intake reads it. `today`, `YYYY-MM-DD`,
 * makes dates of 12月5日, 明天 and 下周三; whoever types them sees which before it is saved.
 */
export function typedOrder(form: TypedForm, today: string): Record<string, unknown> {
  const [customer, due, product, qty] = (["customer", "due", "product", "qty"] as const).map((name) =>
    normaliseText(form[name]),
  ) as [string, string, string, string];
  const note = normaliseNote(form.requirement);
  const { urgency, tax, grade } = requirementSays(note);
  const [, code, rest] = CODE.exec(product) ?? [];
  const name = code === undefined ? product : rest;
  return {
    ...(customer && { buyer_name: customer }),
    ...(due && { due_at: spokenDay(due, today)?.text ?? due }),
    ...(note && { note }),
    ...(urgency && { urgency }),
    ...(grade && { customer_grade: grade }),
    ...(tax && { tags: [tax] }),
    lines: [{ ...(code && { style_code: code }), ...(name && { name }), qty: plainQty(qty) }],
  };
}

/** The field in which a problem of the body is seen. */
export const typedFieldOf = (pointer: string): TypedField =>
  pointer.startsWith("/due")
    ? "due"
    : pointer.endsWith("/qty")
      ? "qty"
      : pointer.startsWith("/lines")
        ? "product"
        : pointer === "/buyer_name"
          ? "customer"
          : "requirement";
