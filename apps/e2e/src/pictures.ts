/** Takes the pictures in docs/images from a freshly started server, so that they never go stale: `pnpm --filter @switchyard/e2e pictures` after a build. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";

const root = join(import.meta.dirname, "../../..");
const out = join(root, "docs/images");
const port = process.env.E2E_PORT ?? "7498";
const base = `http://127.0.0.1:${port}`;
const executablePath = process.env.SWITCHYARD_CHROMIUM ?? "/usr/bin/chromium";

/** WebP: half the size of a PNG, and as clear. */
async function shoot(page: Page, file: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const { data } = await cdp.send("Page.captureScreenshot", { format: "webp", quality: 90 });
  writeFileSync(join(out, file), Buffer.from(data, "base64"));
  await page.context().close();
}

async function ready(): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
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
  await page.getByTestId("node-fj_due_soon").waitFor();
  // The page before, closed by now, lets go of the draft within seconds.
  await page.waitForTimeout(800);
  await page.getByRole("button", { name: /^(接手|Take over)/ }).waitFor({ state: "hidden" });
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
  await shoot(page, file);
}

const LEVELS = [2, 4, 12, 24];
/** Four deadlines one behind the other, each with what is done when it passes. */
function escalation(name: string, said: (hours: number) => string) {
  const position = { x: 0, y: 0 };
  const nodes: object[] = [{ id: "start", kind: "order_received", position }];
  const edges: object[] = [];
  let last = "start";
  for (const [index, hours] of LEVELS.entries()) {
    const [watch, alert] = [`watch${index}`, `alert${index}`];
    const within = { amount: hours, unit: "hour", clock: "natural" };
    const goal = { states: ["Assigned"], events: [] };
    nodes.push({ id: watch, kind: "watch", position, within, since: "received", goal, strict: false });
    nodes.push({ id: alert, kind: "alert", position, to: ["supervisor"], channel: "inbox", level: Math.min(3, index + 1), text: said(hours) }); // biome-ignore format: a row of a table
    edges.push({ id: `to-${watch}`, from: last, port: "next", to: watch });
    edges.push({ id: `to-${alert}`, from: watch, port: "breached", to: alert });
    last = alert;
  }
  return { name, document: { formatVersion: 1, name, brands: [], windows: [], patterns: [], nodes, edges } };
}

/** The same drawing, tidied, in the dark. */
async function chain(page: Page, body: ReturnType<typeof escalation>, tidy: string, file: string): Promise<void> {
  const made = await page.request.post(`${base}/api/v1/flows`, { data: body });
  if (!made.ok()) throw new Error(await made.text());
  await page.goto(`${base}/flows/${(await made.json()).id}`);
  for (let turn = 0; turn < 3 && (await page.locator("html").getAttribute("data-scheme")) !== "dark"; turn += 1)
    await page.getByTestId("scheme-switch").click();
  await page.getByRole("button", { name: tidy }).first().click();
  await page.getByTestId("node-watch0").click();
  await page.mouse.move(4, 4);
  await page.waitForTimeout(1200);
  await shoot(page, file);
}

/** The example flow is live, and the demo's orders have come. */
async function fill(page: Page): Promise<void> {
  const send = async (path: string, data?: object) => {
    const answer = await page.request.post(`${base}/api/v1${path}`, data && { data });
    if (!answer.ok()) throw new Error(await answer.text());
  };
  await send("/flows/rapid-line/publish", { reason: "pictures" });
  await send("/demo/orders");
  await page.context().close();
}

async function boards(page: Page, byBrand: string, file: string): Promise<void> {
  await page.goto(`${base}/boards`);
  await page.getByText(byBrand, { exact: true }).click();
  await page.getByRole("row").nth(5).waitFor();
  await page.waitForTimeout(1500);
  await shoot(page, file);
}

mkdirSync(out, { recursive: true });
const data = mkdtempSync(join(tmpdir(), "switchyard-pictures-"));
const server = spawn("node", [join(root, "apps/server/dist/main.js")], {
  env: { ...process.env, PORT: port, DATA_DIR: data },
  stdio: "ignore",
});
try {
  await ready();
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  await designer(await open(browser, "zh-CN"), { try: "试运行", form: "填写" }, "designer-zh.webp");
  await designer(await open(browser, "en"), { try: "Try", form: "Fill in" }, "designer-en.webp");
  const zh = escalation("四级升级", (hours) => `${hours} 小时还没分仓`);
  await chain(await open(browser, "zh-CN"), zh, "整理节点", "escalation-zh.webp");
  const en = escalation("Four levels of escalation", (hours) => `Not allocated after ${hours} hours`);
  await chain(await open(browser, "en"), en, "Tidy", "escalation-en.webp");
  await fill(await open(browser, "zh-CN"));
  await boards(await open(browser, "zh-CN"), "品牌", "boards-zh.webp");
  await boards(await open(browser, "en"), "Brand", "boards-en.webp");
  await browser.close();
} finally {
  server.kill("SIGTERM");
}
