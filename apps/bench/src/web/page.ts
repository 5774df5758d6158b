/** Opening a drawing, and typing into it, timed by the page itself. */
import type { Browser, Page } from "@playwright/test";
import { paintsSeen, watchPaints } from "./to-paint.ts";

declare global {
  interface Window {
    benchOpened?: number;
  }
}

/** The first card on screen, two frames later: what stands there can be read and touched. */
function noteOpening(): void {
  const watch = () => {
    const card = document.querySelector<HTMLElement>(".react-flow__node");
    if (!card || getComputedStyle(card).visibility === "hidden") {
      requestAnimationFrame(watch);
      return;
    }
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        window.benchOpened = performance.now();
      });
    });
  };
  requestAnimationFrame(watch);
}

/** A new window of Chromium loads pages of its own, some hundred files for its address bar: until then it shares the machine with them. */
const WINDOW_MS = 2_500;

export interface Opened {
  page: Page;
  /** Milliseconds since the navigation began, with nothing in the browser's cache. */
  took: number;
}

export async function openPage(browser: Browser, url: string): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
  });
  const page = await context.newPage();
  await page.addInitScript(noteOpening);
  await page.waitForTimeout(WINDOW_MS);
  await page.goto(url);
  const handle = await page.waitForFunction(() => window.benchOpened, undefined, { timeout: 60_000 });
  return { page, took: (await handle.jsonValue()) ?? Number.NaN };
}

/** A tag's card that lies wholly on the canvas; cards beside it may be there too. */
function seenTag(page: Page): Promise<string> {
  return page.evaluate(() => {
    const canvas = document.querySelector(".react-flow")?.getBoundingClientRect();
    const inside = (card: Element) => {
      const { left, top, right, bottom } = card.getBoundingClientRect();
      return canvas && left > canvas.left && top > canvas.top && right < canvas.right && bottom < canvas.bottom;
    };
    const card = [...document.querySelectorAll('article[data-kind="tag"]')].find(inside);
    return card?.getAttribute("data-testid") ?? "";
  });
}

/** Milliseconds from each key stroke in a card's name until the frame that shows it. */
export async function typeName(page: Page): Promise<number[]> {
  const centre = await page.locator(".react-flow").boundingBox();
  if (!centre) throw new Error("no canvas");
  const card = page.getByTestId(await seenTag(page));
  await card.click();
  await page.locator("#node-name").click();
  await watchPaints(page, "input");
  for (const letter of "the quick brown fox jumps over the lazy dog") {
    await page.keyboard.type(letter);
    await page.waitForTimeout(30);
  }
  await page.waitForTimeout(300);
  const shown = await card.textContent();
  if (!shown?.includes("lazy dog")) throw new Error("what was typed does not stand on the card");
  return paintsSeen(page);
}
