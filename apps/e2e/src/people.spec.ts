/** A house where people sign in: set-up, invitations, a second person for publishing, lost passwords, a group; in the browser. */
import { join } from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { type House, openHouse } from "./house.ts";

const PORT = Number(process.env.E2E_PORT ?? 7499) + 1;
const HOME = `http://127.0.0.1:${PORT}`;
const PASSWORD = "correct horse battery";
/** Pictures for people to look at, where a folder is named. */
const PICTURES = process.env.E2E_PICTURES;

let house: House;
const refused: string[] = [];

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  house = await openHouse(PORT);
});
test.afterAll(() => house.close());

async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: HOME });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (/Content Security Policy|Refused to/i.test(message.text())) refused.push(message.text().slice(0, 200));
  });
  return page;
}
/** A screen is shown in both languages and schemes; a dialog, which would close, as it is. */
async function picture(page: Page, name: string, isDialog = false): Promise<void> {
  if (PICTURES === undefined) return;
  if (isDialog) {
    await page.screenshot({ path: join(PICTURES, `${name}.png`) });
    return;
  }
  const look = async (language: string, scheme: string) => {
    await page.evaluate(
      (saved) => localStorage.setItem("switchyard.preferences", saved),
      JSON.stringify({ language, scheme }),
    );
    await page.reload();
    await page.waitForLoadState("load");
  };
  for (const language of ["en", "zh-CN"]) {
    for (const scheme of ["dark", "light"]) {
      await look(language, scheme);
      await page.screenshot({ path: join(PICTURES, `${name}-${language}-${scheme}.png`) });
    }
  }
}
const ask = async (page: Page, method: "get" | "post" | "put" | "patch", path: string, body?: unknown) => {
  const answer = await page.request[method](`${HOME}/api/v1${path}`, {
    headers: { origin: HOME },
    ...(body === undefined ? {} : { data: body }),
  });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return await answer.json();
};
async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("邮箱").fill(email);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

let owner: Page;
let lin: Page;
let flow = "";

test("the first owner is made with the link that the program printed", async ({ browser }) => {
  owner = await openPage(browser);
  await owner.goto(house.setUpLink);
  await picture(owner, "set-up");
  await owner.getByLabel("姓名").fill("陈老板");
  await owner.getByLabel("邮箱").fill("owner@example.com");
  await owner.getByLabel("密码").fill(PASSWORD);
  await owner.locator("button[type=submit]").click();
  await expect(owner).toHaveURL(/\/flows$/);
  // Where no flow is yet there are two ways to one.
  await expect(owner.getByRole("button", { name: "新建流程" }).first()).toBeVisible();
  await owner.getByRole("link", { name: "从模板开始" }).click();
  await expect(owner).toHaveURL(/\/templates$/);
});

test("an invitation is not lost when the person has to sign in first", async ({ browser }) => {
  const { token } = await ask(owner, "post", "/invitations", { email: "lin@example.com", role: "publisher" });
  lin = await openPage(browser);
  await lin.goto(`/invite/${token}`);
  await lin.getByLabel("姓名").fill("林主管");
  await lin.getByLabel("密码").fill(PASSWORD);
  await lin.locator("button[type=submit]").click();
  await expect(lin).toHaveURL(/\/flows$/);
  // The same person, invited to a second house, on a device that is not signed in.
  const made = await ask(owner, "post", "/workspaces", { name: "北厂" });
  const second = await owner.request.post(`${HOME}/api/v1/invitations`, {
    headers: { origin: HOME, "x-workspace": made.id },
    data: { email: "lin@example.com", role: "viewer" },
  });
  const again = (await second.json()).token;
  const device = await openPage(browser);
  await device.goto(`/invite/${again}`);
  await device.getByRole("link", { name: "登录" }).click();
  await expect(device.getByText("登录后继续接受邀请")).toBeVisible();
  await picture(device, "sign-in-to-join");
  await signIn(device, "lin@example.com", PASSWORD);
  await expect(device).toHaveURL(new RegExp(`/invite/${again}$`));
  await device.locator("button[type=submit]").click();
  await expect(device).toHaveURL(/\/flows$/);
  const { workspaces } = await ask(device, "get", "/session");
  expect(workspaces.map(({ role }: { role: string }) => role)).toEqual(["publisher", "viewer"]);
});

test("a lost password is replaced by the link that an owner hands over", async ({ browser }) => {
  await owner.goto("/settings/members");
  const { token } = await ask(owner, "post", "/invitations", { email: "wu@example.com", role: "viewer" });
  const wu = await openPage(browser);
  await ask(wu, "post", `/invitations/${token}`, { name: "吴", password: PASSWORD });
  await owner.goto("/settings/members");
  await picture(owner, "members");
  await owner
    .getByRole("row", { name: /wu@example/ })
    .getByRole("button", { name: "重设密码" })
    .click();
  const link = await owner.getByRole("dialog").locator("code").textContent();
  await picture(owner, "reset-link", true);
  const device = await openPage(browser);
  await device.goto("/forgot");
  await picture(device, "forgot");
  await device.goto(link ?? "");
  await device.getByLabel("密码").fill("another long password");
  await device.locator("button[type=submit]").click();
  await expect(device.getByText("新密码已生效")).toBeVisible();
  await device.getByRole("link", { name: "登录" }).click();
  await signIn(device, "wu@example.com", "another long password");
  await expect(device).toHaveURL(/\/flows$/);
});

test("publishing waits for a second person, who finds the request in the inbox", async () => {
  await owner.goto("/settings/members");
  await owner.getByTestId("four-eyes").getByRole("switch").click();
  await expect(owner.getByTestId("four-eyes").getByRole("switch")).toBeChecked();
  const document = {
    ...{ formatVersion: 1, name: "快反", brands: [], windows: [], patterns: [] },
    nodes: [
      { id: "in", kind: "order_received", position: { x: 0, y: 0 } },
      { id: "t", kind: "tag", tag: "快反", position: { x: 320, y: 0 } },
    ],
    edges: [{ id: "e", from: "in", port: "next", to: "t" }],
  };
  flow = (await ask(lin, "post", "/flows", { name: "快反", document })).id;
  await lin.goto(`/flows/${flow}`);
  await lin.getByRole("button", { name: "发布", exact: true }).click();
  await lin.getByLabel("为什么不先回放").fill("国庆前");
  await picture(lin, "ask-to-publish", true);
  await lin.getByRole("button", { name: "申请发布" }).click();
  await expect(lin.getByText("等待另一位成员批准")).toBeVisible();

  await owner.goto("/flows");
  await owner.getByTestId("inbox-bell").click();
  await expect(owner.getByTestId("inbox").getByText(/请批准发布“快反”/)).toBeVisible();
  await picture(owner, "inbox", true);
  await owner.getByTestId("inbox").getByRole("link", { name: "打开流程" }).click();
  await owner.getByRole("button", { name: "发布", exact: true }).click();
  await expect(owner.getByTestId("publish-request")).toContainText("林主管");
  await picture(owner, "approve", true);
  await owner.getByRole("button", { name: "批准并发布" }).click();
  await expect(owner.getByText("已发布 v1")).toBeVisible();
  const { items } = await ask(owner, "get", `/journal?subject=${flow}&type=flow_published`);
  expect(items[0].actor_name).toBe("陈老板");
});

test("a group is put together, hands out a rule and shows totals", async () => {
  await ask(owner, "post", "/templates", {
    ...{ flow, name: { zh: "快反", en: "Rapid" }, description: { zh: "", en: "" }, parameters: [] },
  });
  await owner.goto("/settings/group");
  await owner.getByLabel("添加工作区").click();
  await owner.getByTitle("北厂").click();
  await owner.getByRole("button", { name: "添加", exact: true }).click();
  await expect(owner.getByRole("row", { name: /北厂/ })).toBeVisible();
  await owner.getByRole("button", { name: "下发规则" }).click();
  await owner.getByLabel("模板").click();
  await owner.getByTitle("快反 · v1").click();
  await picture(owner, "hand-out", true);
  await owner.getByRole("button", { name: "下发", exact: true }).click();
  await expect(owner.getByTestId("handed-out")).toContainText("已建草稿");
  await picture(owner, "handed-out", true);
  await owner.getByRole("button", { name: "完成" }).click();
  await picture(owner, "group");
});

/** Through the menus, as far as they go; the screens' names. */
async function walkMenus(page: Page): Promise<string[]> {
  await page.goto("/");
  const menu = page.getByRole("navigation", { name: "主导航" }).getByRole("link");
  await menu.first().waitFor();
  const screens = await menu.allTextContents();
  for (const name of screens) {
    await menu.filter({ hasText: name }).click();
    await page.locator("main h1, main h2").first().waitFor();
    await expect(page.locator("main").getByText("正在加载…")).toHaveCount(0);
    const tabs = page.getByRole("navigation", { name: "设置的各部分" }).getByRole("link");
    for (const tab of await tabs.allTextContents()) {
      await tabs.filter({ hasText: tab }).first().click();
      await expect(page.locator("main").getByText("正在加载…")).toHaveCount(0);
    }
  }
  return screens;
}

/** The address of a run over the workspace's own orders, one of which has no style. */
async function missingRun(): Promise<string> {
  const when = { type: "comparison", fact: "style_code", operator: "starts_with", value: "FJ" };
  const document = {
    ...{ formatVersion: 1, name: "缺款号", brands: [], windows: [], patterns: [] },
    nodes: [
      { id: "in", kind: "order_received", position: { x: 0, y: 0 } },
      { id: "fj", kind: "condition", missing: "not_met", when, position: { x: 320, y: 0 } },
    ],
    edges: [{ id: "e", from: "in", port: "next", to: "fj" }],
  };
  const { id } = await ask(owner, "post", "/flows", { name: document.name, document });
  const run = await ask(owner, "post", "/replays", { flow: id, version: "draft" });
  return `/sandbox?flow=${id}&replay=${run.id}`;
}

test("each role is offered what it may do, and no screen of its menus is refused anything", async ({ browser }) => {
  test.setTimeout(180_000);
  // Whoever has a draft open holds it.
  await lin.goto("/orders");
  const workspace = await ask(owner, "get", "/workspace");
  await ask(owner, "patch", "/workspace", { revision: workspace.revision, brands: [{ id: "b1", name: "山茶" }] });
  const { id: order } = (await ask(owner, "post", "/orders", { external_id: "SC-1", source: "hand", brand: "山茶" }))
    .order;
  const enter = async (role: string, brand: string | null) => {
    const { token } = await ask(owner, "post", "/invitations", { email: `${role}@roles.example`, role, brand });
    const page = await openPage(browser);
    await ask(page, "post", `/invitations/${token}`, { name: role, password: PASSWORD });
    const refusals: string[] = [];
    page.on("response", (answer) => {
      if (answer.status() === 403) refusals.push(`${answer.request().method()} ${new URL(answer.url()).pathname}`);
    });
    return { page, refusals };
  };
  const shows = async (page: Page, offered: { create: number; act: number; readOnly: number }) => {
    await page.goto(`/orders/${order}`);
    await expect(page.getByTestId("why")).toBeVisible();
    await expect(page.getByTestId("order-actions")).toHaveCount(offered.act);
    await page.goto("/flows");
    await page.getByRole("link", { name: "快反" }).first().waitFor();
    await expect(page.getByRole("button", { name: "新建流程" })).toHaveCount(offered.create);
    await page.getByRole("link", { name: "快反" }).first().click();
    await expect(page.getByTestId("canvas")).toBeVisible();
    await expect(page.getByText("只读", { exact: true })).toHaveCount(offered.readOnly);
  };
  const viewer = await enter("viewer", null);
  // A viewer reads all that an operator and an editor read.
  expect(await walkMenus(viewer.page)).toEqual(["流程", "模板", "订单", "看板", "待办", "接入", "沙盒", "设置"]);
  await viewer.page.goto("/settings/fields");
  await expect(viewer.page.getByText("您的角色只能查看这里")).toBeVisible();
  await picture(viewer.page, "viewer-settings", true);
  await shows(viewer.page, { create: 0, act: 0, readOnly: 1 });
  await picture(viewer.page, "viewer-designer", true);
  // What data was missing is shown to all who see the run; the way to an upload only to those who may send orders.
  const missing = await missingRun();
  for (const [who, links] of [
    [viewer.page, 0],
    [owner, 1],
  ] as const) {
    await who.goto(missing);
    await expect(who.getByTestId("replay-missing")).toContainText("表里有这一列却没有读到");
    await expect(who.getByRole("link", { name: "上传时改列对应" })).toHaveCount(links);
  }
  const operator = await enter("operator", null);
  await shows(operator.page, { create: 0, act: 1, readOnly: 1 });
  const editor = await enter("editor", null);
  await shows(editor.page, { create: 1, act: 0, readOnly: 0 });
  for (const { refusals } of [viewer, operator, editor]) expect(refusals).toEqual([]);
  const clerk = await enter("clerk", null);
  await clerk.page.goto("/");
  await expect(clerk.page).toHaveURL(/\/desk$/);
  await expect(clerk.page.getByRole("navigation").getByRole("link")).toHaveCount(0);
  await picture(clerk.page, "clerk-desk");
  await clerk.page.goto("/boards");
  await expect(clerk.page.getByText("这一页不对您开放")).toBeVisible();
  expect(clerk.refusals).toEqual([]);
  const { page: guest, refusals } = await enter("brand_guest", "b1");
  expect(await walkMenus(guest)).toEqual(["订单", "看板"]);
  await guest.goto(`/orders/${order}`);
  await expect(guest.getByTestId("why")).toBeVisible();
  await picture(guest, "guest-order");
  await guest.goto("/settings/keys");
  await expect(guest.getByText("这一页不对您开放")).toBeVisible();
  await picture(guest, "guest-closed");
  expect(refusals).toEqual([]);
});

test("a session that ends while somebody edits asks for the password there, and nothing is lost", async ({
  browser,
}) => {
  const { id: drawn } = await ask(owner, "post", "/flows", { name: "会话" });
  await owner.goto(`/flows/${drawn}`);
  await owner.getByTestId("canvas").locator("[data-testid^=node-]").first().click();
  const name = owner.getByTestId("inspector").getByLabel("名称");
  await expect(name).toBeEditable();
  const device = await openPage(browser);
  await device.goto(`/flows/${drawn}/versions`);
  await signIn(device, "owner@example.com", PASSWORD);
  await expect(device).toHaveURL(new RegExp(`/flows/${drawn}/versions$`));
  const { items } = await (await device.request.get(`${HOME}/api/v1/sessions`)).json();
  for (const { id } of items.filter(({ current }: { current: boolean }) => !current))
    await device.request.delete(`${HOME}/api/v1/sessions/${id}`, { headers: { origin: HOME } });
  await name.fill("没有丢的名称");
  const dialog = owner.getByRole("dialog", { name: "登录已失效" });
  await dialog.getByLabel("邮箱").fill("owner@example.com");
  await dialog.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await dialog.getByRole("button", { name: "登录", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(owner.getByTestId("save-state")).toHaveText("已自动保存");
  expect(JSON.stringify(await ask(owner, "get", `/flows/${drawn}`))).toContain("没有丢的名称");
});

test("no screen was refused a style or a script by its own policy", async () => {
  // The menus' screens were walked through before.
  for (const path of ["/account", "/settings/keys", "/settings/journal", `/flows/${flow}`]) {
    await owner.goto(path);
    await owner.locator("main h1, main h2, main [data-testid=canvas]").first().waitFor();
  }
  const policy = (await owner.request.get(`${HOME}/flows`)).headers()["content-security-policy"] ?? "";
  expect(policy).not.toContain("unsafe");
  expect(refused).toEqual([]);
});
