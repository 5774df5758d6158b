/** What a template's needs probably are in a workspace: the same name, the same role, or the only one of its kind. */
import type { Mapping } from "./needs.ts";
import type { WorkspaceNames } from "./needs-of.ts";
import type { Template } from "./template.ts";
import type { Text } from "./text.ts";

const fold = (name: string): string => name.normalize("NFKC").trim().toLowerCase();
const isCalled = (name: string, label: Text): boolean => [label.zh, label.en].some((one) => fold(one) === fold(name));

/** Leaves out what nothing fits; nobody is taken for two different destinations. */
export function suggestMapping({ needs }: Template, workspace: WorkspaceNames): Mapping {
  const { destinations = [], people = [], fields = [] } = workspace;
  const mapping: Mapping = { fields: {}, destinations: {}, people: {}, endpoints: {} };
  const taken = new Set<string>();
  for (const { id, name } of needs.destinations) {
    const found = destinations.find((one) => !taken.has(one.id) && isCalled(one.name, name));
    if (found === undefined) continue;
    taken.add(found.id);
    mapping.destinations[id] = found.id;
  }
  for (const { id, name, role } of needs.people) {
    const found =
      people.find((one) => isCalled(one.name, name)) ?? people.find((one) => role !== "" && one.role === role);
    if (found !== undefined) mapping.people[id] = found.id;
  }
  for (const { name, label, type } of needs.fields) {
    const found =
      fields.find((one) => one.name === name && one.type === type) ??
      fields.find((one) => one.type === type && (isCalled(one.label.zh, label) || isCalled(one.label.en, label)));
    if (found !== undefined) mapping.fields[name] = found.name;
  }
  return mapping;
}
