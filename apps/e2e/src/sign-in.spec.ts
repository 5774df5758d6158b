/** Every way through the door: a password, a second factor, the company's own identity, an invitation, a page that was asked for. */
import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import { type Browser, expect, type Page, test } from "@playwright/test";
import Provider from "oidc-provider";
import { type House, openHouse } from "./house.ts";

const PORT = Number(process.env.E2E_PORT ?? 7499) + 3;
const PASSWORD = "correct horse battery";
const CLIENT = { id: "switchyard", secret: "a secret that both know" };

let house: House;
let company: Server;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  company = createServer();
  await new Promise<void>((ready) => company.listen(0, "127.0.0.1", ready));
  const address = company.address();
  const issuer = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: CLIENT.id, client_secret: CLIENT.secret, token_endpoint_auth_method: "client_secret_post" },
        redirect_uris: [`http://127.0.0.1:${PORT}/api/auth/callback/company`],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    // Whoever types an address at the provider's own page is that person.
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: `subject of ${id}`, email: id, email_verified: true, name: `公司的 ${id}` }),
    }),
    cookies: { keys: ["for this test"] },
    features: { devInteractions: { enabled: true } },
  });
  company.on("request", provider.callback());
  house = await openHouse(PORT, {
    ...{ OIDC_NAME: "公司账号", OIDC_DISCOVERY_URL: `${issuer}/.well-known/openid-configuration` },
    ...{ OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret },
  });
});
test.afterAll(() => {
  house.close();
  company.closeAllConnections();
  company.close();
});

/** Of somebody who has never been here. */
const device = async (browser: Browser): Promise<Page> =>
  await (await browser.newContext({ baseURL: house.home })).newPage();
const ask = async (page: Page, path: string, data: object) => {
  const answer = await page.request.post(`${house.home}/api/v1${path}`, { headers: { origin: house.home }, data });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return await answer.json();
};
async function give(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("邮箱").fill(email);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}
/** By the provider's own pages: who one is, and that one agrees. */
async function enterByCompany(page: Page, email: string): Promise<void> {
  await page.getByRole("button", { name: "用公司账号登录" }).click();
  await page.locator("input[name=login]").fill(email);
  await page.locator("input[name=password]").fill("x");
  await page.locator("button[type=submit]").click();
  await page.getByRole("button", { name: "Continue" }).click();
}

let owner: Page;

test("before there is anybody the page says where the first owner is made, and takes no password", async ({
  browser,
}) => {
  owner = await device(browser);
  await owner.goto("/sign-in");
  await expect(owner.getByText("请打开服务启动时在命令行里显示的链接")).toBeVisible();
  await expect(owner.getByLabel("邮箱")).toHaveCount(0);
  const code = new URL(house.setUpLink).searchParams.get("code");
  await ask(owner, "/setup", { code, name: "陈老板", email: "owner@example.com", password: PASSWORD });
});

test("a password: a wrong one is told and can be mended; who came for a page is led to it", async ({ browser }) => {
  const page = await device(browser);
  await page.goto("/orders?q=A-1");
  await expect(page).toHaveURL(/\/sign-in\?/);
  await give(page, "owner@example.com", "not the password");
  await expect(page.getByRole("alert")).toHaveText("邮箱、密码或验证码不正确");
  await expect(page.getByRole("link", { name: "忘记密码" })).toHaveAttribute("href", "/forgot");
  await give(page, "owner@example.com", PASSWORD);
  await expect(page).toHaveURL(/\/orders\?q=A-1$/);
});

test("a second factor: asked for after the password, a wrong code is told, one goes back, a code of the app or a backup code opens", async ({
  browser,
}) => {
  const begun = await ask(owner, "/second-factor", { password: PASSWORD });
  const secret = new URL(begun.uri).searchParams.get("secret") ?? "";
  await ask(owner, "/second-factor/confirm", { code: codeOf(secret, Date.now()) });
  const page = await device(browser);
  await page.goto("/sign-in");
  await give(page, "owner@example.com", PASSWORD);
  await expect(page.getByText("请输入验证器应用里的 6 位数字")).toBeVisible();
  await page.getByRole("button", { name: "返回" }).click();
  await give(page, "owner@example.com", PASSWORD);
  await page.getByLabel("验证码").fill("000000");
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await expect(page.getByRole("alert")).toHaveText("邮箱、密码或验证码不正确");
  await page.getByLabel("验证码").fill(begun.backup_codes[0]);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await expect(page).toHaveURL(/\/flows$/);
});

test("the company's own identity: a member comes in, a stranger is told to be invited, an invitation makes one of them", async ({
  browser,
}) => {
  const { token: first } = await ask(owner, "/invitations", { email: "li@example.com", role: "operator" });
  await ask(await device(browser), `/invitations/${first}`, { name: "李", password: PASSWORD });
  const li = await device(browser);
  await li.goto("/sign-in");
  await enterByCompany(li, "li@example.com");
  await expect(li).toHaveURL(/\/flows$/);

  const stranger = await device(browser);
  await stranger.goto("/sign-in");
  await enterByCompany(stranger, "stranger@example.com");
  await expect(stranger.getByRole("alert")).toHaveText("公司账号可用，但这里还没有您：请让管理员先发邀请。");
  await expect(stranger.getByLabel("邮箱")).toBeVisible();
  await stranger.goto("/sign-in?error=issuer_mismatch");
  await expect(stranger.getByRole("alert")).toHaveText("公司账号登录没有成功，请重试或改用密码。");

  const { token } = await ask(owner, "/invitations", { email: "new@example.com", role: "editor" });
  const guest = await device(browser);
  await guest.goto(`/invite/${token}`);
  await enterByCompany(guest, "new@example.com");
  await expect(guest).toHaveURL(new RegExp(`/invite/${token}$`));
  await guest.locator("button[type=submit]").click();
  await expect(guest).toHaveURL(/\/flows$/);
});

/** What an authenticator shows (RFC 6238: SHA-1, 30 s, six digits), for a secret in base 32. */
function codeOf(secret: string, at: number): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].map((one) => letters.indexOf(one).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/[01]{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const hash = createHmac("sha1", key).update(step).digest();
  const from = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
