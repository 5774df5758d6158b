import { chromium } from "@playwright/test";

const base = process.env.BASE ?? "http://127.0.0.1:7590";
const [, , out = "/tmp/shots", lang = "zh-CN", w = "1366", h = "768", scheme = "light", ...paths] = process.argv;
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const ctx = await browser.newContext({
  viewport: { width: +w, height: +h },
  locale: lang,
  timezoneId: "Asia/Shanghai",
  colorScheme: scheme,
});
const page = await ctx.newPage();
page.on("pageerror", (e) => console.log("PAGEERROR", e.message));
page.on("console", (m) => {
  if (m.type() === "error") console.log("CONSOLE", m.text());
});
for (const p of paths) {
  const t = Date.now();
  await page.goto(base + p);
  await page.waitForLoadState("networkidle").catch(() => {});
  await page.waitForTimeout(900);
  const f = `${out}/${(p.replace(/[^a-z0-9]+/gi, "_") || "home").slice(0, 60)}-${lang}-${w}-${scheme}.png`;
  await page.screenshot({ path: f });
  console.log(f, Date.now() - t);
}
await browser.close();
