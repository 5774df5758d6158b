/** A spreadsheet becomes a history that drafts are replayed on; open orders are recalled to a newer version. */
import { type APIRequestContext, expect, test } from "@playwright/test";
import writeXlsx from "write-excel-file/node";
import { findingsOn } from "./axe.ts";

const at = (day: number) => new Date(Date.UTC(2026, 2, day, 10, 30));
const sheet = [
  ["单据号", "款号", "数量", "下单时间", "交期"],
  ["A-1", "FJ01", 12, at(2), at(5)],
  ["A-2", "AB01", 3, at(3), at(20)],
  ["A-1", "FJ02", 5, at(2), at(5)],
  ["A-3", "FJ03", "二十", at(4), at(6)],
];

test("an Excel file is dropped, its columns corrected, imported, replayed and replayed again to the same bytes", async ({
  page,
}) => {
  const rows = sheet.map((row) =>
    row.map((value) => (value instanceof Date ? { value, format: "yyyy-mm-dd hh:mm" } : { value })),
  );
  const buffer = await writeXlsx(rows).toBuffer();
  await page.goto("/sandbox/data");
  await page.getByRole("button", { name: "导入历史订单" }).click();
  const dialog = page.getByTestId("import-dialog");
  const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  await page.getByTestId("import-file").setInputFiles({ name: "三月订单.xlsx", mimeType, buffer });
  // Nobody knows that 单据号 is the order's number: every row lacks one, and says so.
  await expect(dialog).toContainText("可导入 0，有问题 4");
  await page.getByRole("combobox", { name: "单据号 对应的字段" }).click();
  await page.keyboard.type("external_id");
  await page.keyboard.press("Enter");
  await expect(dialog).toContainText("共 3 单，可导入 2，有问题 1");
  await page.getByRole("button", { name: "导入 2 单" }).click();
  const row = page.getByTestId("datasets").getByRole("row").filter({ hasText: "三月订单.xlsx" });
  await expect(row).toContainText("2026-03-02 – 2026-03-03");
  await row.getByRole("button", { name: "1 行" }).click();
  await expect(page.getByTestId("dataset-problems")).toContainText(/数量.*二十/);
  await page.keyboard.press("Escape");
  await row.getByRole("button", { name: "改名" }).click();
  await page.getByRole("textbox", { name: "数据名称" }).fill("三月样本");
  await page.getByRole("button", { name: "保存" }).click();
  await row.getByRole("button", { name: "去回放" }).click();

  await page.getByRole("button", { name: "更多选项…" }).click();
  const start = page.getByTestId("start-dialog");
  await expect(start).toContainText("三月样本 · 2 单");
  await start.getByText("只回放草稿").click();
  await page.getByRole("dialog").getByRole("button", { name: "开始回放" }).click();
  await expect(page.getByTestId("replay-status")).toContainText("回放完成", { timeout: 30_000 });
  await page.getByRole("button", { name: "重新执行" }).click();
  await expect(page.getByTestId("replay-same")).toContainText("逐字节相同", { timeout: 30_000 });
  await expect(page.getByTestId("runs").getByRole("listitem").first()).toContainText("三月样本");

  const figures = page.getByRole("button", { name: "数字对比" });
  await figures.click();
  await page.reload();
  await expect(figures).toHaveAttribute("aria-pressed", "true");
});

test("a run that the flow's errors stop leads to the node that has one", async ({ page, request }) => {
  const { id } = await (await request.post("/api/v1/flows", { data: { name: "去向写错" } })).json();
  const lost = { id: "lost", position: { x: 400, y: 900 }, kind: "route", destination: "nowhere" };
  const operations = [{ type: "add_nodes", nodes: [lost], edges: [] }];
  const changed = await request.patch(`/api/v1/flows/${id}/draft`, { data: { revision: 1, operations } });
  expect(changed.ok(), await changed.text()).toBe(true);
  await page.goto(`/sandbox?flow=${id}`);
  await page.getByRole("button", { name: "开始回放" }).first().click();
  await page.getByTestId("replay").getByRole("link", { name: "nowhere" }).click();
  await expect(page.getByTestId("node-lost")).toHaveAttribute("data-selected", "true");
  await expect(page.getByTestId("node-lost")).toBeInViewport();
  await expect(page.getByTestId("inspector")).toContainText("去向“nowhere”已不存在");
});

test("open orders that an older version decided are previewed with why, chosen and recalled; what a person set stays", async ({
  page,
  request,
}) => {
  const { flow, free, mine } = await ordersOfTwoVersions(request);
  await page.goto(`/flows/${flow}/versions`);
  await page.getByTestId("open-recall").click();
  // As somebody opens it whom a link brought: nothing of another screen is there before it.
  await page.reload();
  const orders = page.getByTestId("recall-orders");
  await expect(orders).toContainText("RC-1");
  await expect(orders).not.toContainText("RC-2");
  // Each is come to by keys once, and has a name: the table's heads stand in it twice.
  expect(await findingsOn(page, "light")).toEqual([]);
  const chooseAll = page.getByRole("checkbox", { name: "选择本页全部" });
  await chooseAll.focus();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("checkbox", { name: "选择 RC-1" })).toBeFocused();
  await page.getByText("全部未完结").click();
  const locked = orders.getByRole("row").filter({ hasText: "RC-2" });
  await expect(locked).toContainText("去向");
  await expect(locked).toContainText("不变");
  await orders.getByRole("row").filter({ hasText: "RC-1" }).getByRole("button", { name: "为什么" }).click();
  await expect(page.getByTestId("recall-why")).toContainText("广州仓");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "选择全部符合条件的" }).click();
  await expect(page.getByText("已选 2 单")).toBeVisible();
  await page.getByRole("button", { name: "召回所选" }).click();
  await page.getByRole("tooltip").getByRole("button", { name: "召回所选" }).click();
  await expect(page.getByTestId("recall-result")).toContainText("已召回 2 单");
  await expect(page.getByText("没有由这个版本决定的未完结订单")).toBeVisible();
  expect([await destinationOf(request, free), await destinationOf(request, mine)]).toEqual(["广州仓", "杭州仓"]);
});

const json = async (request: APIRequestContext, path: string, data: unknown, method = "POST") => {
  const reply = await request.fetch(`/api/v1${path}`, { method, data });
  expect(reply.ok(), `${method} ${path}: ${await reply.text()}`).toBe(true);
  return await reply.json();
};
const destinationOf = async (request: APIRequestContext, order: string) =>
  (await (await request.get(`/api/v1/orders/${order}`)).json()).decision.destination.name;

/** Two orders that version 1 decided, one of them set by hand, beside a version 2 that sends them elsewhere. */
async function ordersOfTwoVersions(request: APIRequestContext) {
  const route = { id: "to", kind: "route", position: { x: 600, y: 0 }, destination: "rapid-line" };
  const document = {
    ...{ formatVersion: 1, name: "召回演练", brands: [], windows: [], patterns: [] },
    nodes: [
      { id: "in", kind: "order_received", position: { x: 0, y: 0 } },
      {
        ...{ id: "rc", kind: "condition", position: { x: 300, y: 0 }, missing: "not_met" },
        when: { type: "comparison", fact: "style_code", operator: "starts_with", value: "RECALL" },
      },
      route,
    ],
    edges: [
      { id: "e1", from: "in", port: "next", to: "rc" },
      { id: "e2", from: "rc", port: "met", to: "to" },
    ],
  };
  const { id: flow } = await json(request, "/flows", { name: document.name, document });
  // Other flows that are live must not send these orders first.
  const { items } = await (await request.get("/api/v1/flows")).json();
  const others = items.map(({ id }: { id: string }) => id).filter((id: string) => id !== flow);
  await json(request, "/flows/order", { flows: [flow, ...others] }, "PUT");
  const publish = () => json(request, `/flows/${flow}/publish`, { reason: "e2e" });
  await publish();
  const take = async (external_id: string): Promise<string> =>
    (await json(request, "/orders", { source: "e2e", external_id, style_code: "RECALL1" })).order.id;
  const [free, mine] = [await take("RC-1"), await take("RC-2")];
  await json(request, `/orders/${mine}/actions`, { type: "set_by_hand", destination: "wh-hangzhou", by: "王" });
  const operations = [{ type: "update_node", id: "to", node: { ...route, destination: "wh-guangzhou" } }];
  await json(request, `/flows/${flow}/draft`, { revision: 1, operations }, "PATCH");
  await publish();
  return { flow, free, mine };
}
