/** Rules that disagree are found while drawing, with an order that shows it; and a sentence becomes nodes. On a draft of its own. */
import { expect, type Page, test } from "@playwright/test";

test.describe.configure({ mode: "serial" });
let page: Page;

const at = (x: number, y: number) => ({ x, y });
const FLOW = {
  formatVersion: 1, name: "检查用", brands: [], windows: [], patterns: [],
  nodes: [
    { id: "in", kind: "order_received", position: at(0, 80) },
    { id: "fj", kind: "condition", position: at(368, 80), missing: "not_met", when: { type: "comparison", fact: "style_code", operator: "starts_with", value: "FJ" } },
    { id: "fast", kind: "route", destination: "rapid-line", position: at(736, 0) },
    { id: "normal", kind: "route", destination: "normal-line", position: at(736, 160) },
    { id: "big", kind: "condition", position: at(368, 320), missing: "not_met", when: { type: "comparison", fact: "total_qty", operator: "ge", value: 500 } },
    { id: "out", kind: "route", destination: "wh-hangzhou", position: at(736, 320) },
  ],
  edges: [
    { id: "e1", from: "in", port: "next", to: "fj" },
    { id: "e2", from: "fj", port: "met", to: "fast" },
    { id: "e3", from: "fj", port: "not_met", to: "normal" },
    { id: "e4", from: "in", port: "next", to: "big" },
  ],
}; // biome-ignore format: a drawing

test.beforeAll(async ({ browser, request }) => {
  const made = await request.post("/api/v1/flows", { data: { name: FLOW.name, document: FLOW } });
  expect(made.status()).toBe(201);
  page = await browser.newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
  await page.goto(`/flows/${(await made.json()).id}`);
});
test.afterAll(() => page.close());

const checked = () => expect(page.getByTestId("xray-status")).toHaveAttribute("data-phase", "done");
const cards = () => page.locator("article[data-kind]:not([data-ghost])");

test("a line that makes two rules disagree is found as it is drawn, and its order opens in Try", async () => {
  await page.getByTestId("check").click();
  await checked();
  const conflicts = page.locator('li[data-kind="conflict"]');
  await expect(conflicts).toHaveCount(0);
  const before = await page.getByTestId("check").textContent();
  await page.getByTestId("drawer").getByRole("button", { name: "收起" }).click();

  const port = await page.getByTestId("port-big-met").boundingBox();
  const target = await page.getByTestId("node-out").locator(".react-flow__handle.target").boundingBox();
  if (!port || !target) throw new Error("not on screen");
  await page.mouse.move(port.x + port.width / 2, port.y + port.height / 2);
  await page.mouse.down();
  await page.mouse.move(target.x - 30, target.y, { steps: 6 });
  await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(page.locator(".react-flow__edge")).toHaveCount(5);
  await expect(page.getByTestId("check")).not.toHaveText(before ?? "");
  await page.getByTestId("check").click();

  const conflict = conflicts.filter({ hasText: "杭州仓" }).filter({ hasText: "快反线" });
  await expect(conflict).toBeVisible();
  await expect(conflict.getByTestId("witness")).toContainText("FJ");
  await expect(conflict.getByTestId("witness")).toContainText("引擎");
  await conflict.getByRole("button").first().click();
  await expect(page.getByTestId("node-fast")).toHaveAttribute("data-selected", "true");
  await expect(page.getByTestId("node-fast").getByTestId("node-finding")).toBeVisible();

  await conflict.getByTestId("witness").getByRole("button").click();
  await expect(page.getByTestId("try-verdict")).toContainText("快反线");
  await expect(page.getByTestId("overridden")).toContainText("杭州仓");
  await expect(page.getByTestId("node-fast")).toHaveAttribute("data-fade", "trail");
  await expect(page.getByTestId("node-out")).toHaveAttribute("data-fade", "trail");
});

test("a sentence is drawn as a preview, what is not understood is underlined, and accepting it is one step", async () => {
  const before = await cards().count();
  await page.getByTestId("open-sentence").click();
  const bar = page.getByTestId("sentence-bar");
  const field = bar.getByRole("textbox");
  await field.fill("款号以FJ开头且交期≤3天,派到火星线");
  await expect(bar.getByTestId("unknown-words")).toContainText("火星线");
  await bar.getByTestId("sentence-unknown").getByRole("button", { name: "快反线" }).click();
  await expect(bar.getByTestId("unknown-words")).toHaveCount(0);

  await field.fill("款号以FJ开头且交期≤3天,派到快反线,并提醒主管");
  const ghosts = page.locator("article[data-ghost]");
  await expect(ghosts).toHaveCount(3);
  await expect(ghosts.first()).toContainText(/款号以 FJ 开头 且 交期\s*≤\s*3\s*天/);
  await expect(cards()).toHaveCount(before);
  await bar.getByTestId("sentence-accept").click();
  await expect(ghosts).toHaveCount(0);
  await expect(cards()).toHaveCount(before + 3);
  await page.keyboard.press("Escape");
  await expect(bar).toHaveCount(0);
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(cards()).toHaveCount(before);
});

test("what a sentence adds stays in view, where its preview was", async () => {
  await page.getByTestId("open-sentence").click();
  const bar = page.getByTestId("sentence-bar");
  await bar
    .getByRole("textbox")
    .fill("2小时未分配提醒主管，4小时未分配提醒主管，12小时未分配暂停派单，24小时未分配冻结");
  await expect(page.locator("article[data-ghost]")).toHaveCount(8);
  await bar.getByTestId("sentence-accept").click();
  await page.keyboard.press("Escape");
  await expect(bar).toHaveCount(0);
  const added = page.locator(".react-flow__node.selected");
  await expect(added).toHaveCount(8);
  for (const card of await added.all()) await expect(card).toBeInViewport({ ratio: 0.5 });
  await page.getByRole("button", { name: "撤销" }).click();
});

/** What the browser's own speech recognition would do; the words come from the test. Chromium here has no microphone. */
function pretendToHear(): void {
  class Heard {
    onresult: ((event: object) => void) | null = null;
    onerror: ((event: object) => void) | null = null;
    onend: (() => void) | null = null;
    start() {
      Object.assign(window, {
        hear: (...texts: string[]) => this.onresult?.({ results: texts.map((transcript) => [{ transcript }]) }),
        refuse: () => this.onerror?.({ error: "not-allowed" }),
      });
    }
    stop() {
      this.onend?.();
    }
    abort() {}
  }
  Object.assign(window, { SpeechRecognition: Heard });
}

test("a dictated sentence is written as it is heard and drawn like a typed one; a refused microphone says so", async () => {
  await page.evaluate(pretendToHear);
  await page.getByTestId("open-sentence").click();
  const bar = page.getByTestId("sentence-bar");
  const field = bar.getByRole("textbox");
  await field.fill("");
  await bar.getByRole("button", { name: "语音输入" }).click();
  await page.evaluate(`hear("款号以FJ开头")`);
  await expect(field).toHaveValue("款号以FJ开头");
  await page.evaluate(`hear("款号以FJ开头", "，派到快反线")`);
  await expect(field).toHaveValue("款号以FJ开头，派到快反线");
  await expect(page.locator("article[data-ghost]")).toHaveCount(2);
  await page.evaluate("refuse()");
  await expect(bar.locator("[data-fault=refused]")).toBeVisible();
  await field.press("Escape");
  await expect(page.locator("article[data-ghost]")).toHaveCount(0);
});

test("a line of the list view is rewritten as text", async () => {
  await page.getByRole("button", { name: "列表视图" }).click();
  const list = page.getByTestId("flow-list");
  await list.getByRole("button", { name: /改写这句话 5/ }).click();
  const field = list.getByTestId("line-editor").getByRole("textbox");
  await field.fill((await field.inputValue()).replace("500", "600"));
  await list.getByRole("button", { name: "保存" }).click();
  await expect(list).toContainText("总数量≥600件");
  await page.getByRole("button", { name: "画布视图" }).click();
  await expect(page.getByTestId("node-big")).toContainText("600");
});
