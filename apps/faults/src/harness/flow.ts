/** The flow that the faults run against: two destinations, and an alert for each order that goes to one of them. */
import type { FlowDocument } from "@switchyard/flow";
import { askJson } from "./client.ts";

const at = (x: number, y: number) => ({ x, y });

export const faultFlow: FlowDocument = {
  formatVersion: 1,
  name: "Faults",
  brands: [],
  windows: [],
  patterns: [],
  nodes: [
    { id: "in", kind: "order_received", position: at(0, 0) },
    {
      id: "fj",
      kind: "condition",
      position: at(300, 0),
      when: { type: "comparison", fact: "style_code", operator: "starts_with", value: "FJ" },
      missing: "not_met",
    },
    { id: "rapid", kind: "route", position: at(600, 0), destination: "rapid-line" },
    { id: "tell", kind: "alert", position: at(900, 0), to: ["supervisor"], channel: "inbox", level: 2, text: "FJ" },
    { id: "normal", kind: "route", position: at(600, 200), destination: "normal-line" },
  ],
  edges: [
    { id: "e1", from: "in", port: "next", to: "fj" },
    { id: "e2", from: "fj", port: "met", to: "rapid" },
    { id: "e3", from: "rapid", port: "next", to: "tell" },
    { id: "e4", from: "fj", port: "not_met", to: "normal" },
  ],
};

/** Every second order goes to the rapid line and alerts. */
export const alerts = (number: number) => number % 2 === 0;
export const orderBody = (externalId: string, number: number) => ({
  source: "erp",
  external_id: externalId,
  style_code: `${alerts(number) ? "FJ" : "NX"}-${number % 97}`,
  amount: `${number % 500}.50`,
  currency: "CNY",
  buyer_name: "测试",
  lines: [{ sku: `SKU-${number % 31}`, qty: 1 + (number % 5) }],
});

/** Creates the flow and publishes it; answers its id. */
export async function publishFlow(port: number, document: FlowDocument = faultFlow): Promise<string> {
  const created = await askJson({ port, path: "/api/v1/flows", json: { name: document.name, document } });
  if (created.status !== 201) throw new Error(`flow not created: ${created.text}`);
  const { id } = JSON.parse(created.text) as { id: string };
  const published = await askJson({ port, path: `/api/v1/flows/${id}/publish`, json: { reason: "faults" } });
  if (published.status !== 200) throw new Error(`flow not published: ${published.text}`);
  return id;
}
