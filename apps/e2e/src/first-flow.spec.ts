/** The walk of a newcomer: open the prepared draft, change it by hand, try it, replay history, publish, send an order. In order: each step stands on the one before. */
import { expect, type Locator, type Page, test } from "@playwright/test";
import { findingsOn } from "./axe.ts";
import { dragKind } from "./drawing.ts";

test.describe.configure({ mode: "serial" });
let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await (await browser.newContext()).newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
});
test.afterAll(() => page.close());

const card = (id: string) => page.getByTestId(`node-${id}`);
const saved = () => expect(page.getByTestId("save-state")).toHaveText("已自动保存");

async function center(target: Locator) {
  const box = await target.boundingBox();
  if (!box) throw new Error("not on screen");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function drag(from: Locator, to: { x: number; y: number }) {
  const start = await center(from);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 12, start.y + 8, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 12 });
  await page.mouse.up();
}

/** Drags a kind from the palette onto the canvas; gives the new card's node id. */
async function place(kind: string, at: { x: number; y: number }): Promise<string> {
  const cards = page.locator(`article[data-kind="${kind}"]`);
  const before = await cards.evaluateAll((all) => all.map((one) => one.getAttribute("data-testid")));
  const canvas = await page.getByTestId("canvas").boundingBox();
  if (!canvas) throw new Error("no canvas");
  await dragKind(page, kind, { x: canvas.x + at.x, y: canvas.y + at.y });
  await expect(cards).toHaveCount(before.length + 1);
  const after = await cards.evaluateAll((all) => all.map((one) => one.getAttribute("data-testid")));
  const added = after.find((id) => !before.includes(id));
  if (!added) throw new Error(`no new ${kind}`);
  return added.replace("node-", "");
}

test("the Flows list is in Chinese, and English is one click away", async () => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "流程" })).toBeVisible();
  await expect(page.getByText("快反派线")).toBeVisible();
  await page.getByTestId("language-switch").click();
  await expect(page.getByRole("heading", { name: "Flows" })).toBeVisible();
  await page.getByTestId("language-switch").click();
  await expect(page.getByRole("heading", { name: "流程" })).toBeVisible();
});

test("a newcomer is greeted with one button, and led on by what they do", async () => {
  await page.getByTestId("greeting").getByRole("button", { name: "打开示例，跟着走三步" }).click();
  const walk = page.getByTestId("walk");
  await expect(walk).toHaveAttribute("data-step", "look");
  await card("fj_due_soon").click();
  await expect(walk).toHaveAttribute("data-step", "change");
  await walk.getByRole("button", { name: "跳过" }).click();
  await expect(walk).toBeHidden();
  await page.goto("/flows");
  await expect(page.getByText("快反派线")).toBeVisible();
  await expect(page.getByTestId("greeting")).toBeHidden();
});

test("the prepared draft opens on the canvas and reads as sentences", async () => {
  await page.getByText("快反派线").click();
  await expect(card("received")).toBeVisible();
  await expect(card("fj_due_soon")).toContainText(/款号以 FJ 开头 且 交期\s*≤\s*3\s*天/);
  await expect(card("to_rapid")).toContainText("快反线");
  await expect(card("to_normal")).toContainText("常规线");
  await expect(page.getByTestId("live-version")).toHaveText("从未发布");
});

test("a condition and an action are dragged in, connected and edited; undo, redo and autosave follow", async () => {
  const condition = await place("condition", { x: 330, y: 520 });
  const action = await place("tag", { x: 620, y: 520 });
  const wires = page.locator(".react-flow__edge");
  const before = await wires.count();
  await drag(
    page.getByTestId("port-received-next"),
    await center(card(condition).locator(".react-flow__handle.target")),
  );
  await expect(wires).toHaveCount(before + 1);
  await drag(
    page.getByTestId(`port-${condition}-met`),
    await center(card(action).locator(".react-flow__handle.target")),
  );
  await expect(wires).toHaveCount(before + 2);

  await card(condition).click();
  const inspector = page.getByTestId("inspector");
  await inspector.getByRole("button", { name: "添加条件" }).click();
  await page.keyboard.type("品牌");
  await page.locator(".ant-select-item-option").filter({ hasText: "品牌" }).first().click();
  const value = inspector.getByTestId("comparison").getByRole("textbox").last();
  await value.fill("青禾记");
  await expect(card(condition)).toContainText("青禾记");

  await card(action).click();
  await inspector.getByLabel("标签").fill("老客户");
  await inspector.getByLabel("标签").press("Enter");
  await expect(card(action)).toContainText("老客户");
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(card(action)).not.toContainText("老客户");
  await page.getByRole("button", { name: "重做" }).click();
  await expect(card(action)).toContainText("老客户");
  await saved();
  await page.reload();
  await expect(card(condition)).toContainText("青禾记");
  await expect(card(action)).toContainText("老客户");
});

test("one order tried lights up its path with the values it saw", async () => {
  await page.getByRole("button", { name: "试运行" }).first().click();
  const drawer = page.getByTestId("drawer");
  await drawer.getByText("填写", { exact: true }).click();
  await drawer.getByLabel("款号", { exact: true }).fill("FJ2601");
  const soon = new Date(Date.now() + 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
  await drawer.getByLabel("交期", { exact: true }).fill(soon);
  await drawer.getByLabel("品牌", { exact: true }).fill("木棉社");
  await drawer.getByRole("button", { name: "试运行", exact: true }).click();
  await expect(page.getByTestId("try-verdict")).toContainText("快反线");
  await expect(card("to_rapid")).toHaveAttribute("data-fade", "trail");
  await expect(card("to_normal")).toHaveAttribute("data-fade", "faded");
  await expect(card("fj_due_soon")).toContainText("FJ2601");
  await expect(card("fj_due_soon")).toContainText(/1\s*天/);
});

test("the imported history goes through the draft and every branch is counted", async () => {
  await page.getByRole("button", { name: "沙盒回放" }).click();
  await page.getByText("演示服装厂订单").first().click();
  await page.getByRole("button", { name: "开始回放" }).first().click();
  await expect(page.getByTestId("replay-status")).toContainText("回放完成", { timeout: 30_000 });
  const destinations = page.getByTestId("replay-destinations");
  await expect(destinations).toContainText("快反线");
  await expect(destinations).toContainText("244");
  await expect(destinations).toContainText("2,617");
  expect(await findingsOn(page, "light")).toEqual([]);
});

test("the draft is published", async () => {
  await page.goto("/");
  await page.getByText("快反派线").click();
  await page.getByRole("button", { name: "发布", exact: true }).click();
  await expect(page.getByTestId("replay-gate")).toContainText("回放 59 天 2,861 张订单");
  await page.getByRole("dialog").getByRole("button", { name: "发布" }).click();
  await expect(page.getByTestId("live-version")).toContainText("v1");
});

test("an order sent by HTTP is decided, listed, and says why", async () => {
  const due = new Date(Date.now() + 2 * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
  const order = {
    source: "e2e",
    external_id: "A-1001",
    brand: "青禾记",
    style_code: "FJ2601",
    due_at: due,
    lines: [{ line_no: 1, sku: "FJ2601-M", qty: 20 }],
  };
  const first = await page.request.post("/api/v1/orders", { data: order, headers: { "idempotency-key": "k-1" } });
  expect(first.status()).toBe(201);
  const answer = await first.json();
  expect(answer).toMatchObject({
    result: "accepted",
    decision: { outcome: "decided", destination: { id: "rapid-line", name: "快反线" } },
  });
  expect(answer.decision.flow_version).toEqual([expect.objectContaining({ flow: "rapid-line", version: 1 })]);
  expect(answer.decision.nodes).toEqual(expect.arrayContaining(["received", "fj_due_soon", "to_rapid"]));
  const again = await page.request.post("/api/v1/orders", { data: order, headers: { "idempotency-key": "k-1" } });
  expect(await again.json()).toEqual(answer);
  const other = await page.request.post("/api/v1/orders", {
    data: { ...order, style_code: "KD1" },
    headers: { "idempotency-key": "k-1" },
  });
  expect(other.status()).toBe(409);

  await page.getByRole("link", { name: "订单", exact: true }).click();
  await page.getByText("A-1001").click();
  await expect(page.getByTestId("order-destination")).toContainText("快反线");
  await expect(page.getByTestId("why")).toContainText(/款号以 FJ 开头 且 交期\s*≤\s*3\s*天/);
  await expect(page.getByTestId("why")).toContainText("FJ2601");
  await expect(page.getByTestId("timeline")).toContainText("收到订单");
});
