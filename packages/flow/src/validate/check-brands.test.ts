import { expect, test } from "vitest";
import type { FlowDocument } from "../document.ts";
import { flow, is, type NodeInput, trigger } from "../testing/flows.ts";
import { ownThings } from "./check-brands.ts";
import { validateFlow } from "./validate-flow.ts";

const own = ownThings({
  brands: [
    { id: "b1", name: "南亭里" },
    { id: "b2", name: "青禾记" },
  ],
  destinations: [
    { id: "wh", name: "杭州仓", brands: ["b1"] },
    { id: "all", name: "总仓" },
  ],
  customFields: [{ name: "grade", label: { zh: "等级", en: "Grade" }, brands: ["b1"] }],
});
const customFields = [{ name: "grade", type: "text" as const, label: { zh: "等级", en: "Grade" } }];
const found = (doc: FlowDocument) =>
  validateFlow(doc, { own, customFields, destinations: ["wh", "all"] }).flatMap(({ severity, code, node, message }) =>
    code === "not_of_brand" ? [[severity, node, message.zh]] : [],
  );
const route = (destination: string): NodeInput => ({ id: "r", kind: "route", destination });
const sending = (destination: string, brands: string[]) => flow([trigger, route(destination)], ["t>r"], { brands });

test("[V12] orders of a brand are not sent where only another brand's go", () => {
  expect(found(sending("wh", ["b1"]))).toEqual([]);
  expect(found(sending("all", ["b1", "b2"]))).toEqual([]);
  expect(found(sending("wh", ["b1", "b2"]))).toMatchObject([
    ["error", "r", expect.stringContaining("品牌 青禾记 的订单派到 杭州仓")],
  ]);
  expect(found(sending("wh", []))).toMatchObject([["warning", "r", expect.stringContaining("只归品牌 南亭里")]]);
});

test("[V12] a destination in a decision table counts like a node's", () => {
  const table: NodeInput = {
    id: "d",
    kind: "decision_table",
    hit: "first",
    columns: [{ id: "c", fact: "brand", operator: "is" }],
    outputs: [{ id: "o", effect: "route" }],
    rows: [{ id: "1", cells: ["x"], values: ["wh"] }],
  };
  const doc = flow([trigger, table, { id: "x", kind: "tag", tag: "x" }], ["t>d", "d:otherwise>x"], { brands: ["b2"] });
  expect(found(doc)).toMatchObject([["error", "d", expect.any(String)]]);
});

test("[V14] telling a brand that has no contacts is a warning that names the brands", () => {
  const told = (to: string, brands: string[], contacts: Record<string, string[]>) => {
    const names = { b1: "南亭里", b2: "青禾记" };
    const all = Object.entries(names).map(([id, name]) => ({ id, name, contacts: contacts[id] }));
    const notify: NodeInput = { id: "n", kind: "notify", to, channel: "sms", template: "x" };
    const context = { own: ownThings({ brands: all, destinations: [], customFields: [] }) };
    return validateFlow(flow([trigger, notify], ["t>n"], { brands }), context).flatMap(({ severity, code, message }) =>
      code === "no_contacts" ? [[severity, message.zh]] : [],
    );
  };
  expect(told("brand", [], {})).toMatchObject([
    ["warning", expect.stringContaining("品牌 南亭里、青禾记还没有联系人")],
  ]);
  expect(told("brand", ["b2"], {})).toMatchObject([["warning", expect.stringContaining("品牌 青禾记还没有联系人")]]);
  expect(told("brand", ["b2"], { b2: ["p"] })).toEqual([]);
  expect(told("brand", [], { b1: ["p"], b2: ["p"] })).toEqual([]);
  expect(told("customer", [], {})).toEqual([]);
});

test("[V12] a field that none of the flow's brands has is told", () => {
  const asking = (brands: string[]) =>
    flow([trigger, { id: "c", kind: "condition", when: is("custom.grade", "is", "A"), missing: "not_met" }], ["t>c"], {
      brands,
    });
  expect(found(asking(["b2"]))).toMatchObject([["warning", "c", expect.stringContaining("“等级”只有品牌 南亭里 有")]]);
  expect(found(asking(["b1", "b2"]))).toEqual([]);
  expect(found(asking([]))).toEqual([]);
});
