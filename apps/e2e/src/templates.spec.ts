/** A template of the library taken in, used for a brand by its form, and its values changed in the table. */
import { expect, test } from "@playwright/test";

test("a template becomes a brand's draft, and the table of values writes into it", async ({ page }) => {
  await page.goto("/templates");
  await page.getByTestId("library-logistics-care").getByRole("button", { name: "查看并导入" }).click();
  const dialog = page.getByTestId("import-template");
  await expect(dialog).toContainText("停滞");
  await page.getByRole("button", { name: "导入", exact: true }).click();
  await expect(page).toHaveURL(/\/templates\/logistics-care$/);
  await page.getByTestId("use-template").first().click();
  await page.getByRole("textbox", { name: "流程名称" }).fill("甲 · 物流关怀");
  await page.getByRole("button", { name: "生成草稿" }).click();
  await expect(page.getByTestId("canvas")).toBeVisible();
  await page.goto("/templates/logistics-care");
  const cell = page.getByRole("textbox", { name: "甲 · 物流关怀 停滞多久告知客户" });
  await expect(cell).toHaveValue("2 小时");
  await cell.fill("3 小时");
  await page.getByTestId("save-uses").click();
  await expect(page.getByTestId("save-uses")).toBeDisabled();
  await expect(cell).toHaveValue("3 小时");
  // A block as Excel puts it on the clipboard goes into the cells from here on.
  await cell.evaluate((input) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "5 小时\t2 工作日\n");
    input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await page.getByTestId("save-uses").click();
  await expect(page.getByTestId("save-uses")).toBeDisabled();
  await page.reload();
  await expect(cell).toHaveValue("5 小时");
  await expect(page.getByRole("textbox", { name: "甲 · 物流关怀 停滞多久派客服任务" })).toHaveValue("2 工作日");
});
