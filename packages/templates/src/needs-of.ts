/** What a flow of a workspace needs, in names of the template's own: nobody learns the workspace's ids from a template. */
import type { FlowDocument } from "@switchyard/flow";
import type { Mapping, NeedKind, Needs } from "./needs.ts";
import { renameReferences } from "./references.ts";
import { type Text, text } from "./text.ts";

/** What the workspace calls things, by id. */
export interface WorkspaceNames {
  destinations?: readonly { id: string; name: string; kind: "line" | "warehouse" | "wave" }[];
  people?: readonly { id: string; name: string; role: string }[];
  fields?: readonly { name: string; type: Needs["fields"][number]["type"] | "duration"; label: Text }[];
}

/** People are called by what they do: their names belong to them. */
const ROLES: Readonly<Record<string, Text>> = {
  supervisor: text("主管", "Supervisor"),
  foreman: text("班组长", "Foreman"),
  storekeeper: text("仓管", "Storekeeper"),
  sales: text("销售", "Sales"),
  service: text("客服", "Customer service"),
  finance: text("财务", "Finance"),
  planner: text("计划员", "Planner"),
  quality: text("质检", "Quality"),
};
const PREFIX = { destinations: "", people: "person", endpoints: "endpoint", fields: "field" } as const;

/** The drawing with the template's names, what they stand for, and how to come back. */
export function needsOf(
  document: FlowDocument,
  workspace: WorkspaceNames,
): { document: FlowDocument; needs: Needs; mapping: Mapping } {
  const needs: Needs = { fields: [], destinations: [], people: [], endpoints: [] };
  const own: Record<NeedKind, Map<string, string>> = {
    fields: new Map(),
    destinations: new Map(),
    people: new Map(),
    endpoints: new Map(),
  };
  const counts = new Map<string, number>();
  const next = (prefix: string): string => {
    const number = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, number);
    return `${prefix}_${number}`;
  };
  const declare = (kind: NeedKind, id: string): string => {
    switch (kind) {
      case "destinations": {
        const found = workspace.destinations?.find((one) => one.id === id);
        const place = found?.kind ?? "line";
        const slot = next(place);
        needs.destinations.push({ id: slot, name: named(found?.name ?? slot), kind: place });
        return slot;
      }
      case "people": {
        const found = workspace.people?.find((one) => one.id === id || one.role === id || one.name === id);
        const slot = next(PREFIX.people);
        const role = found?.role ?? "";
        needs.people.push({ id: slot, name: ROLES[role] ?? named(role === "" ? slot : role), role });
        return slot;
      }
      case "endpoints": {
        const slot = next(PREFIX.endpoints);
        needs.endpoints.push({ id: slot, name: named(slot) });
        return slot;
      }
      case "fields": {
        const found = workspace.fields?.find((one) => one.name === id);
        const type = found === undefined || found.type === "duration" ? "text" : found.type;
        needs.fields.push({ name: id, type, label: found?.label ?? named(id) });
        return id;
      }
    }
  };
  const renamed = renameReferences(document, (kind, id) => {
    if (kind === "flows") return id;
    const known = own[kind].get(id);
    if (known !== undefined) return known;
    const slot = declare(kind, id);
    own[kind].set(id, slot);
    return slot;
  });
  const back = (kind: NeedKind) => Object.fromEntries([...own[kind]].map(([id, slot]) => [slot, id]));
  const mapping = {
    fields: back("fields"),
    destinations: back("destinations"),
    people: back("people"),
    endpoints: back("endpoints"),
  };
  return { document: renamed, needs, mapping };
}

const named = (name: string): Text => text(name, name);
