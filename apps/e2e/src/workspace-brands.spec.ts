/** A brand with its own calendar and approvers, what belongs to it alone, and its flows as one file to another brand. */
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";

const API = "/api/v1";

test("a brand gets its own working calendar, approval chain and destination, and orders are decided by them", async ({
  page,
  request,
}) => {
  await page.goto("/settings/brands");
  await page.getByRole("link", { name: "设置南亭里" }).click();
  await page.getByRole("button", { name: "添加一级" }).click();
  await page.getByLabel("第 1 级由谁审批").click();
  await page.getByTitle("主管").click();
  await page.keyboard.press("Escape");
  await page.getByTestId("own-calendar").click();
  await page.getByLabel("星期日添加时段").click();
  await page.getByTestId("save").click();
  await expect(page.getByTestId("save")).toBeDisabled();
  await page.goto("/settings/brands");
  await expect(page.getByTestId("list-brands")).toContainText("自己的日历、审批链 1 级");
  await page.goto("/settings/destinations");
  await page.getByLabel("杭州仓的适用品牌").click();
  await page.getByTitle("南亭里").click();
  await page.keyboard.press("Escape");
  await page.getByTestId("save").click();
  await expect(page.getByTestId("save")).toBeDisabled();
  await page.goto(`/settings/brands/${encodeURIComponent("南亭里")}`);
  await expect(page.getByTestId("own-things")).toContainText("杭州仓");

  const node = (id: string, kind: string, more: object) => ({ id, kind, position: { x: 300, y: 0 }, ...more });
  const document = {
    ...{ formatVersion: 1, name: "周日审批", brands: ["南亭里"], windows: [], patterns: [] },
    nodes: [
      node("in", "order_received", {}),
      node("a", "approval", { title: "改款", approvers: ["finance"], levels: 1, chain: "of_brand" }),
    ],
    edges: [{ id: "1", from: "in", port: "next", to: "a" }],
  };
  const { id } = await (await request.post(`${API}/flows`, { data: { name: "周日审批", document } })).json();
  expect((await request.post(`${API}/flows/${id}/publish`, { data: { reason: "试" } })).status()).toBe(200);
  const sent = await request.post(`${API}/orders`, {
    data: { source: "e2e", external_id: "brand-1", brand: "Nanting" },
  });
  const { order } = await sent.json();
  const { items } = await (await request.get(`${API}/approvals`)).json();
  const mine = items.find((one: { order: string }) => one.order === order.id) ?? items[0];
  expect(mine.approvers).toMatchObject([{ name: "主管" }]);
});

test("a brand's flows leave as one file and become drafts of another brand, seen as sentences first", async ({
  page,
  request,
}) => {
  await request.post(`${API}/templates/import`, { data: { library: "garment-oem", create_missing: true } });
  const values = { name: "木棉社快反", brands: ["木棉社"], values: {} };
  expect((await request.post(`${API}/templates/garment-oem/uses`, { data: values })).status()).toBe(201);
  await page.goto("/templates");
  const leaving = page.waitForEvent("download");
  await page.getByTestId("bundle-木棉社").getByRole("button", { name: "导出 1 个流程" }).click();
  const file = await (await leaving).path();
  const bytes = readFileSync(file, "utf8");
  await page.getByTestId("template-file").setInputFiles(file);
  const dialog = page.getByTestId("import-bundle");
  await expect(dialog).toContainText("款号以 FJ 开头 且 交期≤3天");
  await dialog.getByLabel("给哪个品牌").last().fill("新月记");
  await expect(dialog).toContainText("这个品牌还不存在，导入时新建");
  await page.getByRole("button", { name: "生成草稿" }).click();
  await expect(page.getByText("已为品牌 新月记 生成 1 份草稿")).toBeVisible();
  const { items } = await (await request.get(`${API}/flows`)).json();
  const draft = items.filter(({ name }: { name: string }) => name === "木棉社快反");
  expect(draft).toMatchObject([{ status: "draft" }, { status: "draft" }]);
  const again = await request.get(`${API}/bundles?brand=${encodeURIComponent("新月记")}`);
  expect(JSON.parse(await again.text()).flows).toEqual(JSON.parse(bytes).flows);
});

test.describe("far from the house", () => {
  test.use({ timezoneId: "America/Los_Angeles" });
  test("today is the workspace's day", async ({ page }) => {
    await page.clock.setFixedTime("2026-12-31T20:00:00Z");
    await page.goto("/settings/calendar");
    await expect(page.locator("[aria-current=date]")).toHaveAttribute("data-date", "2027-01-01");
    await page.goto("/settings/journal");
    await page.getByLabel("时间").first().click();
    await expect(page.locator(".ant-picker-cell-today").first()).toHaveAttribute("title", "2027-01-01");
  });
});
