/** axe-core on every screen, light and dark: nothing serious or critical. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

async function findingsOn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
    .analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.html.slice(0, 120)}`));
}

const SCREENS = [
  "/flows",
  "/orders",
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
];

for (const scheme of ["light", "dark"] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test("every screen", async ({ page }) => {
      for (const path of SCREENS) {
        await page.goto(path);
        await expect(page.locator("main")).not.toBeEmpty();
        await page.waitForLoadState("networkidle");
        expect(await findingsOn(page), path).toEqual([]);
      }
    });

    test("an order's page", async ({ page }) => {
      const order = { source: "e2e", external_id: `AXE-${scheme}`, brand: "青禾记", style_code: "FJ2601" };
      const answer = await page.request.post("/api/v1/orders", {
        data: { ...order, lines: [{ line_no: 1, sku: "S", qty: 2 }] },
      });
      const { order: stored } = await answer.json();
      await page.goto(`/orders/${stored.id}`);
      await expect(page.getByText(order.external_id).first()).toBeVisible();
      await page.waitForLoadState("networkidle");
      expect(await findingsOn(page)).toEqual([]);
    });

    test("the designer: canvas, forms, list, drawer, dialogs", async ({ page }) => {
      await page.goto("/flows");
      await page.getByText("快反派线").first().click();
      await expect(page.getByTestId("canvas")).toBeVisible();
      const check = async (what: string) => expect(await findingsOn(page), what).toEqual([]);
      await check("canvas");
      await page.getByTestId("node-fj_due_soon").click();
      await expect(page.getByTestId("condition-editor")).toBeVisible();
      await check("a condition's form");
      await page.getByTestId("node-fj_due_soon").click({ button: "right" });
      await expect(page.getByRole("menu")).toBeVisible();
      await check("menu");
      await page.keyboard.press("Escape");
      await page.getByTestId("check").click();
      await check("drawer");
      await page.getByRole("button", { name: "列表视图" }).click();
      await expect(page.getByTestId("flow-list")).toBeVisible();
      await check("list");
      await page.getByRole("button", { name: "发布", exact: true }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await check("publishing");
    });
  });
}
