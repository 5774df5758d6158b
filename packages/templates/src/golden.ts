/** Golden orders on their way out of a workspace: nobody learns who ordered. */
import type { GoldenOrder, ScriptStep } from "@switchyard/flow";

/** Fields that name one customer or order, and how the stand-ins begin. Equal values stay equal: orders merge as before. */
const STAND_INS = {
  external_id: "ORDER", po_no: "PO", customer_id: "CUSTOMER", address_key: "ADDRESS", tracking_no: "PARCEL", shop: "SHOP",
} as const; // biome-ignore format: a word list

/** Without the buyer's name, fields that nobody knows, the pool's ids; other names of people and orders are stand-ins. */
export function withoutCustomers(golden: GoldenOrder): GoldenOrder {
  const given = new Map<string, string>();
  const standIn = (field: keyof typeof STAND_INS, value: unknown): string => {
    const key = `${field} ${String(value)}`;
    const known = given.get(key);
    if (known !== undefined) return known;
    const count = [...given.keys()].filter((one) => one.startsWith(`${field} `)).length;
    const made = `${STAND_INS[field]}-${count + 1}`;
    given.set(key, made);
    return made;
  };
  const clean = (order: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(order).flatMap(([field, value]): [string, unknown][] => {
        if (field === "buyer_name" || field === "raw") return [];
        const isNamed = Object.hasOwn(STAND_INS, field) && value !== null && value !== undefined && value !== "";
        return [[field, isNamed ? standIn(field as keyof typeof STAND_INS, value) : value]];
      }),
    );
  const steps = golden.script.steps.map((step): ScriptStep => {
    if (step.type === "order") return { type: "order", key: step.key, order: clean(step.order) };
    return step.type === "update" ? { ...step, order: clean(step.order) } : step;
  });
  return { ...golden, script: { ...golden.script, steps } };
}
