/** An order as a body that reads as the same order. What reading makes of other fields by itself is left out, so that it is made anew. */
import { instantText } from "../calendar/instant.ts";
import { formatMoney } from "../money.ts";
import type { Order } from "../order.ts";
import type { WorkspaceSettings } from "../settings.ts";
import { provinceIn } from "./read-order.ts";

const text = (at: number) => instantText(at, "UTC");

export function orderInput(order: Order, settings: WorkspaceSettings): Record<string, unknown> {
  const { id: _, received_at: __, lines, custom, raw, due_at, due_date, ...fields } = order;
  const { lines: ofLines, custom: undeclared, ...others } = raw;
  const currency = order.currency ?? settings.currency;
  const input: Record<string, unknown> = { ...others, ...fields };
  for (const name of ["ordered_at", "paid_at"] as const) {
    const at = order[name];
    if (at !== undefined) input[name] = text(at);
  }
  if (due_date !== undefined) input.due_date = due_date;
  else if (due_at !== undefined) input.due_at = text(due_at);
  if (order.amount !== undefined) input.amount = formatMoney(order.amount, currency);
  for (const name of ["brand", "style_code", "origin"] as const) {
    if (lines.length > 0 && lines.every((line) => line[name] === order[name])) delete input[name];
  }
  if (provinceIn(input.address, order.address_key) === order.province) delete input.province;
  if (lines.length > 0)
    input.lines = lines.map(({ unit_price, ...line }, place) => {
      const left: unknown = Array.isArray(ofLines) ? ofLines[place] : null;
      const price = unit_price === undefined ? {} : { unit_price: formatMoney(unit_price, currency) };
      return { ...(typeof left === "object" ? left : {}), ...line, ...price };
    });
  const own = { ...(typeof undeclared === "object" ? undeclared : {}), ...customInput(order, settings, currency) };
  if (Object.keys(own).length > 0) input.custom = own;
  return input;
}

/** Numbers stand for instants and for money in minor units, by what the field is declared as. */
function customInput({ custom }: Order, { customFields }: WorkspaceSettings, currency: string) {
  return Object.fromEntries(
    Object.entries(custom).map(([name, value]) => {
      const type = typeof value === "number" ? customFields.find((field) => field.name === name)?.type : undefined;
      if (type === "instant") return [name, text(value as number)];
      return [name, type === "money" ? formatMoney(value as number, currency) : value];
    }),
  );
}
