/** Every kind on the palette, added by a click: its form opens, nothing fails, and each field has a name, in both languages. */
import { expect, test } from "@playwright/test";

/** Fields of the side panel that neither a label nor an aria-label names, and buttons without words. */
function unnamed(panel: HTMLElement): string[] {
  const fields = [...panel.querySelectorAll<HTMLElement>("input, textarea, select, button")];
  return fields
    .filter((field) => {
      const labels = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.labels : null;
      const said =
        field.getAttribute("aria-label") ?? [...(labels ?? [])].map((label) => label.textContent).join("") ?? "";
      return `${said}${field.textContent ?? ""}`.trim() === "" && !field.closest("[aria-label]");
    })
    .map((field) => field.outerHTML.slice(0, 160));
}

test.setTimeout(300_000);

for (const language of ["zh-CN", "en"] as const) {
  test(`in ${language}`, { tag: "@heavy" }, async ({ page }) => {
    const errors: Error[] = [];
    page.on("pageerror", (error) => errors.push(error));
    await page.addInitScript(
      (saved) => localStorage.setItem("switchyard.preferences", saved),
      JSON.stringify({ language }),
    );
    const answer = await page.request.post("/api/v1/flows", { data: { name: `forms ${language}` } });
    await page.goto(`/flows/${(await answer.json()).id}`);
    const palette = page.getByTestId("palette");
    const items = palette.locator("[data-testid^=palette-]");
    await expect.poll(() => items.count()).toBeGreaterThan(30);
    const kinds = await items.evaluateAll((all) => all.map((one) => one.getAttribute("data-testid") ?? ""));
    const panel = page.getByTestId("inspector");
    for (const kind of kinds) {
      const item = palette.getByTestId(kind);
      const name = (await item.textContent()) ?? "";
      await item.click();
      await expect(panel.locator("h2"), kind).toContainText(name);
      await expect(panel.locator("#node-name"), kind).toBeVisible();
      await expect(panel.locator("[aria-busy=true]"), kind).toHaveCount(0);
      expect(await panel.evaluate(unnamed), kind).toEqual([]);
      if (language === "en") expect(await panel.textContent(), kind).not.toMatch(/[\u4e00-\u9fff]/);
    }
    expect(errors).toEqual([]);
  });
}
