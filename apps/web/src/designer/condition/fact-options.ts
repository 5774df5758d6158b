/** The facts a condition can read: built-in ones and what this flow declares, with the words they are found by. */
import { type FlowDocument, type KnownFact, namesFor } from "@switchyard/flow";
import { factCatalogue } from "@switchyard/orders";
import type { Format } from "../../words/format.ts";

export interface FactOption {
  value: string;
  label: string;
  description: string;
  /** A value as it looks. */
  sample: string;
  kind: KnownFact["kind"];
  /** Folded text that a search looks through. */
  haystack: string;
}

const fold = (text: string) => text.normalize("NFKC").toLowerCase();

/** Amounts and instants are shown by their words elsewhere; a bare number of cents would only mislead. */
function sampleText(sample: unknown): string {
  if (Array.isArray(sample)) return sample.slice(0, 3).join(", ");
  return typeof sample === "string" ? sample : "";
}

export function factOptions(document: Pick<FlowDocument, "windows" | "patterns">, format: Format): FactOption[] {
  const builtIn = factCatalogue.map((fact): FactOption => {
    const words = [fact.name, fact.label.zh, fact.label.en, ...fact.synonyms.zh, ...fact.synonyms.en];
    return {
      value: fact.name,
      label: format.text(fact.label),
      description: format.text(fact.description),
      sample: sampleText(fact.sample),
      kind: fact.kind,
      haystack: fold(words.join(" ")),
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
  return [...builtIn, ...declared];
}

export const matchesFact = (search: string, option: { haystack?: string } | undefined): boolean =>
  option?.haystack?.includes(fold(search.trim())) ?? false;
