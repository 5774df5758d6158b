/** @switchyard/templates: flows with open values, from file to workspace and back. See SPEC.md. Names are exported one by one; a test pins the list. */

export { type Bundle, type BundledFlow, parseBundle, type ReadBundleResult, serialiseBundle } from "./bundle.ts";
export { checkTemplate } from "./check-template.ts";
export { valueProblem } from "./check-value.ts";
export { allValues, type Choices, type InstantiateResult, instantiate, unmappedNeeds } from "./instantiate.ts";
export { templateJsonSchema } from "./json-schema.ts";
export { type MakeInput, type MakeResult, makeTemplate, type WantedParameter } from "./make-template.ts";
export { type Conflict, type MergeInput, mergeFlows } from "./merge-flows.ts";
export type { Mapping, NeedKind, Needs } from "./needs.ts";
export type { WorkspaceNames } from "./needs-of.ts";
export {
  type Parameter,
  type ParameterType,
  type ParameterValue,
  type ParameterValues,
  parameterSchema,
} from "./parameter.ts";
export { type Pick, pickableValues } from "./pickable.ts";
export { privateFindings } from "./private-findings.ts";
export { parseTemplate, type ReadTemplateResult, readTemplate } from "./read-template.ts";
export { referencesOf } from "./references.ts";
export { suggestMapping } from "./suggest-mapping.ts";
export { TEMPLATE_FORMAT, TEMPLATE_FORMAT_VERSION, type Template } from "./template.ts";
export { serialiseTemplate } from "./write-template.ts";
