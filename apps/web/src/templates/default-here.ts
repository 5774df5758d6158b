import type { ParameterValue, TemplateView } from "./templates-api.ts";

/** A default names the template's own destinations and people; here it is what they are in this workspace. */
export function defaultHere(
  { mapping }: TemplateView,
  one: TemplateView["parameters"][number],
): ParameterValue | undefined {
  if (one.type === "destination" && typeof one.default === "string")
    return mapping.destinations[one.default] ?? one.default;
  if (one.type === "people" && Array.isArray(one.default)) return one.default.map((id) => mapping.people[id] ?? id);
  return one.default;
}
