/** A template made a flow of a workspace: names mapped to what is there, parameters filled in. */
import type { FlowDocument, GoldenOrder } from "@switchyard/flow";
import type { Problem } from "@switchyard/orders";
import { declaredIds } from "./check-template.ts";
import { valueProblem } from "./check-value.ts";
import { mapGolden } from "./map-golden.ts";
import { type Mapping, mapped, type NeedKind } from "./needs.ts";
import type { Parameter, ParameterValue, ParameterValues } from "./parameter.ts";
import { withValue } from "./places.ts";
import { referencesOf, renameReferences } from "./references.ts";
import type { Template } from "./template.ts";
import { problem, text } from "./text.ts";

export interface Choices {
  /** What the flow is called; by default as the template in Chinese. */
  name?: string | undefined;
  brands: readonly string[];
  mapping: Mapping;
  /** Destinations and people in the workspace's names. What is left out has its default. */
  values: ParameterValues;
}
export type InstantiateResult =
  | { ok: true; document: FlowDocument; golden: GoldenOrder[]; values: ParameterValues }
  | { ok: false; problems: Problem[] };

export function instantiate(template: Template, choices: Choices): InstantiateResult {
  const { mapping, brands } = choices;
  const problems = [...unmappedNeeds(template, mapping), ...valueProblems(template, choices.values)];
  if (problems.length > 0) return { ok: false, problems };
  const drawing = renameReferences(template.document, (kind, id) =>
    kind === "flows" ? id : mapped(mapping[kind], id),
  );
  const values = allValues(template, choices);
  const filled = template.parameters.reduce((document, parameter) => {
    const value = values[parameter.id];
    return value === undefined
      ? document
      : parameter.places.reduce((one, place) => withValue(one, place, value), document);
  }, drawing);
  const about = template.description.zh.slice(0, 2000);
  const document: FlowDocument = {
    ...filled,
    name: choices.name ?? template.document.name,
    brands: [...brands],
    ...(about === "" ? {} : { description: about }),
  };
  const brand = brands[0] ?? null;
  return { ok: true, document, values, golden: template.golden.map((one) => mapGolden(one, mapping, brand)) };
}

/** What the parameters stand at, with defaults in the workspace's names. */
export function allValues(
  { parameters }: Template,
  { mapping, values }: Pick<Choices, "mapping" | "values">,
): ParameterValues {
  const entries = parameters.flatMap((parameter): [string, ParameterValue][] => {
    const given = Object.hasOwn(values, parameter.id) ? values[parameter.id] : undefined;
    const value = given ?? mappedDefault(parameter, mapping);
    return value === undefined ? [] : [[parameter.id, value]];
  });
  return Object.fromEntries(entries);
}

function mappedDefault(parameter: Parameter, mapping: Mapping): ParameterValue | undefined {
  if (parameter.default === undefined) return undefined;
  if (parameter.type === "destination") return mapped(mapping.destinations, parameter.default);
  if (parameter.type === "people") return parameter.default.map((id) => mapped(mapping.people, id));
  return parameter.default;
}

function valueProblems({ parameters }: Template, values: ParameterValues): Problem[] {
  const known = new Set(parameters.map(({ id }) => id));
  return [
    ...Object.keys(values).flatMap((id) =>
      known.has(id)
        ? []
        : [problem(`/values/${id}`, "no_such_parameter", `模板没有参数 ${id}`, `The template has no parameter ${id}`)],
    ),
    ...parameters.flatMap((parameter): Problem[] => {
      const pointer = `/values/${parameter.id}`;
      const value = Object.hasOwn(values, parameter.id) ? values[parameter.id] : undefined;
      if (value === undefined) {
        if (!parameter.required || parameter.default !== undefined) return [];
        const { zh, en } = parameter.label;
        return [{ pointer, code: "required", message: text(`请填写「${zh}」`, `Fill in “${en}”`) }];
      }
      const message = valueProblem(parameter, value);
      return message === null ? [] : [{ pointer, code: "value_unfit", message }];
    }),
  ];
}

const WHAT = {
  fields: text("字段", "field"),
  destinations: text("去向", "destination"),
  people: text("人员", "person"),
  endpoints: text("推送地址", "endpoint"),
};

/** Needs that the drawing really uses and that the workspace has not been asked for yet. */
export function unmappedNeeds(template: Template, mapping: Mapping): Problem[] {
  const used = new Set(referencesOf(template.document).map(({ kind, id }) => `${kind} ${id}`));
  return (Object.keys(WHAT) as NeedKind[]).flatMap((kind) =>
    [...declaredIds(template.needs, kind)].flatMap((id): Problem[] => {
      const target = Object.hasOwn(mapping[kind], id) ? mapping[kind][id] : undefined;
      if (!used.has(`${kind} ${id}`) || (target !== undefined && target !== "")) return [];
      const name = needName(template, kind, id);
      const message = text(
        `请为${WHAT[kind].zh}「${name.zh}」选择本工作区里对应的一项`,
        `Choose what ${WHAT[kind].en} “${name.en}” is in this workspace`,
      );
      return [{ pointer: `/mapping/${kind}/${id}`, code: "unmapped", message }];
    }),
  );
}

function needName({ needs }: Template, kind: NeedKind, id: string) {
  if (kind === "fields") return needs.fields.find((one) => one.name === id)?.label ?? text(id, id);
  return needs[kind].find((one) => one.id === id)?.name ?? text(id, id);
}
