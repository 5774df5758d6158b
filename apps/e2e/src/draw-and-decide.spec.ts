/** From an empty canvas, by mouse: the flows that people ask for first, drawn, tried and watched while they decide. */
import { expect, type Page, test } from "@playwright/test";
import { card, Designer } from "./drawing.ts";

test.describe.configure({ mode: "serial" });
let page: Page;
let on: Designer;

const PLACES = [
  { id: "wh-ningbo-bonded", name: "宁波保税仓", kind: "warehouse" },
  { id: "wh-jiaxing", name: "嘉兴前置仓", kind: "warehouse" },
  { id: "wave-green", name: "绿色通道波次", kind: "wave" },
];

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  on = new Designer(page);
  const workspace = await (await page.request.get("/api/v1/workspace")).json();
  const known = workspace.destinations.filter(({ id }: { id: string }) => !PLACES.some((place) => place.id === id));
  const data = { revision: workspace.revision, destinations: [...known, ...PLACES] };
  const changed = await page.request.patch("/api/v1/workspace", { data });
  expect(changed.status(), await changed.text()).toBe(200);
});
test.afterAll(() => page.close());

const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
const shoot = (name: string) =>
  process.env.SHOTS ? page.screenshot({ path: `${process.env.SHOTS}/${name}.png` }) : Promise.resolve();

test("FJ 款且交期 ≤ 3 天：快反线，标红", async () => {
  const start = await on.create("FJ 快反");
  const ask = await on.place("condition", 0.4, 0.3);
  const line = await on.place("route", 0.7, 0.2);
  const red = await on.place("tag", 0.7, 0.5);
  await on.wire(start, "next", ask);
  await on.wire(ask, "met", line);
  await on.wire(line, "next", red);
  await on.select(ask);
  await on.compare("款号", "开头是", "FJ");
  await on.compare("交期天数", "≤", "3");
  await on.select(line);
  await on.pick(on.inspector.getByLabel("去向"), "快反线");
  await on.select(red);
  await on.inspector.getByLabel("标签").fill("红色");
  await on.saved();
  await shoot("fj-drawn");
  await on.openTry();
  await on.order({ 款号: "FJ2601", 交期: inDays(2) });
  await expect(on.orders).toContainText("快反线");
  await expect(on.orders).toContainText("红色");
  await expect(card(page, red)).toHaveAttribute("data-fade", "trail");
  await shoot("fj-tried");
});
