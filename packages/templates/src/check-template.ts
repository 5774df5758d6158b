/** Is a template whole in itself? Every place exists, every name is declared, the drawing has no errors. */
import { validateFlow } from "@switchyard/flow";
import { canonicalJson, type Problem } from "@switchyard/orders";
import { valueProblem } from "./check-value.ts";
import { expectedDestinations } from "./map-golden.ts";
import type { NeedKind, Needs } from "./needs.ts";
import { valueAt } from "./places.ts";
import { type ReferenceKind, referencesOf } from "./references.ts";
import type { Template } from "./template.ts";
import { problem, type Text, text } from "./text.ts";

export function checkTemplate(template: Template): Problem[] {
  const problems = [
    ...twice(template),
    ...undeclared(template),
    ...template.parameters.flatMap(parameterProblems(template)),
  ];
  return problems.length > 0 ? problems : findings(template);
}

function twice({ parameters, needs, golden }: Template): Problem[] {
  const lists: [string, string[]][] = [
    ["/parameters", parameters.map(({ id }) => id)],
    ["/golden", golden.map(({ id }) => id)],
    ["/needs/fields", needs.fields.map(({ name }) => name)],
    ["/needs/destinations", needs.destinations.map(({ id }) => id)],
    ["/needs/people", needs.people.map(({ id }) => id)],
    ["/needs/endpoints", needs.endpoints.map(({ id }) => id)],
  ];
  const places = parameters.flatMap((parameter, at) =>
    parameter.places.map((place, index): [string, string] => [`/parameters/${at}/places/${index}`, place]),
  );
  return [
    ...lists.flatMap(([pointer, ids]) =>
      repeated(ids).map((at) =>
        problem(
          `${pointer}/${at}`,
          "duplicate_id",
          `编号 ${ids[at]} 重复，请改名`,
          `The id ${ids[at]} is used twice; rename one`,
        ),
      ),
    ),
    ...repeated(places.map(([, place]) => place)).map((at) =>
      problem(
        places[at]?.[0] ?? "",
        "duplicate_place",
        "两个参数不能指向同一处",
        "Two parameters cannot stand in the same place",
      ),
    ),
  ];
}

const repeated = (ids: readonly string[]): number[] => {
  const seen = new Set<string>();
  return ids.flatMap((id, at) => {
    if (seen.has(id)) return [at];
    seen.add(id);
    return [];
  });
};

const WHAT: Record<ReferenceKind, Text> = {
  destinations: text("去向", "destination"),
  people: text("人员", "person"),
  endpoints: text("推送地址", "endpoint"),
  fields: text("字段", "field"),
  flows: text("子流程", "sub-flow"),
};

export const declaredIds = (needs: Needs, kind: NeedKind): ReadonlySet<string> =>
  new Set(kind === "fields" ? needs.fields.map(({ name }) => name) : needs[kind].map(({ id }) => id));

/** Names of some workspace, and other flows, would mean nothing (or something else) where the template is taken in. */
function undeclared({ document, needs, golden, parameters }: Template): Problem[] {
  const known = {
    fields: declaredIds(needs, "fields"),
    destinations: declaredIds(needs, "destinations"),
    people: declaredIds(needs, "people"),
    endpoints: declaredIds(needs, "endpoints"),
    flows: new Set<string>(),
  };
  const foreign = (pointer: string, kind: ReferenceKind, id: string): Problem[] => {
    if (known[kind].has(id)) return [];
    const { zh, en } = WHAT[kind];
    return [
      problem(pointer, "foreign_id", `${zh} ${id} 没有在模板里声明`, `The ${en} ${id} is not declared in the template`),
    ];
  };
  return [
    ...referencesOf(document).flatMap(({ kind, id, place }) => foreign(`/flow${place}`, kind, id)),
    ...golden.flatMap((one, at) =>
      expectedDestinations(one).flatMap((id) => foreign(`/golden/${at}/expected`, "destinations", id)),
    ),
    ...parameters.flatMap((one, at) => {
      const pointer = `/parameters/${at}/default`;
      if (one.type === "destination" && one.default !== undefined) return foreign(pointer, "destinations", one.default);
      if (one.type === "people") return (one.default ?? []).flatMap((id) => foreign(pointer, "people", id));
      return [];
    }),
    ...(document.brands.length === 0
      ? []
      : [
          problem(
            "/flow/brands",
            "foreign_id",
            "模板不能写品牌，使用时再选",
            "A template names no brands; they are chosen when it is used",
          ),
        ]),
  ];
}

const parameterProblems =
  ({ document, parameters }: Template) =>
  (parameter: Template["parameters"][number]): Problem[] => {
    const pointer = `/parameters/${parameters.indexOf(parameter)}`;
    const { label } = parameter;
    const standsAs = parameter.default === undefined ? undefined : canonicalJson(parameter.default);
    const wrong = parameter.default === undefined ? null : valueProblem(parameter, parameter.default);
    if (wrong !== null) return [{ pointer: `${pointer}/default`, code: "default_unfit", message: wrong }];
    return parameter.places.flatMap((place, at): Problem[] => {
      const value = valueAt(document, place);
      const here = `${pointer}/places/${at}`;
      if (value === undefined)
        return [
          problem(
            here,
            "no_place",
            `「${label.zh}」指向的 ${place} 不存在`,
            `“${label.en}” stands at ${place}, which is not there`,
          ),
        ];
      const message = valueProblem(parameter, value);
      if (message !== null && parameter.default !== undefined) return [{ pointer: here, code: "place_unfit", message }];
      if (standsAs !== undefined && canonicalJson(value) !== standsAs)
        return [
          problem(
            here,
            "default_differs",
            `「${label.zh}」的默认值与 ${place} 处不一致`,
            `The default of “${label.en}” differs from what stands at ${place}`,
          ),
        ];
      return [];
    });
  };

/** The drawing, checked with what it says that it needs. */
function findings({ document, needs }: Template): Problem[] {
  const context = {
    destinations: needs.destinations.map(({ id }) => id),
    people: needs.people.map(({ id }) => id),
    customFields: needs.fields,
  };
  return validateFlow(document, context)
    .filter(({ severity }) => severity === "error")
    .map(({ code, node, edge, pointer = "", message }) => {
      const where = node !== undefined ? `/nodes/${node}${pointer}` : edge !== undefined ? `/edges/${edge}` : "";
      return { pointer: `/flow${where}`, code, message };
    });
}
