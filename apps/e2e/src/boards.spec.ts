/** The boards: a cell leads to a list of as many orders; the wall turns, leaves by Escape, and says when the server is gone. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

const API = "/api/v1";
const BRAND = "看板样衣";
const DAY = 86_400_000;

async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id}: ${target.join(" ")} ${html.slice(0, 120)}`));
}

test("a cell leads to as many orders; the wall has no menus, turns by a key, tells of a lost server, and Escape leaves it", async ({
  page,
  request,
}) => {
  const due = new Date(Date.now() + 9 * DAY).toISOString();
  for (let n = 0; n < 3; n += 1)
    await request.post(`${API}/orders`, {
      data: { source: "e2e", external_id: `board-${n}`, brand: BRAND, ...(n < 2 ? { due_at: due } : {}) },
    });
  await page.goto("/boards");
  await page.getByText("品牌", { exact: true }).first().click();
  const row = page.locator(`[data-row="${BRAND}"]`);
  await expect(row).toBeVisible();
  expect(await serious(page)).toEqual([]);
  const cell = row.locator("[data-due=later]").getByRole("link");
  await expect(cell).toHaveText("2");
  await cell.click();
  await expect(page.locator("tbody tr[data-row-key]")).toHaveCount(2);
  expect(new URL(page.url()).searchParams.get("due")).toBe("later");
  await page.goBack();
  await row.locator("[data-sum]").getByRole("link", { name: "3" }).click();
  await expect(page.locator("tbody tr[data-row-key]")).toHaveCount(3);

  await page.goto("/boards?by=brand");
  const menu = page.getByRole("navigation", { name: "主导航" });
  await expect(menu).toBeVisible();
  await page.getByTestId("wall-mode").click();
  await page.getByRole("menuitem", { name: "不轮换" }).click();
  const wall = page.getByTestId("wall");
  await expect(wall.getByRole("heading", { name: "交付", exact: true })).toBeVisible();
  await expect(menu).toBeHidden();
  await expect(wall.getByTestId("delivery")).toBeVisible();
  expect(await serious(page)).toEqual([]);
  // What happens is on the wall without anybody at the keys; and so is that nothing is heard any more.
  await page.route(`**${API}/boards/**`, (route) => route.abort());
  await request.post(`${API}/orders`, { data: { source: "e2e", external_id: "board-3", brand: BRAND, due_at: due } });
  await expect(wall.getByText("起与服务器失去联系")).toBeVisible();
  await page.unroute(`**${API}/boards/**`);
  await expect(wall.getByText("起与服务器失去联系")).toBeHidden();
  await page.keyboard.press("ArrowRight");
  await expect(wall.getByRole("heading", { name: "时限", exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(menu).toBeVisible();
  await expect(wall).toBeHidden();
  expect(new URL(page.url()).pathname).toBe("/boards/deadlines");
});
