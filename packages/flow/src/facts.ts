import { type FactSpec, type FactType, factSpec, fieldForm } from "@switchyard/orders";
import type { FlowDocument } from "./document.ts";
import { EVENT_VALUES, eventFactLabel, STATE_FACTS } from "./event-facts.ts";
import { text } from "./text.ts";

/** What a condition needs to know of a fact. `null` type: a workspace's own field that the caller did not describe. */
export type KnownFact = Pick<FactSpec, "name" | "label" | "items" | "kind" | "names" | "unit"> & {
  type: FactType | null;
  /** The text fact that a pattern reads. */
  over?: string;
};

/** Where a condition is read: over an order's facts, or over the fields of one line of it. */
export type Scope = "order" | "line";

/** What is known beside the built-in facts: fields that the workspace declared, facts that the flow declares. */
export interface FactSource {
  customFields?: readonly { name: string; type: FactType; label: { zh: string; en: string } }[];
  /** Facts of lookups and of this workspace's reference tables. */
  facts?: readonly FactSpec[];
}
export type FactLookup = (name: string) => KnownFact | undefined;

const LINE_FACTS: Record<string, [type: FactType, zh: string, en: string]> = {
  line_no: ["number", "行号", "line number"],
  qty: ["number", "行数量", "line quantity"],
  sku: ["code", "SKU", "SKU"],
  name: ["text", "品名", "item name"],
  style_code: ["code", "款号", "style code"],
  size: ["code", "尺码", "size"],
  color: ["text", "颜色", "colour"],
  category: ["text", "品类", "category"],
  brand: ["text", "品牌", "brand"],
  origin: ["text", "产地", "origin"],
  batch_no: ["code", "批号", "batch number"],
  unit_price: ["money", "单价", "unit price"],
};

/** Facts that exist only where a flow or a workspace declares them. */
const DECLARED = /^(count|sum|distinct|pattern|gate|split)\./;

function lineFact(name: string): KnownFact | undefined {
  const found = Object.hasOwn(LINE_FACTS, name) ? LINE_FACTS[name] : undefined;
  if (found === undefined) return undefined;
  const about = { name, type: found[0], kind: "line" as const, label: text(found[1], found[2]) };
  return name === "qty" ? { ...about, unit: "piece" } : about;
}

/** Looks up facts by name for one flow: built-in ones, the workspace's own, and `count.* sum.* distinct.* pattern.*` that the flow declares. */
export function factLookup(
  doc: Pick<FlowDocument, "windows" | "patterns">,
  context: FactSource = {},
  scope: Scope = "order",
): FactLookup {
  if (scope === "line") return lineFact;
  const known = new Map<string, KnownFact>();
  for (const spec of context.facts ?? []) known.set(spec.name, spec);
  for (const field of context.customFields ?? []) {
    known.set(`custom.${field.name}`, { ...field, name: `custom.${field.name}`, kind: "field" });
  }
  for (const pattern of doc.patterns) {
    const name = `pattern.${pattern.id}`;
    known.set(name, {
      name,
      type: "boolean",
      kind: "pattern",
      label: text(pattern.id, pattern.id),
      over: pattern.fact,
    });
  }
  const builtIn = (name: string): KnownFact | undefined =>
    known.get(name) ?? (DECLARED.test(name) ? undefined : (undescribed(name) ?? factSpec(name)));
  for (const window of doc.windows) {
    const name = `${window.of}.${window.id}`;
    const money = window.of === "sum" && window.field !== undefined && builtIn(window.field)?.type === "money";
    known.set(name, { name, type: money ? "money" : "number", kind: "window", label: text(window.id, window.id) });
  }
  return builtIn;
}

/** What an event brings is of any type; what is named like a code, a province or a carrier of the order is compared as one. */
function eventFact(name: string, own: string): KnownFact {
  const form = fieldForm(own);
  const fact: KnownFact = {
    name,
    type:
      form === "code" || form === "grade" ? "code" : STATE_FACTS.has(name) || EVENT_VALUES.has(name) ? "text" : null,
    kind: "event",
    label: eventFactLabel(own),
  };
  return form === "text" || form === "code" ? fact : { ...fact, names: form };
}

/** A workspace's own fields, where the caller did not describe them, and what an event brings: of any type. */
function undescribed(name: string): KnownFact | undefined {
  if (name.startsWith("custom.")) {
    const own = name.slice(7);
    return { name, type: null, kind: "field", label: text(`字段 ${own}`, `field ${own}`) };
  }
  if (name.startsWith("event.")) return eventFact(name, name.slice(6));
  return undefined;
}
