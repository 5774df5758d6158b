/** A witness in words, and as what 试运行 takes. */
import type { Witness } from "@switchyard/analysis";
import { type CustomField, factSpec, type Text } from "@switchyard/orders";
import type { TryRequest } from "../designer-api.ts";

export interface TryOut {
  request: TryRequest;
  witness: Witness;
}

export const tryOutOf = (witness: Witness): TryOut => {
  const { order, at, receivedAt, id, before } = witness;
  return { witness, request: { order, at, received_at: receivedAt, id, before, beside: true } };
};

export interface WitnessField {
  name: string;
  label: Text;
  value: string;
}

/** Said elsewhere, or the same for every made-up order. */
const SILENT: ReadonlySet<string> = new Set(["source", "external_id", "lines", "custom", "raw", "currency"]);

/** What stands in the order, most telling first; lines are summed up by the caller. */
export function witnessFields({ order }: Witness, customFields: readonly CustomField[]): WitnessField[] {
  const custom = typeof order.custom === "object" && order.custom !== null ? Object.entries(order.custom) : [];
  const entries = [...Object.entries(order), ...custom.map(([name, value]) => [`custom.${name}`, value] as const)];
  return entries.flatMap(([name, value]): WitnessField[] => {
    const text = valueText(value);
    if (SILENT.has(name) || text === "") return [];
    return [{ name, label: factSpec(name, customFields)?.label ?? { zh: name, en: name }, value: text }];
  });
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(", ");
  if (typeof value === "object" || value === undefined) return "";
  return String(value).replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)\S*$/, "$1 $2");
}

/** Lines and pieces. */
export function witnessLines({ order }: Witness): { lines: number; pieces: number } {
  const lines = Array.isArray(order.lines) ? order.lines : [];
  return { lines: lines.length, pieces: lines.reduce((sum, line) => sum + (Number(line.qty) || 0), 0) };
}
