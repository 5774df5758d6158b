/** Every action of the canvas by keyboard alone: this file moves no mouse. A flow is drawn from nothing, changed, put in order, taken back, listed. */
import { expect, type Page, test } from "@playwright/test";

test.describe.configure({ mode: "serial" });
let page: Page;

test.beforeAll(async ({ browser, baseURL }) => {
  page = await browser.newPage();
  const answer = await page.request.post("/api/v1/flows", { data: { name: "只用键盘" } });
  const { id } = await answer.json();
  await page.goto(`${baseURL}/flows/${id}`);
  await expect(page.getByTestId("canvas")).toBeVisible();
});
test.afterAll(() => page.close());

const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const cards = (kind: string) => page.locator(`article[data-kind="${kind}"]`);
const chosen = () => page.locator("article[data-selected]");
const lines = () => page.locator(".react-flow__edge");
const inspector = () => page.getByTestId("inspector");
const onCanvas = () => page.getByTestId("canvas").focus();

const STOPS = 120;
/** Tabs until something with this accessible name has the focus, as a person would. */
async function tabTo(name: string | RegExp, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  for (let step = 0; step < STOPS; step += 1) {
    const said = await page.evaluate(() => {
      const at = document.activeElement;
      return at?.getAttribute("aria-label") ?? at?.getAttribute("placeholder") ?? at?.textContent ?? "";
    });
    if (typeof name === "string" ? said === name : name.test(said)) return;
    await press(key);
  }
  throw new Error(`nothing called ${name} was reached`);
}

/** Tab after the chosen card, the kind's name, Enter. */
async function addAfter(name: string): Promise<void> {
  await press("Tab");
  await expect(page.getByRole("dialog", { name: "添加节点" })).toBeVisible();
  await page.keyboard.insertText(name);
  await press("Enter");
}

test("cards are added one behind the other and joined", async () => {
  if ((await cards("order_received").count()) === 0) {
    await tabTo(/^收到订单/);
    await press("Enter");
  }
  await onCanvas();
  await press("Escape", "ArrowRight");
  await expect(chosen()).toHaveAttribute("data-kind", "order_received");
  await addAfter("条件");
  await expect(chosen()).toHaveAttribute("data-kind", "condition");
  await addAfter("派单");
  await expect(chosen()).toHaveAttribute("data-kind", "route");
  await expect(lines()).toHaveCount(2);
});

test("arrows walk along the lines, Enter opens the form, F2 the name", async () => {
  await press("Alt+ArrowLeft");
  await expect(chosen()).toHaveAttribute("data-kind", "condition");
  await press("F2");
  await page.keyboard.insertText("要快");
  await expect(cards("condition")).toContainText("要快");
  await onCanvas();
  await press("Enter");
  await tabTo("添加条件");
  await press("Enter");
  await page.keyboard.insertText("款号");
  await press("Enter");
  await expect(inspector().getByRole("textbox", { name: "值" })).toBeFocused();
  await page.keyboard.insertText("FJ2601");
  await expect(cards("condition")).toContainText("FJ2601");
});

test("a second way out is joined, a card put into a line, a line taken away", async () => {
  await onCanvas();
  await addAfter("打标签");
  await expect(cards("tag")).toHaveCount(1);
  await expect(lines()).toHaveCount(3);
  await press("Alt+ArrowLeft", "Enter");
  await tabTo("“未命中”连到");
  await page.keyboard.insertText("派单");
  await press("Enter");
  await expect(lines()).toHaveCount(4);
  await tabTo(/^在通向“.*派单.*”的线上插入节点$/, "Shift+Tab");
  await press("Enter");
  await page.keyboard.insertText("告警");
  await press("Enter");
  await expect(cards("alert")).toHaveCount(1);
  await expect(lines()).toHaveCount(5);
  await onCanvas();
  await press("Alt+ArrowLeft", "Enter");
  await tabTo(/^断开“打标签/);
  await press("Enter");
  await expect(lines()).toHaveCount(4);
  await onCanvas();
  await press("Control+z");
  await expect(lines()).toHaveCount(5);
});

test("a deadline waits for what is found by its name; what is added after it is for being late; Escape leads back", async () => {
  const before = await page.locator("article[data-kind]").count();
  await onCanvas();
  await press("Control+f");
  await expect(page.getByRole("combobox", { name: "查找节点" })).toBeFocused();
  await page.keyboard.insertText("派单");
  await press("Enter");
  await expect(page.getByTestId("canvas")).toBeFocused();
  await addAfter("时限");
  await press("Enter");
  await expect(inspector().getByRole("spinbutton", { name: "时长" })).toBeFocused();
  await tabTo("状态");
  await press("Enter");
  await page.keyboard.insertText("签收");
  await press("Enter", "Tab");
  await expect(inspector().getByRole("combobox", { name: "事件" })).toBeFocused();
  await press("Enter");
  await page.keyboard.insertText("快递签收");
  await press("Enter", "Escape");
  await expect(inspector().getByRole("combobox", { name: "事件" })).toHaveAttribute("aria-expanded", "false");
  await press("Escape");
  await expect(page.getByTestId("canvas")).toBeFocused();
  await expect(cards("watch")).toContainText("已签收 或 快递签收");
  await press("Tab");
  await expect(page.getByRole("dialog", { name: "添加节点" })).toContainText("接在“超时”之后");
  await press("Escape");
  await expect(chosen()).toHaveAttribute("data-kind", "watch");
  await press("Delete");
  await expect(page.locator("article[data-kind]")).toHaveCount(before);
});

test("a decision table is opened, filled in and left", async () => {
  await onCanvas();
  await press("Escape", "ArrowRight");
  await addAfter("决策表");
  await press("Enter");
  await expect(inspector().getByRole("button", { name: "打开决策表" })).toBeFocused();
  await press("Enter");
  const table = page.getByTestId("table-editor");
  await expect(table).toBeVisible();
  const cell = page.getByTestId("cell-field");
  await tabTo("条件列");
  await press("Enter");
  await expect(page.getByRole("combobox", { name: "字段" })).toBeFocused();
  await page.keyboard.insertText("款号");
  await press("Enter");
  await expect(cell).toBeFocused();
  await tabTo("结果列");
  await press("Enter");
  await expect(page.getByRole("menuitem", { name: "派单" })).toBeFocused();
  await press("Enter");
  await expect(cell).toBeFocused();
  await page.keyboard.insertText("FJ");
  await press("Tab");
  await page.keyboard.insertText("快反");
  await press("Enter");
  await expect(page.locator("[data-editing]")).toHaveCount(0);
  await press("Escape");
  await expect(inspector().getByRole("button", { name: "打开决策表" })).toBeFocused();
  await expect(cards("decision_table")).toContainText("按 款号 查表");
  await press("Escape");
  await press("Delete");
  await expect(cards("decision_table")).toHaveCount(0);
});

test("several are chosen, moved, lined up, copied, pasted and deleted; all of it is taken back", async () => {
  const top = async () =>
    (await chosen().evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top))).sort();
  await onCanvas();
  await press("Escape", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight");
  await expect(chosen()).toHaveCount(3);
  const before = await top();
  await press("ArrowDown", "ArrowDown");
  await expect.poll(top).not.toEqual(before);
  await press("Shift+F10");
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  for (let step = 0; step < 8; step += 1) {
    if ((await page.locator(".ant-dropdown-menu-item-active").textContent())?.startsWith("顶对齐")) break;
    await press("ArrowDown");
  }
  await press("Enter");
  await expect.poll(async () => new Set((await top()).map(Math.round)).size).toBe(1);
  const all = page.locator("article[data-kind]");
  const count = await all.count();
  await onCanvas();
  await press("Control+d");
  await expect(all).toHaveCount(count + 3);
  await press("Delete");
  await expect(all).toHaveCount(count);
  await press("Control+a");
  await expect(chosen()).toHaveCount(count);
  await press("Control+z", "Control+z", "Control+y", "Control+z");
  await expect(all).toHaveCount(count);
});

test("the view is moved, zoomed and fitted; a card is found; help opens and closes", async () => {
  const percent = page.locator(".react-flow__panel").getByText(/%$/);
  await onCanvas();
  await press("Escape", "0");
  await expect(percent).toHaveText("100%");
  await press("-");
  await expect(percent).not.toHaveText("100%");
  await press("+", "Control+ArrowRight", "1", "0");
  await press("Control+f");
  await expect(page.getByRole("combobox", { name: "查找节点" })).toBeFocused();
  await page.keyboard.insertText("要快");
  await press("Enter");
  await expect(chosen()).toHaveAttribute("data-kind", "condition");
  await onCanvas();
  await press("?");
  await expect(page.getByRole("dialog", { name: "快捷键" })).toBeVisible();
  await press("Escape");
  await expect(page.getByRole("dialog", { name: "快捷键" })).toBeHidden();
});

test("the list shows the same flow; lines are walked, put in another order, added and deleted", async () => {
  await onCanvas();
  await press("Escape");
  await tabTo("列表视图", "Shift+Tab");
  await press("Enter");
  const list = page.getByTestId("flow-list");
  const items = list.getByRole("listitem");
  await expect(items.first()).toBeVisible();
  const count = await items.count();
  await tabTo(/^\d+收到新订单时/);
  await press("Home", "ArrowDown");
  await expect(list.locator("[aria-pressed=true]")).toContainText("2");
  const placeOfTag = async () => (await items.allTextContents()).findIndex((text) => text.includes("打标签"));
  const before = await placeOfTag();
  for (let step = 1; step < before; step += 1) await press("ArrowDown");
  await expect(list.locator("[aria-pressed=true]")).toContainText("打标签");
  await press("Alt+ArrowUp");
  if ((await placeOfTag()) === before) await press("Alt+ArrowDown");
  await expect.poll(placeOfTag).not.toBe(before);
  await tabTo("在后面添加…");
  await press("Enter");
  await page.keyboard.insertText("冻结");
  await press("Enter");
  await expect(items).toHaveCount(count + 1);
  await press("Delete");
  await expect(items).toHaveCount(count);
  await expect(page.getByTestId("save-state")).toHaveText("已自动保存");
  await page.reload();
  await expect(inspector()).toBeVisible();
});

const SECOND = {
  ...{ formatVersion: 1, name: "另一个流程", brands: [], windows: [], patterns: [] },
  nodes: [
    { id: "in", kind: "order_received", position: { x: 0, y: 0 } },
    { id: "mark", kind: "tag", position: { x: 320, y: 0 }, tag: "已看" },
  ],
  edges: [{ id: "e", from: "in", port: "next", to: "mark" }],
};

test("what was copied is pasted into another flow; there a comment is left, an order tried, and the flow published", async () => {
  const made = await page.request.post("/api/v1/flows", { data: { name: SECOND.name, document: SECOND } });
  const { id } = await made.json();
  await onCanvas();
  await press("Escape", "ArrowRight", "Alt+ArrowRight", "Shift+ArrowRight");
  await expect(chosen()).toHaveCount(2);
  await press("Control+c");
  await page.goto(`/flows/${id}`);
  await expect(cards("tag")).toHaveCount(1);
  await onCanvas();
  await press("Control+v");
  await expect(page.locator("article[data-kind]")).toHaveCount(4);
  await expect(lines()).toHaveCount(2);
  await press("Control+z");
  await expect(page.locator("article[data-kind]")).toHaveCount(2);

  await press("Escape", "ArrowRight", "Enter");
  await expect(inspector().locator(":focus")).toHaveCount(1);
  await expect(inspector().getByPlaceholder(/^说点什么/)).toBeVisible();
  await tabTo(/^说点什么/);
  await page.keyboard.insertText("从这里开始");
  await tabTo("您怎么称呼");
  await page.keyboard.insertText("小安");
  await tabTo("发送");
  await press("Enter");
  await expect(page.getByTestId("talk-in")).toContainText("1");

  await onCanvas();
  await press("Escape");
  await tabTo("试运行", "Shift+Tab");
  await press("Enter");
  await onCanvas();
  await tabTo(/^[A-Za-z]\w*-[\w-]*\d/);
  await press("Enter");
  await expect(page.getByTestId("trial-timeline")).toContainText("打标签 已看");

  await onCanvas();
  await press("Escape");
  await tabTo("发布", "Shift+Tab");
  await press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await tabTo(/写明原因/);
  await page.keyboard.insertText("只打标签");
  await tabTo("发布");
  await press("Enter");
  await expect(page.getByTestId("live-version")).toContainText("1");
});
