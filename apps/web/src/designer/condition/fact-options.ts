/** The facts a condition can read: built-in ones and what this flow declares, with the words they are found by. */
import {
  eventFacts,
  type FlowDocument,
  factLookup,
  type KnownFact,
  type NodeKind,
  namesFor,
  nodeSpec,
} from "@switchyard/flow";
import {
  type FactType,
  factCatalogue,
  lookupFacts,
  reachedFacts,
  type StateMachine,
  type Text,
  timeOfDay,
  weekdayName,
} from "@switchyard/orders";
import type { Format } from "../../words/format.ts";

export interface FactOption {
  value: string;
  label: string;
  description: string;
  /** A value as it looks. */
  sample: string;
  kind: KnownFact["kind"] | "elsewhere";
  /** Folded text that a search looks through. */
  haystack: string;
}

const fold = (text: string) => text.normalize("NFKC").toLowerCase();

/** What is known of the workspace, beside the flow. */
export interface FactContext {
  customFields?: readonly { name: string; type: FactType; label: Text }[];
  currency?: string;
  /** The workspace's own states, where it has some. */
  states?: StateMachine | undefined;
  /** Fact → values of the newest orders, newest first. */
  samples?: Readonly<Record<string, readonly unknown[]>>;
  /** The kinds of node that the flow has: what its events bring comes before what other events would. */
  kinds?: ReadonlySet<NodeKind> | undefined;
  /** What is said of a fact that only these bring. */
  from?: (nodes: string) => string;
}

function sampleText(
  value: unknown,
  { type, unit }: Pick<KnownFact, "type" | "unit">,
  format: Format,
  currency: string,
): string {
  if (typeof value === "number" && unit === "time_of_day") return timeOfDay(value);
  if (typeof value === "number" && unit === "weekday") return format.text(weekdayName(value) ?? { zh: "", en: "" });
  if (typeof value === "number" && type === "money") return format.money(value, currency);
  if (typeof value === "number" && type === "instant") return format.dateTime(value);
  if (typeof value === "number") return format.number(value);
  if (Array.isArray(value)) return value.slice(0, 3).join(", ");
  return typeof value === "string" ? value : "";
}

/** Values of real orders; the catalogue's own example only where it reads as one. */
function samplesOf(
  name: string,
  fact: Pick<KnownFact, "type" | "unit">,
  example: unknown,
  format: Format,
  context: FactContext,
): string {
  const seen = (context.samples?.[name] ?? []).map((value) =>
    sampleText(value, fact, format, context.currency ?? "CNY"),
  );
  if (seen.length > 0) return [...new Set(seen)].filter(Boolean).join(" \u00b7 ");
  return typeof example === "string" || Array.isArray(example) ? sampleText(example, fact, format, "") : "";
}

export function factOptions(
  document: Pick<FlowDocument, "windows" | "patterns">,
  format: Format,
  context: FactContext = {},
): FactOption[] {
  const builtIn = [...factCatalogue, ...lookupFacts, ...reachedFacts(context.states)].map((fact): FactOption => {
    const words = [fact.name, fact.label.zh, fact.label.en, ...fact.synonyms.zh, ...fact.synonyms.en];
    return {
      value: fact.name,
      label: format.text(fact.label),
      description: format.text(fact.description),
      sample: samplesOf(fact.name, fact, fact.sample, format, context),
      kind: fact.kind,
      haystack: fold(words.join(" ")),
    };
  });
  const own = (context.customFields ?? []).map(({ name, type, label }): FactOption => {
    const value = `custom.${name}`;
    return {
      value,
      label: format.text(label),
      description: value,
      sample: samplesOf(value, { type }, undefined, format, context),
      kind: "field",
      haystack: fold(`${value} ${label.zh} ${label.en}`),
    };
  });
  const names = namesFor(document);
  const labelOf = (name: string) => {
    const label = names.fact?.(name)?.label;
    return label ? format.text(label) : name;
  };
  const option = (name: string, kind: KnownFact["kind"], label: string): FactOption => ({
    value: name,
    label,
    description: name,
    sample: "",
    kind,
    haystack: fold(`${name} ${label}`),
  });
  const declared = [
    ...document.windows
      .map((window) => `${window.of}.${window.id}`)
      .map((name) => option(name, "window", labelOf(name))),
    ...document.patterns.map(({ id, fact, expression }) =>
      option(`pattern.${id}`, "pattern", `${labelOf(fact)} ~ ${expression}`),
    ),
  ];
  const nodeNames = (kinds: readonly NodeKind[]) => kinds.map((kind) => format.text(nodeSpec(kind).label)).join(" / ");
  const brought = eventFacts.map(({ name, label, from }): FactOption => {
    const isHere = context.kinds === undefined || from === null || from.some((kind) => context.kinds?.has(kind));
    const told = from === null || from.length === 0 ? name : `${context.from?.(nodeNames(from)) ?? ""} \u00b7 ${name}`;
    return {
      ...option(name, "event", format.text(label)),
      kind: isHere ? "event" : "elsewhere",
      description: context.from ? told : name,
      haystack: fold(`${name} ${label.zh} ${label.en}`),
    };
  });
  return [...builtIn, ...own, ...declared, ...brought];
}

export const matchesFact = (search: string, option: { haystack?: string } | undefined): boolean =>
  option?.haystack?.includes(fold(search.trim())) ?? false;

/** What only the sender of an event knows cannot be listed either: whoever types `event.` and its name is offered it. */
const BROUGHT = /^event\.[A-Za-z_][\w-]{0,63}$/;
/** An article's own stock cannot be listed beforehand: whoever types an SKU after 库存 (or the fact's name) is offered it. */
const STOCK = /^(?:stock\.|stock of |stock |\u5e93\u5b58 ?)([A-Za-z0-9][A-Za-z0-9_-]{0,63})$/i;

export function typedOption(search: string, format: Format): FactOption | null {
  const sku = STOCK.exec(search.trim())?.[1]?.toUpperCase();
  const name = sku === undefined ? BROUGHT.exec(search.trim())?.[0] : `stock.${sku}`;
  const isListed = [...lookupFacts, ...eventFacts].some((one) => one.name.toLowerCase() === name?.toLowerCase());
  const spec = name === undefined || isListed ? undefined : factLookup({ windows: [], patterns: [] })(name);
  if (spec === undefined) return null;
  return {
    value: spec.name,
    label: format.text(spec.label),
    description: spec.name,
    sample: "",
    kind: spec.kind,
    haystack: fold(`${search} ${spec.name} ${spec.label.zh} ${spec.label.en}`),
  };
}
