/** axe-core on every screen, light and dark: nothing serious or critical. */
import { expect, test } from "@playwright/test";
import { check, checkIn, findingsOn, HEADINGS } from "./axe.ts";

/** A rule looks at every element of a screen; how long that takes is not what is tested. */
test.setTimeout(300_000);

const SCREENS = [
  "/flows",
  "/orders",
  "/orders/new",
  "/desk",
  "/lots",
  "/boards",
  "/boards/deadlines",
  "/boards/map",
  "/boards/steps",
  "/boards/trend",
  "/boards/figures",
  "/boards/figures?reports=true",
  "/boards/figures?check=self",
  "/boards/figures?check=systems",
  "/todo",
  "/intake",
  "/sandbox",
  "/settings/channels",
  "/settings/contacts",
  "/settings/destinations",
  "/settings/brands",
  "/settings/people",
  "/settings/calendar",
  "/settings/fields",
  "/settings/outbox",
  "/settings/members",
  "/settings/keys",
  "/settings/journal",
];

for (const scheme of ["light", "dark"] as const) {
  // The colours of both schemes are compared by a unit test; the walks run with the heavy suites.
  test(`every screen, ${scheme}`, { tag: "@heavy" }, async ({ page }) => {
    for (const path of SCREENS) {
      await page.goto(path);
      await expect(page.locator("main")).not.toBeEmpty();
      await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
      await checkIn(page, path, scheme);
    }
  });
}

test("an order's page", async ({ page }) => {
  const order = { source: "e2e", external_id: "AXE-1", brand: "青禾记", style_code: "FJ2601" };
  // More than its column shows at once: what scrolls is reached by keys.
  const lines = Array.from({ length: 60 }, (_, n) => ({ line_no: n + 1, sku: `S${n}`, qty: 2 }));
  const answer = await page.request.post("/api/v1/orders", { data: { ...order, lines } });
  const { order: stored } = await answer.json();
  await page.goto(`/orders/${stored.id}`);
  await expect(page.getByText(order.external_id).first()).toBeVisible();
  await check(page, "an order's page");
});

test("headings of the figures, the settings of the customer page, pages that are refused and the customer's own", async ({
  page,
}) => {
  for (const path of [
    "/boards/figures",
    "/boards/figures?edit=on_time_rate",
    "/boards/figures?reports=true",
    "/settings/customer-page",
    "/orders/none",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
    await expect(page.getByText("正在")).toHaveCount(0);
    if (path.endsWith("customer-page")) await page.getByRole("button", { name: "添加原因" }).click();
    expect.soft(await findingsOn(page, "light", HEADINGS), path).toEqual([]);
  }
  await page.goto("/track/none");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await findingsOn(page, "light", HEADINGS), "a link that opens nothing").toEqual([]);

  const order = { source: "e2e", external_id: "AXE-2", brand: "青禾记", due_at: "2027-01-01T00:00:00Z" };
  const sent = await page.request.post("/api/v1/orders", {
    data: { ...order, lines: [{ line_no: 1, sku: "S", qty: 2 }] },
  });
  const { order: stored } = await sent.json();
  for (const path of [
    "/lots",
    "/lots/S",
    `/orders/${stored.id}/label`,
    `/orders/${stored.id}/trace`,
    `/orders/${stored.id}/versions`,
    "/boards/map",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
    expect.soft(await findingsOn(page, "light", HEADINGS), path).toEqual([]);
  }
  const moved = { type: "move_due", due_date: "2027-02-01", by: "local" };
  expect((await page.request.post(`/api/v1/orders/${stored.id}/actions`, { data: moved })).ok()).toBe(true);
  const link = await page.request.post(`/api/v1/orders/${stored.id}/links`, { data: { days: 7 } });
  await page.goto(`/track/${(await link.json()).token}`);
  await expect(page.getByTestId("move")).toBeVisible();
  expect(await findingsOn(page, "light", HEADINGS), "an order as its customer sees it").toEqual([]);
});

test("the designer: canvas with a condition's form, menu, drawer, list, publishing", async ({ page }) => {
  await page.goto("/flows");
  await page.getByText("快反派线").first().click();
  await page.getByTestId("node-fj_due_soon").click();
  await expect(page.getByTestId("condition-editor")).toBeVisible();
  await page.getByTestId("check").click();
  await check(page, "canvas, form, drawer");
  await page.getByTestId("node-fj_due_soon").click({ button: "right" });
  await expect(page.getByRole("menu")).toBeVisible();
  expect(await findingsOn(page, "light"), "menu").toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "列表视图" }).click();
  await expect(page.getByTestId("flow-list")).toBeVisible();
  await check(page, "list");
  await page.getByRole("button", { name: "发布", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await findingsOn(page, "light"), "publishing").toEqual([]);
});

test("keys lead into what opens over the page, and back to what opened it", async ({ page }) => {
  await page.goto("/sandbox/data");
  const row = page.getByRole("row", { name: "演示服装厂订单" });
  const rename = row.getByRole("button", { name: "改名" });
  await rename.press("Enter");
  await expect(page.getByLabel("数据名称")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(rename).toBeFocused();

  const remove = row.getByRole("button", { name: "删除" });
  await remove.press("Enter");
  await expect(page.getByRole("tooltip").getByRole("button", { name: "取消" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(remove).toBeFocused();

  // Its part is fetched when it is first asked for.
  await page.goto("/sandbox");
  const more = page.getByRole("button", { name: "更多选项" });
  await more.press("Enter");
  await expect(page.getByTestId("start-dialog").getByLabel("流程")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(more).toBeFocused();
});
