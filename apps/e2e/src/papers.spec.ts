/** What an order is made of and how it changed, on screens and on paper. It publishes a flow: after the newcomer's walk, who finds nothing published. */
import { expect, test } from "@playwright/test";
import { check } from "./axe.ts";

/** A change is asked for by its measure, and one level approves it. */
const CHANGES = {
  ...{ formatVersion: 1, name: "变更审批 e2e", brands: [], windows: [], patterns: [] },
  nodes: [
    { id: "asked", kind: "measure", measure: "ChangeRequested", position: { x: 0, y: 0 } },
    {
      id: "sign",
      kind: "approval",
      title: "需求变更",
      approvers: ["supervisor"],
      levels: 1,
      position: { x: 300, y: 0 },
    },
  ],
  edges: [{ id: "e1", from: "asked", port: "next", to: "sign" }],
};

test("what an order is made of and how it changed: reports of lots, versions, a change on paper", async ({ page }) => {
  const post = async (path: string, data: object) => {
    const answer = await page.request.post(`/api/v1${path}`, { data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return answer.json();
  };
  const lines = [{ line_no: 1, sku: "S", qty: 2 }];
  const number = `AXE-CHAIN-${test.info().retry}`;
  const own = { name: "wash_code", label: { zh: "水洗码", en: "Wash code" }, type: "text" };
  const { revision, settings } = await (await page.request.get("/api/v1/workspace")).json();
  const fields = { revision, custom_fields: [...(settings.customFields ?? []), own] };
  const declared = await page.request.patch("/api/v1/workspace", { data: fields });
  expect(declared.ok(), await declared.text()).toBe(true);
  const sent = {
    source: "e2e",
    external_id: number,
    due_at: "2027-03-01",
    amount: "800.00",
    lines,
    custom: { wash_code: "W7" },
  };
  const { order } = await post("/orders", sent);
  const report = page.getByTestId("trace");
  await page.goto(`/orders/${order.id}/trace`);
  await expect(page.getByTestId("no-scans")).toBeVisible();
  await check(page, "a report without scans");

  await post("/lots/scans", { by: "supervisor", scans: [{ lot: "CLOTH-AXE", into: `CUT-${number}` }, { lot: `CUT-${number}`, order: order.id }] }); // biome-ignore format: one call
  await page.reload();
  await expect(report).toContainText("CLOTH-AXE");
  await check(page, "an order's report");
  await page.goto(`/lots/CUT-${number}`);
  await expect(report).toContainText(number);
  await check(page, "a lot's report");

  const flow = await post("/flows", { name: CHANGES.name, document: CHANGES });
  await post(`/flows/${flow.id}/publish`, { reason: "e2e" });
  const change = { type: "request_change", reason: "客户主动调整", level: 1, due_date: "2027-03-08", by: "supervisor" };
  await post(`/orders/${order.id}/actions`, change);
  const { items } = await (await page.request.get("/api/v1/approvals")).json();
  const [{ name: approval }] = items.filter((one: { order: { id: string } }) => one.order.id === order.id);
  await post(`/orders/${order.id}/approvals`, { approval, decision: "approved", by: "supervisor" });
  await page.goto(`/orders/${order.id}/versions`);
  await expect(page.getByTestId("compared")).toContainText("2027-03-08");
  await expect(page.getByTestId("compared")).toContainText("水洗码");
  await check(page, "an order's versions");
  await page.getByRole("link", { name: "客户主动调整" }).click();
  await expect(page.getByTestId("change-document")).toContainText("2027-03-08");
  await check(page, "a change on paper");
});
