import type { FlowDocument, FlowNode } from "../document.ts";
import { type Text, text } from "../text.ts";
import type { Finding, FlowContext, OwnThings } from "./finding.ts";
import { nodeName } from "./node-finding.ts";

interface Workspace {
  brands: readonly { id: string; name: string; contacts?: readonly string[] | undefined }[];
  destinations: readonly { id: string; name: string; brands?: readonly string[] | undefined }[];
  customFields: readonly { name: string; label: Text; brands?: readonly string[] | undefined }[];
}

/** What a workspace's brands have for themselves: {@link FlowContext.own}. */
export function ownThings({ brands, destinations, customFields }: Workspace): OwnThings {
  return {
    silent: brands.flatMap(({ id, contacts = [] }) => (contacts.length === 0 ? [id] : [])),
    brands: Object.fromEntries(brands.map(({ id, name }) => [id, name])),
    destinations: Object.fromEntries(
      destinations.flatMap(({ id, name, brands: own }) =>
        own === undefined ? [] : [[id, { name: text(name, name), brands: own }]],
      ),
    ),
    fields: Object.fromEntries(
      customFields.flatMap(({ name, label, brands: own }) =>
        own === undefined ? [] : [[name, { name: label, brands: own }]],
      ),
    ),
  };
}

/**
 * Orders of a brand must not go where only another brand's do, and a field that they do not have is always missing. A flow for
 * all brands may tell them apart by a condition, so it is warned only.
 */
export function checkBrands(doc: FlowDocument, { own }: FlowContext): Finding[] {
  if (own === undefined) return [];
  return doc.nodes.flatMap((node) => [
    ...destinationsOf(node).flatMap((id) => checkDestination(node, id, doc.brands, own)),
    ...fieldsRead(node).flatMap((field) => checkField(node, field, doc.brands, own)),
    ...checkContacts(node, doc.brands, own),
  ]);
}

function checkDestination(node: FlowNode, id: string, brands: readonly string[], own: OwnThings): Finding[] {
  const thing = Object.hasOwn(own.destinations, id) ? own.destinations[id] : undefined;
  if (thing === undefined) return [];
  const others = brands.filter((brand) => !thing.brands.includes(brand));
  if (brands.length > 0 && others.length === 0) return [];
  const { name } = thing;
  const of = namesOf(thing.brands, own);
  if (brands.length === 0)
    return [
      finding(
        "warning",
        node,
        text(
          `会派到 ${name.zh}，它只归品牌 ${of.zh}；流程适用于所有品牌，请确认其他品牌的订单到不了这里`,
          `sends to ${name.en}, which is only for ${of.en}; the flow is for all brands: make sure that no other brand's orders come here`,
        ),
      ),
    ];
  const not = namesOf(others, own);
  return [
    finding(
      "error",
      node,
      text(
        `会把品牌 ${not.zh} 的订单派到 ${name.zh}，它只归品牌 ${of.zh}；请另选去向，或改流程的适用品牌`,
        `sends orders of ${not.en} to ${name.en}, which is only for ${of.en}; choose another destination or change the flow's brands`,
      ),
    ),
  ];
}

function checkField(node: FlowNode, field: string, brands: readonly string[], own: OwnThings): Finding[] {
  const thing = Object.hasOwn(own.fields, field) ? own.fields[field] : undefined;
  if (thing === undefined || brands.length === 0 || brands.some((brand) => thing.brands.includes(brand))) return [];
  const of = namesOf(thing.brands, own);
  return [
    finding(
      "warning",
      node,
      text(
        `用到的字段“${thing.name.zh}”只有品牌 ${of.zh} 有，这条流程的订单里它总是缺失`,
        `reads the field “${thing.name.en}”, which only ${of.en} has: in this flow's orders it is always missing`,
      ),
    ),
  ];
}

/** Whoever is to be told has to be there: what finds nobody is not sent. */
function checkContacts(node: FlowNode, brands: readonly string[], own: OwnThings): Finding[] {
  if (node.kind !== "notify" || node.to !== "brand") return [];
  const silent = own.silent.filter((id) => brands.length === 0 || brands.includes(id));
  if (silent.length === 0) return [];
  const name = nodeName(node);
  const of = namesOf(silent.slice(0, NAMED), own);
  const more = silent.length - NAMED;
  const [zh, en] = more > 0 ? [`等 ${silent.length} 个品牌`, ` and ${more} more`] : ["", ""];
  const message = text(
    `“${name.zh}”要通知品牌联系人，但品牌 ${of.zh}${zh}还没有联系人；请在 设置 → 品牌 添加，否则发不出去`,
    `“${name.en}” tells the brand's contacts, but ${of.en}${en} has none; add them under Settings → Brands, or nothing is sent`,
  );
  return [{ severity: "warning", code: "no_contacts", node: node.id, message }];
}
const NAMED = 3;

function finding(severity: Finding["severity"], node: FlowNode, { zh, en }: Text): Finding {
  const name = nodeName(node);
  return { severity, code: "not_of_brand", node: node.id, message: text(`“${name.zh}”${zh}`, `“${name.en}” ${en}`) };
}

function namesOf(ids: readonly string[], { brands }: OwnThings): Text {
  const names = ids.map((id) => (Object.hasOwn(brands, id) ? (brands[id] ?? id) : id));
  return text(names.join("、"), names.join(", "));
}

/** Where a node may send an order. */
function destinationsOf(node: FlowNode): string[] {
  if (node.kind === "route") return [node.destination];
  if (node.kind !== "decision_table") return [];
  const places = node.outputs.flatMap(({ effect }, place) => (effect === "route" ? [place] : []));
  const named = node.rows.flatMap(({ values }) => places.flatMap((place) => values[place] ?? []));
  return [...new Set(named.filter((value) => typeof value === "string"))];
}

/** Names of declared fields in a node's conditions and columns, each once. */
function fieldsRead(node: FlowNode): string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === "fact" && typeof inner === "string" && inner.startsWith("custom.")) found.add(inner.slice(7));
      else look(inner);
    }
  };
  look(node);
  return [...found];
}
