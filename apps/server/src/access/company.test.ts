/** Signing in by a company's own identity, against a real OpenID provider. */
import { describe, expect, test } from "vitest";
import { type Company, openCompany } from "../testing/company.ts";
import { type House, openHouse } from "../testing/harness.ts";
import { type Browser, join, openBrowser, PASSWORD, PUBLIC_URL } from "../testing/people.ts";

async function openCompanyHouse() {
  const company = await openCompany();
  const house = await openHouse({ signIn: { publicUrl: PUBLIC_URL, openId: company.openId } });
  const owner = openBrowser(house);
  const given = { code: house.setUpCode, name: "陈老板", email: "owner@example.com", password: PASSWORD };
  expect((await owner.ask("POST", "/setup", given)).status).toBe(200);
  return { company, house, owner };
}

/** The way back: the browser asks for the address that the provider sent it to. Answers where it is sent next. */
async function comeBack(house: House, browser: Browser, url: string): Promise<string> {
  const response = await house.app.request(url, {
    headers: {
      host: "yard.example.com",
      cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    },
  });
  for (const cookie of response.headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    browser.cookies.set(name, value);
  }
  return response.headers.get("location") ?? `${response.status} ${await response.text()}`;
}

async function begin(browser: Browser, invitation?: string): Promise<string> {
  const begun = await browser.ask("POST", "/session/company", invitation === undefined ? {} : { invitation });
  expect(begun.status).toBe(200);
  return begun.body.url;
}
async function enter(house: House, company: Company, browser: Browser, email: string, invitation?: string) {
  return await comeBack(house, browser, await company.visit(await begin(browser, invitation), email));
}
const whoIs = async (browser: Browser) => (await browser.ask("GET", "/session")).body;

describe("a company's own identity", () => {
  test("brings in a member whom the provider knows by address: PKCE, nonce and state go along", async () => {
    const { company, house, owner } = await openCompanyHouse();
    await join(house, owner, { email: "li@example.com", role: "operator" });
    expect((await whoIs(openBrowser(house))).open_id).toBe("公司账号");
    const li = openBrowser(house);
    const url = new URL(await begin(li));
    expect(url.origin).toBe(company.issuer);
    expect(url.searchParams.get("redirect_uri")).toBe(`${PUBLIC_URL}/api/auth/callback/company`);
    expect(url.searchParams.get("code_challenge_method")).toBe("S256");
    for (const name of ["code_challenge", "nonce", "state"])
      expect([name, url.searchParams.get(name)?.length ?? 0]).toEqual([name, expect.toSatisfy((n: number) => n >= 20)]);
    expect(await comeBack(house, li, await company.visit(url.href, "li@example.com"))).toBe("/flows");
    expect(company.exchanges[0]?.get("code_verifier")?.length).toBeGreaterThanOrEqual(43);
    expect(await whoIs(li)).toMatchObject({ state: "signed_in", role: "operator" });
    expect((await li.ask("GET", "/orders")).status).toBe(200);
    // What the provider gave for itself is not kept.
    const rows = await house.ctx.store.read.accounts.find("account", { where: [] });
    const [row] = rows.filter(({ providerId }) => providerId === "company");
    expect(row).toMatchObject({ idToken: null, accessToken: null, refreshToken: null });
  });

  test("lets nobody in whom nobody invited, and makes no account of them", async () => {
    const { company, house } = await openCompanyHouse();
    const stranger = openBrowser(house);
    expect(await enter(house, company, stranger, "stranger@example.com")).toMatch(/\/sign-in\?error=signup_disabled/);
    expect((await whoIs(stranger)).state).toBe("signed_out");
    expect(await house.ctx.store.read.accounts.count("user", [])).toBe(1);
  });

  test("with an invitation makes the invited person, who is led back to it; another one gains nothing by it", async () => {
    const { company, house, owner } = await openCompanyHouse();
    const { token } = (await owner.ask("POST", "/invitations", { email: "new@example.com", role: "editor" })).body;
    const thief = openBrowser(house);
    expect(await enter(house, company, thief, "thief@example.com", token)).toBe(`/invite/${token}`);
    expect((await thief.ask("POST", `/invitations/${token}`, {})).body.code).toBe("not_signed_in");
    expect((await thief.ask("GET", "/orders")).status).toBe(403);
    const guest = openBrowser(house);
    expect(await enter(house, company, guest, "new@example.com", token)).toBe(`/invite/${token}`);
    expect((await guest.ask("GET", `/invitations/${token}`)).body).toMatchObject({ known: true });
    expect((await guest.ask("POST", `/invitations/${token}`, {})).status).toBe(200);
    expect(await whoIs(guest)).toMatchObject({ role: "editor", person: { name: "公司的 new@example.com" } });
    expect((await openBrowser(house).ask("POST", "/session/company", { invitation: token })).body.code).toBe(
      "invitation_not_found",
    );
  });

  test("another issuer's answer, another's token, a token for another visit and a forged way back open nothing", async () => {
    const { company, house, owner } = await openCompanyHouse();
    await join(house, owner, { email: "li@example.com", role: "operator" });
    const li = openBrowser(house);
    const back = new URL(await company.visit(await begin(li), "li@example.com"));
    const wrong = new URL(back);
    wrong.searchParams.set("iss", "https://elsewhere.example.com");
    expect(await comeBack(house, li, wrong.href)).toMatch(/error=issuer_mismatch/);
    // A state is good once, and in the browser that began only.
    expect(await comeBack(house, li, back.href)).toMatch(/error=/);
    const other = new URL(await company.visit(await begin(li), "li@example.com"));
    expect(await comeBack(house, openBrowser(house), other.href)).toMatch(/error=/);
    const forged = new URL(await company.visit(await begin(li), "li@example.com"));
    forged.searchParams.set("state", "forged");
    expect(await comeBack(house, li, forged.href)).toMatch(/error=/);

    // A whole sign-in of another visit, kept by somebody who put the provider's answer in its place.
    let kept: Record<string, unknown> | null = null;
    company.tamper.token = (answer) => {
      kept = answer;
      return answer;
    };
    expect(await enter(house, company, openBrowser(house), "li@example.com")).toBe("/flows");
    company.tamper.token = (answer) => ({ ...answer, id_token: kept?.id_token });
    expect(await enter(house, company, li, "li@example.com")).toMatch(/error=unable_to_get_user_info/);
    company.tamper.token = (answer) => ({ ...answer, id_token: unsigned(String(answer.id_token)) });
    expect(await enter(house, company, li, "li@example.com")).toMatch(/error=/);
    delete company.tamper.token;
    expect((await whoIs(li)).state).toBe("signed_out");
    expect(await enter(house, company, li, "li@example.com")).toBe("/flows");
  }, 30_000);

  test("that takes the connection and does not answer keeps no start waiting; it is asked again by who comes by it", async () => {
    const company = await openCompany();
    company.silent = true;
    const house = await openHouse({ signIn: { publicUrl: PUBLIC_URL, openId: company.openId } });
    expect(house.notes.map(({ en }) => en)).toEqual([expect.stringContaining("OIDC_DISCOVERY_URL does not answer")]);
    const owner = openBrowser(house);
    const given = { code: house.setUpCode, name: "陈", email: "o@example.com", password: PASSWORD };
    expect((await owner.ask("POST", "/setup", given)).status).toBe(200);
    company.silent = false;
    expect(await enter(house, company, openBrowser(house), "o@example.com")).toBe("/flows");
    const after = await openHouse({ signIn: { publicUrl: PUBLIC_URL, openId: company.openId } });
    expect(after.notes).toEqual([]);
  }, 30_000);

  test("that names another issuer than signs its tokens, or cannot be reached, opens nothing", async () => {
    const company = await openCompany();
    company.tamper.discovery = (document) => ({ ...document, issuer: "https://elsewhere.example.com" });
    const house = await openHouse({ signIn: { publicUrl: PUBLIC_URL, openId: company.openId } });
    const owner = openBrowser(house);
    await owner.ask("POST", "/setup", {
      code: house.setUpCode,
      name: "陈",
      email: "o@example.com",
      password: PASSWORD,
    });
    expect(await enter(house, company, openBrowser(house), "o@example.com")).toMatch(/error=/);
    const gone = { ...company.openId, discoveryUrl: "http://127.0.0.1:9/none" };
    const alone = await openHouse({ signIn: { publicUrl: PUBLIC_URL, openId: gone } });
    const asked = await openBrowser(alone).ask("POST", "/session/company", {});
    expect(asked).toMatchObject({ status: 503, body: { code: "company_unreachable" } });
  });
});

/** The same claims under `alg: none`. */
function unsigned(token: string): string {
  const [, claims = ""] = token.split(".");
  return `${Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url")}.${claims}.`;
}
