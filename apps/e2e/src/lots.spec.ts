/** Lots: a hand scanner's text goes into an order, and the order's report has it; a report without scans leads to the scanning. */
import { expect, test } from "@playwright/test";

test("a report without scans leads to the scanner's page; a lot scanned there into the order stands in its report", async ({
  page,
  request,
}) => {
  const number = `LOT-ORDER-${test.info().retry}`;
  const lotName = `CUT-${number}`;
  const lines = [{ line_no: 1, sku: "S", qty: 2 }];
  const answer = await request.post("/api/v1/orders", { data: { source: "e2e", external_id: number, lines } });
  const { order } = await answer.json();
  await page.goto(`/orders/${order.id}/trace`);
  const report = page.getByTestId("trace");
  await expect(page.getByTestId("no-scans")).toContainText(number);
  await expect(report.getByRole("table")).toHaveCount(0);
  await page.getByTestId("no-scans").getByRole("link").click();

  // As a scanner types: each text ends with Enter. The order stands there already.
  await expect(page.getByLabel("去向", { exact: true })).toHaveValue(number);
  await page.getByLabel("去向", { exact: true }).press("Enter");
  const lot = page.getByLabel("批次", { exact: true });
  await expect(lot).toBeFocused();
  const said = page.getByTestId("scan-said");
  await page.keyboard.type(lotName);
  await page.keyboard.press("Enter");
  await expect(said).toHaveAttribute("data-result", "done");
  await expect(said).toContainText(lotName);
  await expect(lot).toHaveValue("");

  await said.getByRole("link", { name: `订单 ${number}` }).click();
  await expect(page.getByTestId("no-scans")).toHaveCount(0);
  await expect(report.getByTestId("traced-orders").getByRole("row").filter({ hasText: number })).toContainText(lotName);
  await report.getByRole("link", { name: lotName }).first().click();
  await expect(report).toContainText("到达订单 1 张");
});
