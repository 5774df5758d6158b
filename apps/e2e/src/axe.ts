/** What axe-core finds on a screen, light and dark. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

type Scheme = "light" | "dark";

async function shownIn(page: Page, scheme: Scheme): Promise<void> {
  const html = page.locator("html");
  for (let turn = 0; turn < 3 && (await html.getAttribute("data-scheme")) !== scheme; turn += 1)
    await page.getByTestId("scheme-switch").click();
  await expect(html).toHaveAttribute("data-scheme", scheme);
}

/** Of little weight to axe, and how whoever hears a page finds their way in it. */
export const HEADINGS = new Set(["heading-order", "page-has-heading-one"]);

/** The colours are all that the dark scheme changes. */
export async function findingsOn(page: Page, scheme: Scheme, also: ReadonlySet<string> = new Set()): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (scheme === "light" ? axe : axe.withRules(["color-contrast"])).analyze();
  return violations
    .filter(({ id, impact }) => impact === "serious" || impact === "critical" || also.has(id))
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.html.slice(0, 120)}`));
}

export async function checkIn(page: Page, what: string, scheme: Scheme): Promise<void> {
  await shownIn(page, scheme);
  expect(await findingsOn(page, scheme), `${what}, ${scheme}`).toEqual([]);
}

export async function check(page: Page, what: string): Promise<void> {
  for (const scheme of ["light", "dark"] as const) await checkIn(page, what, scheme);
  await shownIn(page, "light");
}
