/** Templates as answers show them. */
import { compileFlow, type FlowSentence, factLookup, flowSentences } from "@switchyard/flow";
import type { Text } from "@switchyard/orders";
import type { Mapping, Parameter, ParameterValue, Template } from "@switchyard/templates";
import type { StoredTemplate } from "./stored.ts";

export interface TemplateSummary {
  id: string;
  version: number;
  name: Text;
  description: Text;
  parameters: number;
  golden: number;
}
export interface TemplateView extends Omit<Template, "golden"> {
  golden: { id: string; name: string }[];
  /** What it does, numbered in the order of effects, with its own names and defaults. */
  sentences: FlowSentence[];
  /** Facts that orders must bring for every rule to be decided. */
  reads: string[];
  mapping: Mapping;
}

/** A bundle before it is taken in. */
export interface BundleView {
  name: Text;
  /** The workspace's brand that is called so. */
  brand: string | null;
  /** In flow order: the template, with sentences that say what it does with the brand's values. */
  flows: { name: string; template: TemplateView; values: { parameter: Parameter; value: ParameterValue }[] }[];
}

export const templateSummary = ({ id, version, name, description, parameters, golden }: Template): TemplateSummary => ({
  ...{ id, version, name, description },
  parameters: parameters.length,
  golden: golden.length,
});

export function templateView({ template, mapping }: Pick<StoredTemplate, "template" | "mapping">): TemplateView {
  const { golden, ...rest } = template;
  const compiled = compileFlow(template.document, { flow: template.id, version: 1 });
  return {
    ...rest,
    golden: golden.map(({ id, name }) => ({ id, name })),
    sentences: flowSentences(template.document, ownNames(template)),
    reads: compiled.ok ? compiled.program.reads.filter((fact) => !/^(gate|split|count|sum|distinct)\./.test(fact)) : [],
    mapping,
  };
}

/** For sentences about the template itself. */
const ownNames = ({ needs, document }: Template) => ({
  fact: factLookup(document, { customFields: needs.fields }),
  destinations: Object.fromEntries(needs.destinations.map(({ id, name }) => [id, name])),
  people: Object.fromEntries(needs.people.map(({ id, name }) => [id, name])),
});
