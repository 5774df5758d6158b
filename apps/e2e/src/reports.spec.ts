/** A report from its schedule to its reader: it is sent, found in the inbox, and on paper it is light in a dark room too. */
import { expect, type Page, test } from "@playwright/test";

const NAME = "试发周报";

async function schedule(page: Page): Promise<void> {
  await page.goto("/boards/figures?reports=true");
  await page.getByRole("button", { name: "新建定时报告" }).click();
  const form = page.getByTestId("report-form");
  await form.getByLabel("统计哪些天").click();
  await page.getByTitle("每周一次，前 7 天").click();
  // A weekly one begins as the carriers' week.
  await expect(form.getByText("按承运商分")).toBeVisible();
  await form.getByLabel("名称").fill(NAME);
  await form.getByLabel("收件人").click();
  await page.getByTitle("主管").click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(form).toBeHidden();
}

const inkOf = (page: Page, text: string) =>
  page
    .getByTestId("report-chart")
    .getByText(text)
    .first()
    .evaluate((one) => getComputedStyle(one).getPropertyValue("--ink"));

/** The file that the browser prints; the sizes of its sheets stand in it as text. */
const sheetsOf = async (page: Page) => (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");

test("a report that is scheduled and sent is opened from the inbox, as it was kept", async ({ page, request }) => {
  const body = { source: "e2e", external_id: "report-1", carrier: "SF" };
  const ordered = new Date(Date.now() - 2 * 86_400_000).toISOString();
  expect((await request.post("/api/v1/orders", { data: { ...body, ordered_at: ordered } })).ok()).toBe(true);
  await schedule(page);
  const card = page.getByTestId("report-schedules").getByRole("listitem").filter({ hasText: NAME });
  await expect(card).toContainText("每周一次，前 7 天；另按承运商分项对比");
  await card.getByRole("button", { name: "立即发送" }).click();
  await expect(card).toContainText("已送达 1");
  await expect(page.getByTestId("kept-reports")).toContainText(NAME);

  await page.goto("/orders");
  await page.getByTestId("inbox-bell").click();
  const entry = page.getByTestId("inbox").getByRole("listitem").filter({ hasText: NAME });
  await entry.getByRole("link", { name: "打开报告" }).click();
  const kept = page.getByTestId("kept-report");
  await expect(kept.getByRole("heading", { name: NAME })).toBeVisible();
  await expect(kept.getByTestId("report-chart")).toContainText("顺丰");
  expect(new URL(page.url()).searchParams.get("kept")).toMatch(/^rep_/);

  for (let turn = 0; turn < 3 && (await page.locator("html").getAttribute("data-scheme")) !== "dark"; turn += 1)
    await page.getByTestId("scheme-switch").click();
  const dark = await inkOf(page, "顺丰");
  await page.emulateMedia({ media: "print" });
  expect(await inkOf(page, "顺丰")).toBe("#1a212c");
  expect(dark).not.toBe("#1a212c");
  expect(await sheetsOf(page)).toContain("/MediaBox [0 0 59");

  // A column for each figure: told part by part they lie across the sheet.
  await page.goto("/boards/figures?split=carrier");
  await expect(page.getByTestId("figure-parts")).toContainText("顺丰");
  const across = await sheetsOf(page);
  expect(across).toContain("/MediaBox [0 0 841");
  expect(across).not.toContain("/MediaBox [0 0 59");
});
