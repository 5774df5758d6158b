/** What a drawing names that is not in the drawing: destinations, people, endpoints, a workspace's own fields, other flows. */
import type { FlowDocument, FlowNode } from "@switchyard/flow";
import type { NeedKind } from "./needs.ts";

export type ReferenceKind = NeedKind | "flows";
export interface Reference {
  kind: ReferenceKind;
  id: string;
  /** Where: as a parameter's place. */
  place: string;
}
/** Gives the name to put there; for a field, the name without `custom.`. */
type Rename = (kind: ReferenceKind, id: string, place: string) => string;

export function referencesOf(document: FlowDocument): Reference[] {
  const found: Reference[] = [];
  renameReferences(document, (kind, id, place) => {
    found.push({ kind, id, place });
    return id;
  });
  return found;
}

/** The same drawing with other names. */
export function renameReferences(document: FlowDocument, rename: Rename): FlowDocument {
  const fields = (value: unknown, place: string): unknown => renameFields(value, place, rename);
  return {
    ...document,
    windows: document.windows.map((one) => fields(one, `/windows/${one.id}`) as typeof one),
    patterns: document.patterns.map((one) => fields(one, `/patterns/${one.id}`) as typeof one),
    nodes: document.nodes.map((node) => {
      const place = `/nodes/${node.id}`;
      return renameNode(fields(node, place) as FlowNode, place, rename);
    }),
  };
}

function renameNode(node: FlowNode, place: string, rename: Rename): FlowNode {
  const people = (list: readonly string[], key: string) =>
    list.map((one, index) => rename("people", one, `${place}/${key}/${index}`));
  switch (node.kind) {
    case "route":
      return { ...node, destination: rename("destinations", node.destination, `${place}/destination`) };
    case "alert":
    case "task":
      return { ...node, to: people(node.to, "to") };
    case "approval":
      return { ...node, approvers: people(node.approvers, "approvers") };
    case "webhook":
      return { ...node, endpoint: rename("endpoints", node.endpoint, `${place}/endpoint`) };
    case "subflow":
      return { ...node, flow: rename("flows", node.flow, `${place}/flow`) };
    case "decision_table":
      return {
        ...node,
        rows: node.rows.map((row, at) => ({
          ...row,
          values: row.values.map((value, column) =>
            node.outputs[column]?.effect === "route" && typeof value === "string"
              ? rename("destinations", value, `${place}/rows/${at}/values/${column}`)
              : value,
          ),
        })),
      };
    default:
      return node;
  }
}

const OWN = "custom.";
/** Keys under which a drawing names facts. */
const ONE_FACT = new Set(["fact", "field", "distinct"]);
const MANY_FACTS = new Set(["by", "fields"]);

function renameFields(value: unknown, place: string, rename: Rename): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one, index) => renameFields(one, `${place}/${index}`, rename));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const at = `${place}/${key}`;
      if (ONE_FACT.has(key) && typeof inner === "string") return [key, ownField(inner, at, rename)];
      if (MANY_FACTS.has(key) && Array.isArray(inner)) {
        return [
          key,
          inner.map((one, index) => (typeof one === "string" ? ownField(one, `${at}/${index}`, rename) : one)),
        ];
      }
      return [key, renameFields(inner, at, rename)];
    }),
  );
}

const ownField = (fact: string, place: string, rename: Rename): string =>
  fact.startsWith(OWN) ? `${OWN}${rename("fields", fact.slice(OWN.length), place)}` : fact;
