/** A person at the designer: drags kinds from the palette, draws lines, fills in forms, steps through a try. By mouse and keyboard only. */
import { expect, type Locator, type Page } from "@playwright/test";

export const card = (page: Page, id: string) => page.getByTestId(`node-${id}`);

async function center(target: Locator) {
  const box = await target.boundingBox();
  if (!box) throw new Error("not on screen");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Presses, moves in steps, lets go. */
export async function drag(page: Page, from: Locator, to: Locator) {
  const [start, end] = [await center(from), await center(to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 12, start.y + 8, { steps: 2 });
  await page.mouse.move(end.x, end.y, { steps: 6 });
  await page.mouse.up();
}

/** Takes a kind from the palette to a point on the screen. In several moves: a drag of one move is lost now and then. */
export async function dragKind(page: Page, kind: string, to: { x: number; y: number }): Promise<void> {
  const source = page.getByTestId(`palette-${kind}`);
  await expect(source).toHaveAttribute("draggable", "true");
  await source.scrollIntoViewIfNeeded();
  const box = await source.boundingBox();
  if (!box) throw new Error(`no ${kind} on the palette`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 12, y + 8, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 12 });
  await page.mouse.up();
}

export class Designer {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  get inspector() {
    return this.page.getByTestId("inspector");
  }
  get drawer() {
    return this.page.getByTestId("drawer");
  }

  /** A new flow with its empty canvas; zoomed out, so that there is room to draw. Gives the trigger's id. */
  async create(name: string): Promise<string> {
    await this.page.goto("/flows");
    await this.page.getByRole("button", { name: "新建流程" }).click();
    await this.page.locator("#flow-name").fill(name);
    await this.page.locator("#flow-name").press("Enter");
    await expect(this.page.getByTestId("canvas")).toBeVisible();
    const trigger = this.page.locator('article[data-kind="order_received"]');
    await expect(trigger).toBeVisible();
    for (let times = 0; times < 3; times += 1) await this.page.getByRole("button", { name: "缩小" }).click();
    await this.moveAside(trigger);
    return this.idOf(trigger);
  }

  /** Takes the trigger by its head and puts it at the left, where a flow begins. */
  private async moveAside(trigger: Locator) {
    const [from, box] = [await trigger.boundingBox(), await this.page.getByTestId("canvas").boundingBox()];
    if (!from || !box) throw new Error("no canvas");
    const [x, y] = [from.x + from.width / 2, from.y + 8];
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.move(x - 10, y - 10, { steps: 2 });
    await this.page.mouse.move(box.x + 16 + from.width / 2, box.y + box.height * 0.3, { steps: 6 });
    await this.page.mouse.up();
  }

  private async idOf(found: Locator): Promise<string> {
    return ((await found.getAttribute("data-testid")) ?? "").replace("node-", "");
  }

  /** Drags a kind onto the canvas, at a share of its width and height. */
  async place(kind: string, across: number, down: number): Promise<string> {
    const cards = this.page.locator(`article[data-kind="${kind}"]`);
    const ids = () => cards.evaluateAll((all) => all.map((one) => one.getAttribute("data-testid") ?? ""));
    const before = await ids();
    const box = await this.page.getByTestId("canvas").boundingBox();
    if (!box) throw new Error("no canvas");
    await dragKind(this.page, kind, { x: box.x + box.width * across, y: box.y + box.height * down });
    await expect(cards).toHaveCount(before.length + 1);
    const added = (await ids()).find((id) => !before.includes(id));
    if (!added) throw new Error(`no new ${kind}`);
    return added.replace("node-", "");
  }

  /** Draws a line from a port to a card. */
  async wire(from: string, port: string, to: string) {
    const wires = this.page.locator(".react-flow__edge");
    const before = await wires.count();
    await drag(
      this.page,
      this.page.getByTestId(`port-${from}-${port}`),
      card(this.page, to).locator(".react-flow__handle.target"),
    );
    await expect(wires).toHaveCount(before + 1);
  }

  async select(id: string) {
    await card(this.page, id).click();
    await expect(card(this.page, id)).toHaveAttribute("data-selected", "true");
  }

  async pick(field: Locator, option: string) {
    await field.click();
    await this.page.locator(".ant-select-dropdown:visible").getByText(option, { exact: true }).first().click();
  }

  /** Adds a comparison to the condition on screen: finds the fact by typing, chooses the operator, fills in the value. */
  async compare(fact: string, operator: string | null, value: string | null, where: Locator = this.inspector) {
    await where.getByRole("button", { name: "添加条件" }).first().click();
    await expect(this.page.locator("[aria-label='字段']:focus")).toHaveCount(1);
    await this.page.keyboard.type(fact);
    await this.page.locator(".ant-select-item-option:visible").filter({ hasText: fact }).first().click();
    const row = where.getByTestId("comparison").last();
    if (operator !== null) await this.pick(row.getByRole("combobox", { name: "比较方式" }), operator);
    if (value === null) return;
    const input = row.locator("input:not([aria-label='字段']):not([aria-label='比较方式'])").last();
    await input.fill(value);
    await input.press("Enter");
  }

  async saved() {
    await expect(this.page.getByTestId("save-state")).toHaveText("已自动保存");
  }

  async openTry() {
    await this.page.getByRole("button", { name: "试运行" }).first().click();
  }

  /** The order form of a step: labels of fields → what is typed. Lines: columns by name. */
  async order(fields: Record<string, string>, lines: Record<string, string>[] = []) {
    await this.drawer.getByText("填写", { exact: true }).click();
    for (const [label, value] of Object.entries(fields)) {
      const field = this.drawer.getByLabel(label, { exact: true });
      if ((await field.count()) === 0) await this.pick(this.drawer.getByLabel("加一个字段"), label);
      await field.fill(value);
      if (label === "付款时间") await field.press("Enter");
    }
    for (const [index, line] of lines.entries()) {
      if (index > 0) await this.drawer.getByRole("button", { name: "加一行" }).click();
      for (const [column, value] of Object.entries(line))
        await this.drawer.getByLabel(`第 ${index + 1} 行 ${column}`, { exact: true }).fill(value);
    }
    await this.run();
  }

  async run() {
    await this.drawer.getByRole("button", { name: "试运行", exact: true }).click();
    await expect(this.drawer.getByTestId("trial-timeline")).toBeVisible();
  }

  async another(fields: Record<string, string>, lines: Record<string, string>[] = []) {
    await this.drawer.getByRole("button", { name: "再来一单" }).click();
    await this.order(fields, lines);
  }

  /** And then nothing happens for so many hours. */
  async wait(hours: number) {
    await this.drawer.getByRole("button", { name: "过一段时间" }).click();
    await this.drawer.getByRole("spinbutton", { name: "时长" }).fill(String(hours));
    await this.run();
  }

  get timeline() {
    return this.drawer.getByTestId("trial-timeline");
  }
  get orders() {
    return this.drawer.getByTestId("trial-orders");
  }
}
