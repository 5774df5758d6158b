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

test("a scanner does not wait for answers: lots scanned while one is under way are all sent, and what fails stands in the list", async ({
  page,
  request,
}) => {
  const number = `LOT-QUICK-${test.info().retry}`;
  const lots = ["A", "B", "C", "D"].map((name) => `${name}-${number}`);
  const lines = [{ line_no: 1, sku: "S", qty: 2 }];
  await request.post("/api/v1/orders", { data: { source: "e2e", external_id: number, lines } });
  await page.goto(`/lots?to=${number}`);
  let asked = 0;
  let letThrough = () => {};
  const allTyped = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route("**/api/v1/lots/scans*", async (route) => {
    asked += 1;
    const turn = asked;
    await allTyped;
    await (turn === 3 ? route.abort() : route.continue());
  });
  await page.getByLabel("去向", { exact: true }).press("Enter");
  const lot = page.getByLabel("批次", { exact: true });
  await expect(lot).toBeFocused();
  for (const name of lots) {
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
  }
  letThrough();
  const rows = page.getByRole("region", { name: "刚才扫描的" }).getByRole("listitem");
  await expect(rows).toHaveText([/^D-.* → 订单/, /^C-.*连不上/, /^B-.* → 订单/, /^A-.* → 订单/]);
  await expect(lot).toHaveValue("");
});
