/** Golden orders in the names of another workspace. */
import type { GoldenOrder } from "./golden.ts";
import type { Mapping } from "./needs.ts";

/** Destinations that a golden order expects, in order of appearance. */
export function expectedDestinations(golden: GoldenOrder): string[] {
  const found: string[] = [];
  walk(golden.expected, (key, value) => {
    if (key === "destination") found.push(value);
    return value;
  });
  return found;
}

/** `brand` is put on the script's orders where the flow is for one brand only. */
export function mapGolden(
  golden: GoldenOrder,
  mapping: Pick<Mapping, "destinations" | "people" | "fields">,
  brand: string | null,
): GoldenOrder {
  const expected = walk(golden.expected, (key, value) => {
    if (key === "destination") return mapping.destinations[value] ?? value;
    return key === "to" ? (mapping.people[value] ?? value) : value;
  }) as GoldenOrder["expected"];
  const steps = golden.script.steps.map((step) => {
    const order = (step as { order?: unknown }).order;
    if (step.type !== "order" || typeof order !== "object" || order === null) return step;
    return { ...step, order: { ...ownFields(order, mapping.fields), ...(brand === null ? {} : { brand }) } };
  });
  return { ...golden, script: { ...golden.script, steps }, expected };
}

function ownFields(order: object, names: Mapping["fields"]): object {
  const { custom } = order as { custom?: unknown };
  if (typeof custom !== "object" || custom === null) return order;
  return {
    ...order,
    custom: Object.fromEntries(Object.entries(custom).map(([name, value]) => [names[name] ?? name, value])),
  };
}

/** Texts under a key, and in the list under a key. */
function walk(value: unknown, change: (key: string, value: string) => string, under = ""): unknown {
  if (typeof value === "string") return change(under, value);
  if (Array.isArray(value)) return value.map((one) => walk(one, change, under));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, change, key)]));
}
