/** The fields that a workspace declared for itself or for a brand, each read as its type. */
import type { Order } from "../order.ts";
import type { CustomField } from "../settings.ts";
import { assertNever, pointerTo } from "../text.ts";
import {
  isAbsent,
  type Reader,
  readBoolean,
  readInstant,
  readList,
  readMoney,
  readNumber,
  readText,
} from "./reader.ts";

interface CustomInput {
  atTop: Record<string, unknown>;
  given: Record<string, unknown>;
  order: Order;
  /** Those that the order's brand has. */
  fields: readonly CustomField[];
  /** The workspace's. */
  currency: string;
  reader: Reader;
}

export function readCustom({ atTop, given, order, fields, currency: usual, reader }: CustomInput): Order["custom"] {
  const custom: Order["custom"] = {};
  const currency = order.currency ?? usual;
  for (const field of fields) {
    const inside = Object.hasOwn(given, field.name) ? given[field.name] : undefined;
    const [value, pointer] = isAbsent(inside)
      ? [Object.hasOwn(atTop, field.name) ? atTop[field.name] : undefined, pointerTo("", field.name)]
      : [inside, pointerTo("/custom", field.name)];
    const read = readCustomValue(field, value, pointer, { reader, currency });
    if (read !== undefined) custom[field.name] = read;
  }
  return custom;
}

function readCustomValue(
  field: CustomField,
  value: unknown,
  pointer: string,
  { reader, currency }: { reader: Reader; currency: string },
): Order["custom"][string] | undefined {
  switch (field.type) {
    case "text":
    case "code":
      return readText(reader, value, pointer, field.type, 500);
    case "number":
      return readNumber(reader, value, pointer);
    case "money":
      return readMoney(reader, value, pointer, currency);
    case "instant":
      return readInstant(reader, value, pointer);
    case "boolean":
      return readBoolean(reader, value, pointer);
    case "list":
      return readList(reader, value, pointer, "text");
    default:
      return assertNever(field.type);
  }
}
