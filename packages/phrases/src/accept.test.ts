import { applyOperation, type FlowDocument, validateFlow } from "@switchyard/flow";
import { expect, test } from "vitest";
import { acceptOperation, fragmentDocument } from "./accept.ts";
import { LEXICON } from "./testing/workspace.ts";
import { understand } from "./understand.ts";

const fragment = (text: string) => understand(text, "zh", LEXICON).fragment;
const applied = (doc: FlowDocument, operation: Parameters<typeof applyOperation>[1]): FlowDocument => {
  const result = applyOperation(doc, operation);
  if (!result.ok) throw new Error(result.problem.message.en);
  return result.document;
};
const RUSH = "款号以FJ开头且交期≤3天，派到快反线，否则派到常规线";

test("[P24] into an empty document comes a trigger with it; the whole is one step to undo", () => {
  const doc = fragmentDocument(fragment(RUSH), "快反");
  expect(doc.nodes.map(({ kind }) => kind)).toEqual(["order_received", "condition", "route", "route"]);
  expect(
    validateFlow(doc, { destinations: ["rapid", "normal"] }).filter(({ severity }) => severity === "error"),
  ).toEqual([]);
});

test("[P24] accepting twice makes new ids, hangs on the trigger that is there, and is undone exactly", () => {
  const doc = fragmentDocument(fragment(RUSH), "快反");
  const operation = acceptOperation(fragment("备注提到生日礼物，打标签加急"), doc);
  const result = applyOperation(doc, operation);
  if (!result.ok) throw new Error(result.problem.message.en);
  const { nodes, edges } = result.document;
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
  expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length);
  expect(edges.filter(({ from }) => from === "received")).toHaveLength(2);
  expect(applied(result.document, result.inverse)).toEqual(doc);
});

test("[P24] after a node that is selected", () => {
  const doc = fragmentDocument(fragment(RUSH), "快反");
  const route = doc.nodes.find(({ kind }) => kind === "route");
  const operation = acceptOperation(fragment("提醒主管"), doc, { after: { node: route?.id ?? "", port: "next" } });
  const next = applied(doc, operation);
  expect(next.edges.at(-1)).toMatchObject({ from: route?.id, port: "next", to: next.nodes.at(-1)?.id });
});

test("[P24] a counter that is declared already is used again; another one of the same id is not", () => {
  const first = fragmentDocument(fragment("24小时内同一品牌的订单数≥3，提醒销售"), "x");
  const same = applied(first, acceptOperation(fragment("24小时内同一品牌的订单数≥9，提醒主管"), first));
  expect(same.windows).toHaveLength(1);
  const other = applied(same, acceptOperation(fragment("48小时内同一客户编号的订单数≥9，提醒主管"), same));
  expect(other.windows.map(({ id }) => id)).toEqual(["w1", "w2"]);
  expect(JSON.stringify(other.nodes)).toContain('"count.w2"');
});
