/** The list of orders: several acted on at once, taken back, one put on hold by hand and let go again. */
import { expect, test } from "@playwright/test";

const API = "/api/v1";

test("two orders get another destination at once, which is taken back; one is put on hold and let go", async ({
  page,
  request,
}) => {
  for (const external_id of ["many-1", "many-2"])
    await request.post(`${API}/orders`, { data: { source: "e2e", external_id } });
  await page.goto("/orders?q=many-");
  // Sorted by a column's head; the address holds it.
  await page.getByRole("columnheader", { name: "单号" }).click();
  await expect(page.locator("tbody tr[data-row-key]").first()).toContainText("many-1");
  await page.reload();
  await expect(page.getByRole("columnheader", { name: "单号" })).toHaveAttribute("aria-sort", "ascending");
  const row = (number: string) => page.getByRole("row").filter({ hasText: number });
  const choose = async (...numbers: string[]) => {
    for (const name of numbers) await page.getByRole("checkbox", { name }).check();
  };
  await choose("many-1", "many-2");
  const many = page.getByTestId("many-orders");
  await expect(many).toContainText("2");
  await many.getByRole("button", { name: "改去向" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("#action-choice").click();
  await page.getByTitle("杭州仓", { exact: true }).click();
  await dialog.getByRole("button", { name: "确定" }).click();
  await expect(row("many-1")).toContainText("杭州仓");
  await expect(row("many-2")).toContainText("杭州仓");
  await page.getByTestId("toasts").getByRole("button", { name: "撤销" }).click();
  await expect(page.getByTestId("toasts")).toContainText("已撤销");
  await expect(row("many-1")).not.toContainText("杭州仓");

  await choose("many-1");
  await many.getByRole("button", { name: "挂起", exact: true }).click();
  await dialog.getByLabel("原因").fill("客户要求缓发");
  await dialog.getByRole("button", { name: "确定" }).click();
  await row("many-1").getByRole("link", { name: "many-1" }).click();
  const standing = page.getByTestId("standing");
  await expect(standing).toContainText("客户要求缓发");
  await expect(page.getByText("客户要求缓发 · 主管")).toBeVisible();
  await page.getByTestId("order-actions").click();
  await page.getByRole("menuitem", { name: "放行" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "确定" }).click();
  await expect(standing).toBeHidden();
});

test("orders are typed in with the keyboard alone, and each says where it went", async ({ page }) => {
  await page.goto("/orders");
  await page.getByRole("button", { name: "录单" }).click();
  await expect(page.getByLabel("客户")).toBeFocused();
  for (const said of ["海蓝服饰", "2099年2月5日", "fj2026 连衣裙", "三件", "加急，含税"]) {
    await page.keyboard.type(said);
    await page.keyboard.press("Enter");
  }
  await page.keyboard.press("Control+Enter");
  await expect(page.getByLabel("数量")).toBeFocused();
  await page.getByLabel("数量").fill("200件");
  await page.keyboard.press("Control+Enter");
  const said = page.getByTestId("typed-said");
  await expect(said).toContainText(/H-\w{12} 海蓝服饰/);
  await expect(page.getByLabel("客户")).toBeFocused();
  await expect(page.getByLabel("客户")).toHaveValue("");
  await said.getByRole("link").click();
  await expect(page.getByText("FJ2026").first()).toBeVisible();
});

test("at the desk a scanner finds an order, its label is ready, and what is marked gets none", async ({ page }) => {
  const form = {
    key: "desk-0001",
    by: "ann",
    customer: "海蓝服饰",
    due: "",
    product: "fj2026",
    qty: "12",
    requirement: "",
  };
  const { order } = await (await page.request.post("/api/v1/orders/typed", { data: form })).json();
  await page.goto("/desk");
  await expect(page.getByLabel("订单号、采购单号或客户")).toBeFocused();
  await page.keyboard.type("no-such-order");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("desk-said")).toHaveText("没有找到“no-such-order”");
  // What is scanned next takes the place of what stood there.
  await page.keyboard.type(order.external_id);
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("desk-order")).toContainText("海蓝服饰");
  await page.keyboard.press("F2");
  await expect(page.getByTestId("label")).toContainText("共 12 件");
  await page.getByRole("link", { name: "回操作台" }).click();
  await page.keyboard.type(order.external_id);
  await page.keyboard.press("F9");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "缺货" }).click();
  await dialog.getByRole("button", { name: "标异常" }).click();
  await expect(page.getByTestId("desk-said")).toHaveText(`${order.external_id} 已标异常：缺货`);
  await expect(page.getByTestId("desk-order")).toContainText("已停下，放行后才能发出");
  await page.getByRole("button", { name: /打面单/ }).click();
  await expect(page.getByText(`${order.external_id} 不能打面单`)).toBeVisible();
  await expect(page.getByTestId("label")).toBeHidden();
});

test("a table is sent once, however often its columns are corrected, and is taken in from what was sent", async ({
  page,
}) => {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && /\/intake\/(?:files|uploads)/.test(request.url()))
      sent.push(`${new URL(request.url()).pathname} ${request.postDataBuffer() === null ? "" : "bytes"}`);
  });
  await page.goto("/intake");
  await page.getByRole("button", { name: "上传订单" }).click();
  const dialog = page.getByRole("dialog");
  const buffer = Buffer.from("原始单,款式,件\nUP-1,FJ1,3\nUP-2,FJ2,4\n");
  await page.getByTestId("upload-file").setInputFiles({ name: "门店.csv", mimeType: "text/csv", buffer });
  await expect(dialog).toContainText("没有一行能读成订单");
  await expect(dialog.getByRole("button", { name: "2 单全部进隔离区" })).toBeEnabled();
  for (const [column, field] of [
    ["原始单", "单号"],
    ["件", "数量"],
  ]) {
    await page.getByRole("combobox", { name: `${column} 对应的字段` }).click();
    await page.keyboard.type(field ?? "");
    await page.keyboard.press("Enter");
  }
  await expect(dialog).toContainText("共 2 单，新增 2");
  await dialog.getByRole("button", { name: "接收 2 单" }).click();
  await expect(dialog).toContainText("表格已接收");
  expect(sent.filter((one) => one.startsWith("/api/v1/intake/files "))).toHaveLength(1);
  expect(sent.filter((one) => one.startsWith("/api/v1/intake/uploads") && one.endsWith("bytes"))).toEqual([]);
  expect(sent).toContain("/api/v1/intake/uploads ");
});
