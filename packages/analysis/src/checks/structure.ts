/** What the drawing itself shows: the findings of `validateFlow`, and facts that no source ever fills. */
import {
  type Condition,
  comparisonsOf,
  type FlowContext,
  type FlowDocument,
  type FlowNode,
  validatingFlow,
} from "@switchyard/flow";
import { factSpec, type WorkspaceSettings } from "@switchyard/orders";
import type { Book } from "../desk.ts";
import type { AnalysedFlow, SourceFill } from "../finding.ts";
import { text } from "../words.ts";

/** Whether the drawing can be compiled: it has no error. */
export function* checkStructure(flow: AnalysedFlow, context: FlowContext, book: Book): Generator<undefined, boolean> {
  const found = yield* validatingFlow(flow.document, { ...context, flow: flow.id });
  for (const finding of found) {
    const edge = flow.document.edges.find((one) => one.id === finding.edge);
    const node = finding.node ?? edge?.from ?? flow.document.nodes[0]?.id ?? "";
    book.state(
      {
        kind: "structure", severity: finding.severity, code: finding.code, places: [{ flow: flow.id, node }],
        key: `${finding.pointer ?? ""}${finding.edge ?? ""}${finding.message.en}`, message: finding.message,
      }, // biome-ignore format: a record
      finding.edge === undefined ? [] : [finding.edge],
    );
  }
  return !found.some(({ severity }) => severity === "error");
}

/** Facts that are computed from a field of the order: they are filled when the field is. */
const FROM: Record<string, string> = {
  due_in_days: "due_at", due_in_hours: "due_at", due_in_working_days: "due_at", paid_hours: "paid_at",
  paid_minute_of_day: "paid_at", sku_count: "skus", size_count: "sizes",
}; // biome-ignore format: a table

/** Facts of an order that a condition reads although no source of the workspace has ever filled them. */
export function checkFilled(
  flow: AnalysedFlow,
  sources: readonly SourceFill[],
  settings: WorkspaceSettings,
  book: Book,
): void {
  const seen = sources.filter((source) => source.orders > 0);
  if (seen.length === 0) return;
  const orders = seen.reduce((sum, source) => sum + source.orders, 0);
  for (const [fact, nodes] of factsOf(flow.document)) {
    const spec = factSpec(fact, settings.customFields);
    const field = FROM[fact] ?? fact;
    if (
      spec === undefined ||
      ALWAYS.has(field) ||
      !(spec.kind === "field" || spec.kind === "line" || FROM[fact] !== undefined)
    )
      continue;
    if (seen.some((source) => (source.filled[field] ?? source.filled[fact] ?? 0) > 0)) continue;
    book.state({
      kind: "unfilled", severity: "warning", code: "unfilled", places: nodes.map((node) => ({ flow: flow.id, node })), key: fact,
      message: text(
        `“${spec.label.zh}”没有任何来源填写过（看了 ${seen.length} 个来源的 ${orders} 张订单），读它的条件总是数据缺失`,
        `No source has filled “${spec.label.en}” (${orders} orders of ${seen.length} sources were looked at): conditions on it always lack data`,
      ),
    }); // biome-ignore format: a record
  }
}

const ALWAYS = new Set(["source", "external_id", "received_at", "status", "tags", "line_count"]);

/** Facts that conditions read, with the nodes that read them. */
function factsOf(document: FlowDocument): Map<string, string[]> {
  const facts = new Map<string, string[]>();
  const add = (fact: string, node: string) => {
    const nodes = facts.get(fact) ?? [];
    if (!nodes.includes(node)) facts.set(fact, [...nodes, node]);
  };
  for (const node of document.nodes) {
    for (const condition of conditionsOf(node)) {
      for (const { fact, value } of comparisonsOf(condition)) {
        add(fact, node.id);
        if (typeof value === "object" && !Array.isArray(value) && "fact" in value) add(value.fact, node.id);
      }
    }
    if (node.kind === "decision_table") for (const column of node.columns) add(column.fact, node.id);
    if (node.kind === "merge") for (const fact of node.by) add(fact, node.id);
  }
  return facts;
}

function conditionsOf(node: FlowNode): Condition[] {
  switch (node.kind) {
    case "condition":
      return [node.when];
    case "branch":
      return node.cases.map((one) => one.when);
    case "merge":
      return node.exclude === undefined ? [] : [node.exclude];
    default:
      return [];
  }
}
