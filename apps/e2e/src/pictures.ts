/** Takes the pictures in docs/images from a freshly started server, so that they never go stale: `pnpm --filter @switchyard/e2e pictures` after a build. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";

const root = join(import.meta.dirname, "../../..");
const out = join(root, "docs/images");
const base = "http://127.0.0.1:7498";
const executablePath = process.env.SWITCHYARD_CHROMIUM ?? "/usr/bin/chromium";

async function ready(): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const answer = await fetch(`${base}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no server at ${base}`);
}

async function open(browser: Browser, locale: "zh-CN" | "en"): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale,
    timezoneId: "Asia/Shanghai",
    deviceScaleFactor: 1,
  });
  const page = await context.newPage();
  await page.goto(base);
  const toEnglish = page.getByRole("button", { name: "切换到 English" });
  await page.getByTestId("language-switch").waitFor();
  if (locale === "en" && (await toEnglish.count()) > 0) await toEnglish.click();
  return page;
}

async function designer(page: Page, words: { try: string; form: string }, file: string): Promise<void> {
  await page.getByText("快反派线").click();
  await page.getByTestId("node-fj_due_soon").click();
  await page.getByRole("button", { name: words.try }).first().click();
  const drawer = page.getByTestId("drawer");
  await drawer.getByText(words.form, { exact: true }).click();
  await drawer.locator("#try-style_code").fill("FJ2601");
  const tomorrow = new Date(Date.now() + 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
  await drawer.locator("#try-due_at").fill(tomorrow);
  await drawer.getByRole("button", { name: words.try }).click();
  await page.getByTestId("try-verdict").waitFor();
  await page.waitForTimeout(600);
  await page.screenshot({ path: join(out, file) });
}

mkdirSync(out, { recursive: true });
const data = mkdtempSync(join(tmpdir(), "switchyard-pictures-"));
const server = spawn("node", [join(root, "apps/server/dist/main.js")], {
  env: { ...process.env, PORT: "7498", DATA_DIR: data },
  stdio: "ignore",
});
try {
  await ready();
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  await designer(await open(browser, "zh-CN"), { try: "试运行", form: "填写" }, "designer-zh.png");
  await designer(await open(browser, "en"), { try: "Try", form: "Fill in" }, "designer-en.png");
  await browser.close();
} finally {
  server.kill("SIGTERM");
}
