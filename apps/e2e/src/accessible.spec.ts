/** axe-core on every screen, light and dark: nothing serious or critical. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

type Scheme = "light" | "dark";

async function shownIn(page: Page, scheme: Scheme): Promise<void> {
  const html = page.locator("html");
  for (let turn = 0; turn < 3 && (await html.getAttribute("data-scheme")) !== scheme; turn += 1)
    await page.getByTestId("scheme-switch").click();
  await expect(html).toHaveAttribute("data-scheme", scheme);
}

/** Of little weight to axe, and how whoever hears a page finds their way in it. */
const HEADINGS = new Set(["heading-order", "page-has-heading-one"]);

/** The colours are all that the dark scheme changes. */
async function findingsOn(page: Page, scheme: Scheme, also: ReadonlySet<string> = new Set()): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (scheme === "light" ? axe : axe.withRules(["color-contrast"])).analyze();
  return violations
    .filter(({ id, impact }) => impact === "serious" || impact === "critical" || also.has(id))
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.html.slice(0, 120)}`));
}

async function checkIn(page: Page, what: string, scheme: Scheme): Promise<void> {
  await shownIn(page, scheme);
  expect(await findingsOn(page, scheme), `${what}, ${scheme}`).toEqual([]);
}

async function check(page: Page, what: string): Promise<void> {
  for (const scheme of ["light", "dark"] as const) await checkIn(page, what, scheme);
  await shownIn(page, "light");
}

/** A rule looks at every element of a screen; how long that takes is not what is tested. */
test.setTimeout(300_000);

const SCREENS = [
  "/flows",
  "/orders",
  "/lots",
  "/boards",
  "/boards/deadlines",
  "/boards/steps",
  "/boards/trend",
  "/boards/figures",
  "/boards/figures?reports=true",
  "/todo",
  "/intake",
  "/sandbox",
  "/settings/channels",
  "/settings/contacts",
  "/settings/destinations",
  "/settings/brands",
  "/settings/people",
  "/settings/calendar",
  "/settings/fields",
  "/settings/outbox",
  "/settings/members",
  "/settings/keys",
  "/settings/journal",
];

for (const scheme of ["light", "dark"] as const) {
  // The colours of both schemes are compared by a unit test; the walks run with the heavy suites.
  test(`every screen, ${scheme}`, { tag: "@heavy" }, async ({ page }) => {
    for (const path of SCREENS) {
      await page.goto(path);
      await expect(page.locator("main")).not.toBeEmpty();
      await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
      await checkIn(page, path, scheme);
    }
  });
}

test("an order's page", async ({ page }) => {
  const order = { source: "e2e", external_id: "AXE-1", brand: "青禾记", style_code: "FJ2601" };
  // More than its column shows at once: what scrolls is reached by keys.
  const lines = Array.from({ length: 60 }, (_, n) => ({ line_no: n + 1, sku: `S${n}`, qty: 2 }));
  const answer = await page.request.post("/api/v1/orders", { data: { ...order, lines } });
  const { order: stored } = await answer.json();
  await page.goto(`/orders/${stored.id}`);
  await expect(page.getByText(order.external_id).first()).toBeVisible();
  await check(page, "an order's page");
});

/** A change is asked for by its measure, and one level approves it. */
const CHANGES = {
  ...{ formatVersion: 1, name: "变更审批 e2e", brands: [], windows: [], patterns: [] },
  nodes: [
    { id: "asked", kind: "measure", measure: "ChangeRequested", position: { x: 0, y: 0 } },
    {
      id: "sign",
      kind: "approval",
      title: "需求变更",
      approvers: ["supervisor"],
      levels: 1,
      position: { x: 300, y: 0 },
    },
  ],
  edges: [{ id: "e1", from: "asked", port: "next", to: "sign" }],
};

test("what an order is made of and how it changed: reports of lots, versions, a change on paper", async ({ page }) => {
  const post = async (path: string, data: object) => {
    const answer = await page.request.post(`/api/v1${path}`, { data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return answer.json();
  };
  const lines = [{ line_no: 1, sku: "S", qty: 2 }];
  const number = `AXE-CHAIN-${test.info().retry}`;
  const sent = { source: "e2e", external_id: number, due_at: "2027-03-01", amount: "800.00", lines };
  const { order } = await post("/orders", sent);
  const report = page.getByTestId("trace");
  await page.goto(`/orders/${order.id}/trace`);
  await expect(page.getByTestId("no-scans")).toBeVisible();
  await check(page, "a report without scans");

  await post("/lots/scans", { by: "supervisor", scans: [{ lot: "CLOTH-AXE", into: `CUT-${number}` }, { lot: `CUT-${number}`, order: order.id }] }); // biome-ignore format: one call
  await page.reload();
  await expect(report).toContainText("CLOTH-AXE");
  await check(page, "an order's report");
  await page.goto(`/lots/CUT-${number}`);
  await expect(report).toContainText(number);
  await check(page, "a lot's report");

  const flow = await post("/flows", { name: CHANGES.name, document: CHANGES });
  await post(`/flows/${flow.id}/publish`, { reason: "e2e" });
  const change = { type: "request_change", reason: "客户主动调整", level: 1, due_date: "2027-03-08", by: "supervisor" };
  await post(`/orders/${order.id}/actions`, change);
  const { items } = await (await page.request.get("/api/v1/approvals")).json();
  const [{ name: approval }] = items.filter((one: { order: { id: string } }) => one.order.id === order.id);
  await post(`/orders/${order.id}/approvals`, { approval, decision: "approved", by: "supervisor" });
  await page.goto(`/orders/${order.id}/versions`);
  await expect(page.getByTestId("compared")).toContainText("2027-03-08");
  await check(page, "an order's versions");
  await page.getByRole("link", { name: "客户主动调整" }).click();
  await expect(page.getByTestId("change-document")).toContainText("2027-03-08");
  await check(page, "a change on paper");
});

test("headings of the figures, the settings of the customer page, pages that are refused and the customer's own", async ({
  page,
}) => {
  for (const path of ["/boards/figures", "/boards/figures?reports=true", "/settings/customer-page", "/orders/none"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
    await expect(page.getByText("正在")).toHaveCount(0);
    if (path.endsWith("customer-page")) await page.getByRole("button", { name: "添加原因" }).click();
    expect.soft(await findingsOn(page, "light", HEADINGS), path).toEqual([]);
  }
  await page.goto("/track/none");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await findingsOn(page, "light", HEADINGS), "a link that opens nothing").toEqual([]);

  const order = { source: "e2e", external_id: "AXE-2", brand: "青禾记", due_at: "2027-01-01T00:00:00Z" };
  const sent = await page.request.post("/api/v1/orders", {
    data: { ...order, lines: [{ line_no: 1, sku: "S", qty: 2 }] },
  });
  const { order: stored } = await sent.json();
  const moved = { type: "move_due", due_date: "2027-02-01", by: "local" };
  expect((await page.request.post(`/api/v1/orders/${stored.id}/actions`, { data: moved })).ok()).toBe(true);
  const link = await page.request.post(`/api/v1/orders/${stored.id}/links`, { data: { days: 7 } });
  await page.goto(`/track/${(await link.json()).token}`);
  await expect(page.getByTestId("move")).toBeVisible();
  expect(await findingsOn(page, "light", HEADINGS), "an order as its customer sees it").toEqual([]);
});

test("the designer: canvas with a condition's form, menu, drawer, list, publishing", async ({ page }) => {
  await page.goto("/flows");
  await page.getByText("快反派线").first().click();
  await page.getByTestId("node-fj_due_soon").click();
  await expect(page.getByTestId("condition-editor")).toBeVisible();
  await page.getByTestId("check").click();
  await check(page, "canvas, form, drawer");
  await page.getByTestId("node-fj_due_soon").click({ button: "right" });
  await expect(page.getByRole("menu")).toBeVisible();
  expect(await findingsOn(page, "light"), "menu").toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "列表视图" }).click();
  await expect(page.getByTestId("flow-list")).toBeVisible();
  await check(page, "list");
  await page.getByRole("button", { name: "发布", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await findingsOn(page, "light"), "publishing").toEqual([]);
});

test("keys lead into what opens over the page, and back to what opened it", async ({ page }) => {
  await page.goto("/sandbox/data");
  const row = page.getByRole("row", { name: "演示服装厂订单" });
  const rename = row.getByRole("button", { name: "改名" });
  await rename.press("Enter");
  await expect(page.getByLabel("数据名称")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(rename).toBeFocused();

  const remove = row.getByRole("button", { name: "删除" });
  await remove.press("Enter");
  await expect(page.getByRole("tooltip").getByRole("button", { name: "取消" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(remove).toBeFocused();

  // Its part is fetched when it is first asked for.
  await page.goto("/sandbox");
  const more = page.getByRole("button", { name: "更多选项" });
  await more.press("Enter");
  await expect(page.getByTestId("start-dialog").getByLabel("流程")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(more).toBeFocused();
});
