/** From an empty canvas, by mouse: the flows that people ask for first, drawn, tried and watched while they decide. */
import { expect, type Page, test } from "@playwright/test";
import { card, Designer } from "./drawing.ts";

/** A drawing is many gestures; a busy machine takes its time over them. */
test.describe.configure({ mode: "serial", timeout: 300_000 });
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
/** With SHOTS naming a folder: pictures of the page as it stands, in both languages and both schemes. */
async function shoot(name: string): Promise<void> {
  const folder = process.env.SHOTS;
  if (!folder) return;
  const html = page.locator("html");
  for (const language of ["zh", "en"]) {
    for (const scheme of ["light", "dark"]) {
      for (let turn = 0; turn < 3 && (await html.getAttribute("data-scheme")) !== scheme; turn += 1)
        await page.getByTestId("scheme-switch").click();
      await page.waitForTimeout(300);
      await page.screenshot({ path: `${folder}/${name}-${language}-${scheme}.png` });
    }
    await page.getByTestId("language-switch").click();
    await expect(html).toHaveAttribute("lang", language === "zh" ? "en" : "zh-CN");
  }
}

test("FJ 款且交期 ≤ 3 天：快反线，标红 @heavy", async () => {
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

test("尺码组合 ≥ 5：BOM 校验任务 @heavy", async () => {
  const start = await on.create("多尺码 BOM");
  const ask = await on.place("condition", 0.4, 0.3);
  const task = await on.place("task", 0.7, 0.2);
  await on.wire(start, "next", ask);
  await on.wire(ask, "met", task);
  await on.select(ask);
  await on.compare("尺码数", "≥", "5");
  await on.select(task);
  await on.pick(on.inspector.getByLabel("给谁"), "主管");
  await page.keyboard.press("Escape");
  await on.inspector.getByLabel("标题").fill("BOM 校验");
  await on.openTry();
  await on.order(
    { 款号: "KD100" },
    ["S", "M", "L", "XL", "2XL"].map((size) => ({ SKU: `KD100-${size}`, 尺码: size, 数量: "10" })),
  );
  await expect(on.timeline).toContainText("给 主管 派任务：BOM 校验");
  await on.another({ 款号: "KD101" }, [{ SKU: "KD101-S", 尺码: "S", 数量: "10" }]);
  await expect(on.timeline.getByText("给 主管 派任务")).toHaveCount(1);
  await shoot("bom-tried");
});

test("同品牌 24 小时内：合并成一批，窗口结束派任务 @heavy", async () => {
  const start = await on.create("同品牌合并");
  const merge = await on.place("merge", 0.4, 0.3);
  const task = await on.place("task", 0.7, 0.3);
  await on.wire(start, "next", merge);
  await on.wire(merge, "closed", task);
  await expect(card(page, merge)).toContainText("同一品牌的订单 24小时内合并成一批");
  await on.select(task);
  await on.pick(on.inspector.getByLabel("给谁"), "仓管");
  await page.keyboard.press("Escape");
  await on.inspector.getByLabel("标题").fill("合并打包");
  await on.openTry();
  await on.order({ 品牌: "青禾记" });
  await expect(page.getByTestId(`wait-${merge}`)).toContainText("A 等到");
  await on.wait(3);
  await on.another({ 品牌: "青禾记" });
  await on.another({ 品牌: "木棉社" });
  await on.drawer.getByRole("button", { name: "到下一时点" }).click();
  await expect(on.timeline).toContainText("批次关闭：到时间了（A、B）");
  await expect(on.timeline).toContainText("给 仓管 派任务：合并打包");
  await shoot("merge-tried");
});

test("四级升级：2、4、12、24 小时，逐级看它发生 @heavy", async () => {
  const start = await on.create("四级升级");
  const levels = [
    { hours: 2, act: "alert", down: 0.08 },
    { hours: 4, act: "alert", down: 0.3 },
    { hours: 12, act: "pause_channel", down: 0.52 },
    { hours: 24, act: "freeze", down: 0.74 },
  ];
  const watches: string[] = [];
  const acts: string[] = [];
  for (const { act, down } of levels) {
    watches.push(await on.place("watch", 0.38, down));
    acts.push(await on.place(act, 0.72, down));
  }
  for (const [index, watch] of watches.entries()) {
    const act = acts[index] ?? "";
    await on.wire(index === 0 ? start : (acts[index - 1] ?? ""), "next", watch);
    await on.wire(watch, "breached", act);
    await on.select(watch);
    await on.inspector.getByRole("spinbutton", { name: "时长" }).fill(String(levels[index]?.hours));
    await on.pick(on.inspector.getByLabel("从何时起算"), "收到订单时");
    await on.pick(on.inspector.getByLabel("状态"), "已分仓");
    await page.keyboard.press("Escape");
  }
  // From far away cards show no ports, and every line is there all the same.
  const lines = page.locator(".react-flow__edge");
  await expect(lines).toHaveCount(8);
  await page.getByRole("button", { name: "缩小" }).click();
  await expect(page.getByText("48%")).toBeVisible();
  await expect(page.locator("[data-detail=far]")).toBeVisible();
  await expect(lines).toHaveCount(8);
  await page.getByRole("button", { name: "放大" }).click();
  for (const [index, [person, level]] of [
    ["主管", "1 级"],
    ["快反班组长", "2 级"],
  ].entries()) {
    await on.select(acts[index] ?? "");
    await on.pick(on.inspector.getByLabel("通知谁"), person ?? "");
    await page.keyboard.press("Escape");
    await on.inspector.getByText(level ?? "", { exact: true }).click();
    await on.inspector.getByLabel("内容").fill(`${person}：还没分仓`);
  }
  await on.select(acts[2] ?? "");
  await on.inspector.getByLabel("原因").fill("12 小时未分仓");
  await on.select(acts[3] ?? "");
  await on.inspector.getByLabel("原因").fill("24 小时未分仓");
  await on.openTry();
  await on.order({ 渠道: "抖音" });
  await expect(page.getByTestId(`wait-${watches[0]}`)).toContainText("A 等到");
  await on.wait(2);
  await expect(on.timeline).toContainText("告警 主管（1 级）：主管：还没分仓");
  await expect(page.getByTestId(`wait-${watches[1]}`)).toBeVisible();
  await on.wait(2);
  await expect(on.timeline).toContainText("告警 快反班组长（2 级）");
  await on.wait(8);
  await expect(on.timeline).toContainText("暂停该渠道：12 小时未分仓（抖音）");
  await on.wait(12);
  await expect(on.orders).toContainText("已冻结");
  await shoot("escalation-tried");
  await on.drawer.getByRole("button", { name: "撤销这一步" }).click();
  await expect(on.orders).not.toContainText("已冻结");
});

test("抖音极速达，12:00 前付款：绿色通道波次 @heavy", async () => {
  const start = await on.create("抖音极速达");
  const ask = await on.place("condition", 0.4, 0.3);
  const wave = await on.place("route", 0.7, 0.3);
  await on.wire(start, "next", ask);
  await on.wire(ask, "met", wave);
  await on.select(ask);
  await on.compare("渠道", "是", "抖音");
  await on.compare("标签", "含任一", "极速达");
  await on.compare("付款时刻", "<", "12:00");
  await expect(card(page, ask)).toContainText("付款时刻<12:00");
  await on.select(wave);
  await on.pick(on.inspector.getByLabel("去向"), "绿色通道波次");
  await on.openTry();
  await on.order({ 渠道: "抖音", 标签: "极速达", 付款时间: "2026-11-20 11:59" });
  await expect(on.orders).toContainText("绿色通道波次");
  await on.another({ 渠道: "抖音", 标签: "极速达", 付款时间: "2026-11-20 12:00" });
  await expect(on.orders.getByRole("listitem").last()).toContainText("未派单");
  await expect(page.getByTestId(`seen-${ask}`)).toContainText("付款时刻12:00");
  await shoot("douyin-tried");
});

test("纸尿裤满 300 送赠品，赠品没货换一个 @heavy", async () => {
  const start = await on.create("满赠");
  const ask = await on.place("condition", 0.33, 0.3);
  const left = await on.place("condition", 0.6, 0.3);
  const gift = await on.place("add_line", 0.83, 0.15);
  const other = await on.place("add_line", 0.83, 0.5);
  await on.wire(start, "next", ask);
  await on.wire(ask, "met", left);
  await on.wire(left, "met", gift);
  await on.wire(left, "not_met", other);
  await on.select(ask);
  await on.compare("品类列表", "含任一", "纸尿裤");
  await on.compare("金额", "≥", "300");
  await on.select(left);
  await on.compare("库存 NB-2026FREE", "≥", "1");
  await on.select(gift);
  await on.inspector.getByLabel("SKU").fill("NB-2026FREE");
  await on.select(other);
  await on.inspector.getByLabel("SKU").fill("NB-2026ALT");
  await on.openTry();
  const diapers = [{ SKU: "D-1", 品类: "纸尿裤", 数量: "2" }];
  await on.order({ 金额: "300" }, diapers);
  await expect(on.timeline).toContainText("加 1件 NB-2026ALT");
  await on.drawer.getByRole("button", { name: "发生别的事" }).click();
  await page.getByRole("menuitem", { name: "库存变化" }).click();
  await on.drawer.getByLabel("SKU").fill("NB-2026FREE");
  await on.drawer.getByLabel("可用数量").fill("5");
  await on.run();
  await on.another({ 金额: "300" }, diapers);
  await expect(on.timeline).toContainText("加 1件 NB-2026FREE");
  await on.another({ 金额: "299.99" }, diapers);
  await expect(on.timeline.getByText(/^加 1件/)).toHaveCount(2);
  await shoot("gift-tried");
});

test("A 类奔驰原厂件：宁波保税仓；国产替代件少于 5 件：嘉兴前置仓 @heavy", async () => {
  const start = await on.create("智能分仓");
  const branch = await on.place("branch", 0.38, 0.35);
  const ningbo = await on.place("route", 0.7, 0.12);
  const jiaxing = await on.place("route", 0.7, 0.4);
  const rest = await on.place("route", 0.7, 0.68);
  await on.wire(start, "next", branch);
  await on.select(branch);
  await on.inspector.getByRole("button", { name: "添加情况" }).click();
  const [first, second] = [0, 1].map((index) => on.inspector.getByTestId("branch-case").nth(index));
  if (!first || !second) throw new Error("two cases");
  await on.compare("客户等级", "是", "A", first);
  await on.compare("商品文字", "包含", "奔驰", first);
  await on.compare("产地属性列表", "含任一", "原厂件", first);
  await on.compare("产地属性列表", "含任一", "国产替代件", second);
  await on.compare("总数量", "<", "5", second);
  const ports = page.locator(`[data-testid^="port-${branch}-"]`);
  const ids = await ports.evaluateAll((all) => all.map((one) => one.getAttribute("data-testid") ?? ""));
  const named = ids.map((id) => id.replace(`port-${branch}-`, ""));
  const [one = "", two = ""] = named.filter((port) => port !== "otherwise" && port !== "missing");
  await on.wire(branch, one, ningbo);
  await on.wire(branch, two, jiaxing);
  await on.wire(branch, "otherwise", rest);
  for (const [id, place] of [
    [ningbo, "宁波保税仓"],
    [jiaxing, "嘉兴前置仓"],
    [rest, "杭州仓"],
  ] as const) {
    await on.select(id);
    await on.pick(on.inspector.getByLabel("去向"), place);
  }
  await on.openTry();
  await on.order({ 客户等级: "A" }, [{ SKU: "BENZ-1", 品类: "奔驰刹车片", 产地: "原厂件", 数量: "8" }]);
  await expect(on.orders).toContainText("宁波保税仓");
  await on.another({ 客户等级: "B" }, [{ SKU: "X-1", 品类: "刹车片", 产地: "国产替代件", 数量: "4" }]);
  await expect(on.orders).toContainText("嘉兴前置仓");
  await on.another({ 客户等级: "B" }, [{ SKU: "X-1", 品类: "刹车片", 产地: "国产替代件", 数量: "5" }]);
  await expect(on.orders).toContainText("杭州仓");
  await shoot("parts-tried");
});
