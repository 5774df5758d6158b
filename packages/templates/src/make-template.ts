/** A template made from a flow of a workspace: values picked on the canvas become parameters, names become the template's own. */
import type { FlowDocument, GoldenOrder } from "@switchyard/flow";
import type { Problem } from "@switchyard/orders";
import { checkTemplate } from "./check-template.ts";
import { withoutCustomers } from "./golden.ts";
import { mapGolden } from "./map-golden.ts";
import type { Mapping, NeedKind, Needs } from "./needs.ts";
import { needsOf, type WorkspaceNames } from "./needs-of.ts";
import type { Parameter, ParameterValue } from "./parameter.ts";
import { pickableValues } from "./pickable.ts";
import { valueAt, withValue } from "./places.ts";
import { privateFindings } from "./private-findings.ts";
import type { Template } from "./template.ts";
import type { Text } from "./text.ts";

/** A parameter as its author asks for it: the default is what stands in the drawing. */
export interface WantedParameter {
  id: string;
  label: Text;
  help?: Text | undefined;
  required: boolean;
  /** Whether what stands there now may be seen by whoever gets the template. */
  keepDefault: boolean;
  min?: number | undefined;
  max?: number | undefined;
  places: string[];
}
export interface MakeInput {
  id: string;
  version: number;
  name: Text;
  description: Text;
  parameters: WantedParameter[];
  document: FlowDocument;
  golden: GoldenOrder[];
  workspace: WorkspaceNames & { currency: string };
}
/** `mapping` leads back to the workspace that it was made in. */
export type MakeResult = { ok: true; template: Template; mapping: Mapping } | { ok: false; problems: Problem[] };

export function makeTemplate(input: MakeInput): MakeResult {
  const { id, version, name, description, workspace } = input;
  const { description: _, ...flow } = input.document;
  const found = needsOf({ ...flow, brands: [], name: name.zh.slice(0, 120) }, workspace);
  const picks = new Map(pickableValues(found.document).map((one) => [one.place, one]));
  const parameters = input.parameters.map((one) =>
    parameterOf(one, picks.get(one.places[0] ?? ""), workspace.currency),
  );
  const document = parameters.reduce(withoutSecretDefault, found.document);
  const template: Template = {
    id,
    version,
    name,
    description,
    parameters,
    needs: inOrder(found.needs),
    golden: input.golden.map((one) => mapGolden(withoutCustomers(one), turned(found.mapping), null)),
    document,
  };
  const problems = [...checkTemplate(template), ...privateFindings(template)];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, template, mapping: found.mapping };
}

function parameterOf(
  { keepDefault, help, min, max, ...wanted }: WantedParameter,
  pick: { type: Parameter["type"]; value: ParameterValue } | undefined,
  currency: string,
): Parameter {
  const type = pick?.type ?? "text";
  const bounded = type === "number" || type === "days" || type === "amount" || type === "percent";
  return {
    ...wanted,
    type,
    ...(help === undefined ? {} : { help }),
    ...(keepDefault && pick !== undefined ? { default: pick.value } : {}),
    ...(bounded && min !== undefined ? { min } : {}),
    ...(bounded && max !== undefined ? { max } : {}),
    ...(type === "amount" ? { currency } : {}),
  } as Parameter;
}

/** What has no default says nothing of the workspace that it came from. */
function withoutSecretDefault(document: FlowDocument, parameter: Parameter): FlowDocument {
  if (parameter.default !== undefined) return document;
  return parameter.places.reduce((one, place) => {
    const value = valueAt(one, place);
    return typeof value === "string" && parameter.type !== "destination"
      ? withValue(one, place, "?")
      : parameter.type === "texts"
        ? withValue(one, place, ["?"])
        : one;
  }, document);
}

const turned = (mapping: Mapping): Mapping => {
  const turn = (kind: NeedKind) => Object.fromEntries(Object.entries(mapping[kind]).map(([own, id]) => [id, own]));
  return {
    fields: turn("fields"),
    destinations: turn("destinations"),
    people: turn("people"),
    endpoints: turn("endpoints"),
  };
};

const inOrder = (needs: Needs): Needs => ({
  ...needs,
  fields: [...needs.fields].sort((a, b) => (a.name < b.name ? -1 : 1)),
});
