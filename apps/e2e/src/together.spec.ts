/** What was tried is kept and guards publishing; two people at one draft; what they say about it. */
import { expect, type Page, test } from "@playwright/test";
import { card, Designer } from "./drawing.ts";

test.describe.configure({ mode: "serial", timeout: 180_000 });
let page: Page;
let on: Designer;
let flow: string;

const place = (x: number, y: number) => ({ x, y });
const FLOW = {
  ...{ formatVersion: 1, name: "快反守护", brands: [], windows: [], patterns: [] },
  nodes: [
    { id: "in", kind: "order_received", position: place(0, 100) },
    {
      ...{ id: "fj", kind: "condition", position: place(320, 100), missing: "not_met" },
      when: { type: "comparison", fact: "style_code", operator: "starts_with", value: "FJ" },
    },
    { id: "rapid", kind: "route", position: place(640, 0), destination: "rapid-line" },
    { id: "normal", kind: "route", position: place(640, 200), destination: "normal-line" },
  ],
  edges: [
    { id: "e1", from: "in", port: "next", to: "fj" },
    { id: "e2", from: "fj", port: "met", to: "rapid" },
    { id: "e3", from: "fj", port: "not_met", to: "normal" },
  ],
};

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  on = new Designer(page);
  const created = await page.request.post("/api/v1/flows", { data: { name: FLOW.name, document: FLOW } });
  flow = (await created.json()).id;
  await page.goto(`/flows/${flow}`);
});
test.afterAll(() => page.close());

test("a tried order is kept as a golden order; a draft that decides it otherwise is not published until that is accepted", async () => {
  await on.openTry();
  await on.order({ 款号: "FJ2601" });
  await on.drawer.getByRole("button", { name: "存为样例订单" }).click();
  await page.getByLabel("名称", { exact: true }).last().fill("FJ 走快反线");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByTestId("toasts")).toContainText("已保存样例订单");
  await on.select("rapid");
  await on.pick(on.inspector.getByLabel("去向"), "常规线");
  await on.saved();
  await page.getByRole("button", { name: "发布", exact: true }).click();
  const dialog = page.getByTestId("publish-golden");
  await expect(dialog).toContainText("应为 快反线");
  await expect(dialog).toContainText("现在是 常规线");
  const refused = await page.request.post(`/api/v1/flows/${flow}/publish`, { data: { reason: "e2e" } });
  expect([refused.status(), (await refused.json()).code]).toEqual([422, "golden_failed"]);
  await dialog.getByRole("button", { name: "查看并处理" }).click();
  await on.drawer.getByRole("button", { name: /全部运行/ }).click();
  await on.drawer.getByRole("button", { name: "接受新结果" }).click();
  await expect(page.getByTestId("golden-summary")).toHaveText("全部符合预期");
});

test("a comment on a node is there for everybody, with a badge on its card", async () => {
  await on.select("fj");
  const comments = on.inspector.getByTestId("node-comments");
  await comments.getByLabel("说点什么").fill("为什么只看款号？");
  await comments.getByLabel("您怎么称呼").fill("小安");
  await comments.getByRole("button", { name: "发送" }).click();
  await expect(comments).toContainText("为什么只看款号？");
  await expect(page.getByTestId("talk-fj")).toContainText("1");
});

test("the second one at the draft watches, takes over, and the first one watches then", async ({ browser }) => {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1366, height: 768 } });
  const other = await context.newPage();
  await other.goto(`/flows/${flow}`);
  await expect(other.getByTestId("holder-banner")).toContainText("编辑，您现在只能查看", { timeout: 60_000 });
  await expect(other.getByTestId("talk-fj")).toContainText("1");
  // Who only watches still opens a card: what it says can be read, not changed.
  await card(other, "fj").click();
  await expect(other.locator("#node-name")).toBeDisabled();
  await other.getByTestId("holder-banner").getByRole("button", { name: "接手编辑" }).click();
  await other.locator(".ant-popconfirm").getByRole("button", { name: "接手编辑" }).click();
  await expect(other.getByTestId("holder-banner")).toBeHidden();
  await expect(page.getByTestId("holder-banner")).toBeVisible();
  await expect(card(page, "fj")).toBeVisible();
  // Loaded again, a page still holds what it held, though somebody waits for it.
  const holder = async () => (await (await page.request.get(`/api/v1/flows/${flow}/holder`)).json()).holder;
  const { id, since } = await holder();
  await other.reload();
  await expect(card(other, "fj")).toBeVisible();
  await expect.poll(async () => (await holder()).leaving).toBeUndefined();
  expect(await holder()).toMatchObject({ id, since });
  await expect(other.getByTestId("holder-banner")).toBeHidden();
  await expect(page.getByTestId("holder-banner")).toBeVisible();
  // Whoever leaves lets go at once, long before the hold would lapse: the first one edits again without taking anything over.
  await other.goto("about:blank");
  await expect(page.getByTestId("holder-banner")).toBeHidden({ timeout: 9_000 });
  await context.close();
});

test("of two tabs that would publish the same draft one does; the other is shown that it is live, and publishes nothing", async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1366, height: 768 } });
  const { id } = await (
    await context.request.post("/api/v1/flows", { data: { name: "两个页签", document: { ...FLOW, name: "两个页签" } } })
  ).json();
  const [one, two] = [await context.newPage(), await context.newPage()];
  const ask = (tab: Page) => tab.getByRole("dialog").getByRole("button", { name: "发布", exact: true });
  for (const tab of [one, two]) {
    await tab.goto(`/flows/${id}`);
    await tab.getByRole("button", { name: "发布", exact: true }).click();
    await tab.locator("#publish-reason").fill("第一次");
    await expect(ask(tab)).toBeEnabled();
  }
  await ask(one).click();
  await expect(one.getByTestId("live-version")).toHaveText("线上 v1");
  await expect(two.getByTestId("live-version")).toHaveText("线上 v1");
  await expect(two.getByTestId("publish-dialog")).toContainText("与线上版本没有差异");
  await expect(ask(two)).toBeDisabled();
  const { items } = await (await context.request.get(`/api/v1/flows/${id}/versions`)).json();
  expect(items).toHaveLength(1);
  await context.close();
});

test("of two tabs of one person each keeps what it has not saved: neither drops the other's, nor sends it", async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1366, height: 768 } });
  const { id } = await (
    await context.request.post("/api/v1/flows", { data: { name: "各自保存", document: { ...FLOW, name: "各自保存" } } })
  ).json();
  const [one, two] = [await context.newPage(), await context.newPage()];
  const rename = async (tab: Page, node: string, name: string) => {
    await card(tab, node).click();
    await tab.locator("#node-name").fill(name);
  };
  for (const tab of [one, two]) {
    await tab.goto(`/flows/${id}`);
    await expect(card(tab, "rapid")).toBeVisible();
  }
  await rename(one, "rapid", "甲");
  await expect(one.getByTestId("save-state")).toHaveText("已自动保存");
  await rename(two, "normal", "乙");
  await expect(two.getByTestId("conflict-banner")).toContainText("您的另一个页签");
  await rename(one, "rapid", "甲二");
  await expect(one.getByTestId("save-state")).toHaveText("已自动保存");
  const kept = () => one.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(await kept()).toContain("乙");
  // A third tab has nothing to do with what the second has not decided yet.
  const three = await context.newPage();
  await three.goto(`/flows/${id}`);
  await expect(card(three, "rapid")).toContainText("甲二");
  await expect(card(three, "normal")).not.toContainText("乙");
  await expect(three.getByTestId("conflict-banner")).toBeHidden();
  // Closed without a decision, it is asked about again.
  await two.close();
  await three.reload();
  await expect(three.getByTestId("conflict-banner")).toContainText("1 处更改");
  await context.close();
});

test("coverage counts what left each port, and its run opens in the sandbox, where a count opens its orders", async () => {
  await page.goto(`/flows/${flow}`);
  await on.drawer.getByRole("tab", { name: "覆盖" }).click();
  await on.drawer.getByRole("button", { name: "统计覆盖" }).click();
  const branches = on.drawer.getByTestId("coverage-table");
  await on.drawer.getByRole("link", { name: /在沙盒里打开/ }).click({ timeout: 60_000 });
  await expect(branches).toBeHidden();
  await page.getByTestId("replay-branches").getByRole("button").first().click();
  await page
    .getByTestId("passed-orders")
    .getByRole("button", { name: /为什么$/ })
    .first()
    .click();
  await expect(page.getByTestId("passed-why").getByRole("listitem").first()).toBeVisible({ timeout: 30_000 });
});
