import { chromium } from "@playwright/test";
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await (await b.newContext({ viewport: { width: 1366, height: 768 }, locale: "zh-CN", timezoneId: "Asia/Shanghai" })).newPage();
page.on("pageerror", e => console.log("PAGEERROR", e.message));
await page.goto("http://127.0.0.1:7590/boards"); await page.getByRole("button",{name:"放入示例订单"}).waitFor(); await page.screenshot({path:"/tmp/shots/d0.png"});
await page.goto("http://127.0.0.1:7590/orders"); await page.getByRole("button",{name:"放入示例订单"}).click(); await page.getByText("已放入").waitFor(); await page.waitForTimeout(500); await page.screenshot({path:"/tmp/shots/d1.png"});
await page.goto("http://127.0.0.1:7590/boards/steps"); await page.waitForTimeout(1500); await page.screenshot({path:"/tmp/shots/d2.png"});
await page.goto("http://127.0.0.1:7590/orders/"+(await (await fetch("http://127.0.0.1:7590/api/v1/orders?limit=1&status=Signed")).json()).items[0].id); await page.waitForTimeout(1500); await page.screenshot({path:"/tmp/shots/d3.png"});
await b.close();
