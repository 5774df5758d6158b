import type { FlowDocument, FlowNode } from "@switchyard/flow";
import { describe, expect, test } from "vitest";
import { fjFlow, openHouse, order, publish } from "../testing/harness.ts";

const position = { x: 900, y: 0 };
const withNode = (node: FlowNode): FlowDocument => {
  const document = fjFlow();
  return {
    ...document,
    nodes: [...document.nodes, node],
    edges: [...document.edges, { id: "more", from: "rapid", port: "next", to: node.id }],
  };
};
const withPattern = (expression: string): FlowDocument => {
  const patterns = [{ id: "p", fact: "note", expression }];
  const when = { type: "comparison", fact: "pattern.p", operator: "is", value: true } as const;
  const nodes = fjFlow().nodes.map((node) => (node.kind === "condition" ? { ...node, when } : node));
  return { ...fjFlow(), patterns, nodes };
};

async function publishing(document: FlowDocument) {
  const house = await openHouse();
  const { body } = await house.send("POST", "/api/v1/flows", { name: document.name, document });
  const answer = await house.send("POST", `/api/v1/flows/${body.id}/publish`, { reason: "测试" });
  const codes = (answer.body.findings ?? []).map((finding: { code: string }) => finding.code);
  return { status: answer.status, codes };
}

describe("publishing", () => {
  test.each(["(", "a(?=b)", "(a)\\1", "(a{1,200}){1,200}"])("refuses the regular expression %s", async (expression) => {
    expect(await publishing(withPattern(expression))).toMatchObject({ status: 422, codes: ["pattern_invalid"] });
  });

  test("takes one that runs in linear time", async () => {
    expect(await publishing(withPattern("^(急|加急).*$"))).toMatchObject({ status: 200 });
  });

  test("refuses a person, a state and a flow that there is not", async () => {
    const alert: FlowNode = { id: "n", kind: "alert", position, to: ["nobody"], channel: "inbox", level: 1, text: "x" };
    expect(await publishing(withNode(alert))).toEqual({ status: 422, codes: ["unknown_person"] });
    expect((await publishing(withNode({ ...alert, to: ["主管"] }))).status).toBe(200);
    const goal = { states: ["Nowhere"], events: [] };
    const within = { amount: 2, unit: "hour", clock: "natural" } as const;
    const watch: FlowNode = { id: "n", kind: "watch", position, within, since: "reached", goal, strict: false };
    expect((await publishing(withNode(watch))).codes).toContain("unknown_state");
    expect(await publishing(withNode({ id: "n", kind: "subflow", position, flow: "gone" }))).toMatchObject({
      status: 422,
      codes: ["unknown_flow"],
    });
  });

  test("takes a sub-flow whose flow is published, and runs it", async () => {
    const house = await openHouse();
    const called: FlowDocument = {
      ...fjFlow("打标"),
      brands: ["别的品牌"],
      nodes: [
        { id: "in", kind: "order_received", position },
        { id: "mark", kind: "tag", position, tag: "子流程" },
      ],
      edges: [{ id: "e", from: "in", port: "next", to: "mark" }],
    };
    const flow = await publish(house, called);
    await publish(house, withNode({ id: "call", kind: "subflow", position, flow }));
    await house.send("POST", "/api/v1/orders", order("1", { style_code: "FJ1" }));
    expect((await house.get("/api/v1/orders")).body.items).toMatchObject([{ tags: ["子流程"] }]);
  });
});
