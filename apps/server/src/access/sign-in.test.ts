import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openHouse } from "../testing/harness.ts";
import { join, openBrowser, openSharedHouse, PASSWORD, PUBLIC_URL } from "../testing/people.ts";

describe("set-up", () => {
  test("makes the first owner with the code, once", async () => {
    const house = await openHouse({ signIn: { publicUrl: PUBLIC_URL, openId: null } });
    const visitor = openBrowser(house);
    expect((await visitor.ask("GET", "/session")).body.state).toBe("set_up");
    const given = { code: "nonsense", name: "陈", email: "Owner@Example.com", password: PASSWORD };
    expect(await visitor.ask("POST", "/setup", given)).toMatchObject({
      status: 401,
      body: { code: "wrong_set_up_code" },
    });
    const made = await visitor.ask("POST", "/setup", { ...given, code: house.setUpCode });
    expect(made).toMatchObject({ status: 200, body: { result: "in" } });
    const { body } = await visitor.ask("GET", "/session");
    expect(body).toMatchObject({ state: "signed_in", role: "owner", workspace: "main" });
    expect(body.permissions).toContain("members.manage");
    expect(await visitor.ask("POST", "/setup", { ...given, code: house.setUpCode })).toMatchObject({
      status: 409,
      body: { code: "set_up_already" },
    });
  });
});

describe("sign-in", () => {
  test("nothing is shown and nothing is taken without it", async () => {
    const { house } = await openSharedHouse();
    const stranger = openBrowser(house);
    for (const [method, path] of [
      ["GET", "/orders"],
      ["HEAD", "/orders"],
      ["GET", "/flows"],
      ["POST", "/orders"],
      ["GET", "/members"],
    ] as const) {
      const { status } = await stranger.ask(method, path, method === "POST" ? {} : undefined);
      expect([method, path, status]).toEqual([method, path, 401]);
    }
  });

  test("the cookie is bound to this host, the token lies hashed, and signing out ends it", async () => {
    const { house, owner } = await openSharedHouse();
    const visitor = openBrowser(house);
    const wrong = await visitor.ask("POST", "/session", { email: "owner@example.com", password: "no such thing" });
    expect(wrong).toMatchObject({ status: 401, body: { code: "wrong_entry" } });
    const entered = await visitor.ask("POST", "/session", { email: "owner@example.com", password: PASSWORD });
    expect(entered.body).toEqual({ result: "in" });
    const [cookie = ""] = entered.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-switchyard_session=/);
    for (const flag of [/; Path=\//, /; HttpOnly/, /; Secure/, /; SameSite=Lax/i]) expect(cookie).toMatch(flag);
    expect(cookie).not.toMatch(/domain=/i);
    const page = await house.get("/healthz");
    expect(page.headers.get("strict-transport-security")).toBe("max-age=31536000");
    const rows = await house.ctx.store.read.accounts.find("session", { where: [] });
    expect(rows).toHaveLength(2);
    for (const { token } of rows) expect(decodeURIComponent(cookie)).not.toContain(String(token));
    expect((await visitor.ask("GET", "/orders")).status).toBe(200);
    const kept = new Map(visitor.cookies);
    expect((await visitor.ask("DELETE", "/session")).status).toBe(200);
    for (const [name, value] of kept) visitor.cookies.set(name, value);
    expect((await visitor.ask("GET", "/orders")).status).toBe(401);
    expect((await owner.ask("GET", "/orders")).status).toBe(200);
  });

  test("sessions are listed and can be ended from another", async () => {
    const { house, owner } = await openSharedHouse();
    const other = openBrowser(house, { address: "198.51.100.9" });
    await other.ask("POST", "/session", { email: "owner@example.com", password: PASSWORD });
    const { items } = (await owner.ask("GET", "/sessions")).body;
    expect(items.map(({ current }: { current: boolean }) => current).sort()).toEqual([false, true]);
    // Where the socket comes from, not what a client says of itself.
    expect(items.map(({ address }: { address: string }) => address)).toEqual(["198.51.100.9", "203.0.113.7"]);
    const away = items.find(({ current }: { current: boolean }) => !current);
    expect((await owner.ask("DELETE", `/sessions/${away.id}`)).status).toBe(200);
    expect((await other.ask("GET", "/orders")).status).toBe(401);
    expect((await owner.ask("DELETE", `/sessions/${away.id}`)).body.code).toBe("session_not_found");
  });

  test("guessing is limited by account and place, whatever a client forwards; others still come in", async () => {
    const { house } = await openSharedHouse();
    const thief = openBrowser(house, { address: "198.51.100.66" });
    const codes = [];
    for (let n = 0; n < 8; n += 1) {
      const forged = { "x-forwarded-for": `10.0.0.${n}` };
      const given = { email: "owner@example.com", password: `guess number ${n}` };
      codes.push((await thief.ask("POST", "/session", given, forged)).body.code);
    }
    expect(codes).toEqual([...Array(5).fill("wrong_entry"), ...Array(3).fill("too_many_tries")]);
    const refusal = await thief.ask("POST", "/session", { email: "owner@example.com", password: "one more" });
    expect(refusal.body.retry_after).toBe(Number(refusal.headers.get("retry-after")));
    expect(refusal.body.retry_after).toBeGreaterThan(800);
    const refused = house.logged.filter((line) => line.includes("sign-in refused"));
    expect(refused).toHaveLength(5);
    expect(refused.join("")).not.toMatch(/owner@|guess/);
    const owner = openBrowser(house);
    expect((await owner.ask("POST", "/session", { email: "owner@example.com", password: PASSWORD })).status).toBe(200);
  });
});

describe("a second factor", () => {
  test("is asked for once it is confirmed, and a backup code is good once", async () => {
    const { house, owner } = await openSharedHouse();
    const begun = await owner.ask("POST", "/second-factor", { password: PASSWORD });
    expect(begun.status).toBe(200);
    const secret = new URL(begun.body.uri).searchParams.get("secret") ?? "";
    const code = codeOf(secret, Date.now());
    expect((await owner.ask("GET", "/session")).body.second_factor).toBe(false);
    expect((await owner.ask("POST", "/second-factor/confirm", { code })).status).toBe(200);
    expect((await owner.ask("GET", "/session")).body.second_factor).toBe(true);

    const { items } = (await owner.ask("GET", "/journal?limit=1")).body;
    expect(items).toMatchObject([{ type: "second_factor_on", actor_name: "陈老板" }]);

    const visitor = openBrowser(house);
    const half = await visitor.ask("POST", "/session", { email: "owner@example.com", password: PASSWORD });
    expect(half.body).toEqual({ result: "second_factor" });
    expect((await visitor.ask("GET", "/orders")).status).toBe(401);
    expect((await visitor.ask("POST", "/session/second-factor", { code: "000000" })).status).toBe(401);
    const [backup] = begun.body.backup_codes;
    expect((await visitor.ask("POST", "/session/second-factor", { code: backup })).body).toEqual({ result: "in" });
    expect((await visitor.ask("GET", "/orders")).status).toBe(200);

    const again = openBrowser(house);
    await again.ask("POST", "/session", { email: "owner@example.com", password: PASSWORD });
    expect((await again.ask("POST", "/session/second-factor", { code: backup })).status).toBe(401);
  });

  test("a code of the app is good once, also while it is shown still", async () => {
    const { house, owner } = await openSharedHouse();
    const begun = await owner.ask("POST", "/second-factor", { password: PASSWORD });
    const secret = new URL(begun.body.uri).searchParams.get("secret") ?? "";
    const [now, next] = [codeOf(secret, Date.now()), codeOf(secret, Date.now() + 30_000)];
    await owner.ask("POST", "/second-factor/confirm", { code: now });
    const enter = async (code: string) => {
      const visitor = openBrowser(house);
      await visitor.ask("POST", "/session", { email: "owner@example.com", password: PASSWORD });
      const { status } = await visitor.ask("POST", "/session/second-factor", { code });
      return [status, (await visitor.ask("GET", "/orders")).status];
    };
    expect(await enter(now)).toEqual([401, 401]);
    expect(await enter(next)).toEqual([200, 200]);
    expect(await enter(next)).toEqual([401, 401]);
    const open = (await owner.ask("GET", "/sessions")).body.items;
    expect(open).toHaveLength(2);
  });

  test("strangers' tries lock out nobody else", async () => {
    const { house, owner } = await openSharedHouse();
    const begun = await owner.ask("POST", "/second-factor", { password: PASSWORD });
    const secret = new URL(begun.body.uri).searchParams.get("secret") ?? "";
    await owner.ask("POST", "/second-factor/confirm", { code: codeOf(secret, Date.now()) });
    for (let n = 0; n < 60; n += 1) {
      const stranger = openBrowser(house, { address: `198.51.100.${n}` });
      await stranger.ask("POST", "/session/second-factor", { code: "000000" });
    }
    const visitor = openBrowser(house);
    await visitor.ask("POST", "/session", { email: "owner@example.com", password: PASSWORD });
    const given = { code: begun.body.backup_codes[0] };
    expect((await visitor.ask("POST", "/session/second-factor", given)).body).toEqual({ result: "in" });
  });
});

describe("an invitation", () => {
  test("makes a person and a member, is good once, and gives the role it names", async () => {
    const { house, owner } = await openSharedHouse();
    const invited = await owner.ask("POST", "/invitations", { email: "li@example.com", role: "viewer" });
    const { token } = invited.body;
    const li = openBrowser(house);
    expect((await li.ask("GET", `/invitations/${token}`)).body).toEqual({
      ...{ email: "li@example.com", workspace: "工作区", known: false },
    });
    const given = { name: "李工", password: PASSWORD };
    expect((await li.ask("POST", `/invitations/${token}`, given)).body).toEqual({ result: "in" });
    expect((await li.ask("GET", "/session")).body).toMatchObject({ role: "viewer", state: "signed_in" });
    expect((await li.ask("POST", "/flows", { name: "x" })).status).toBe(403);
    const late = openBrowser(house);
    expect((await late.ask("POST", `/invitations/${token}`, given)).body.code).toBe("invitation_not_found");
    const { items } = (await owner.ask("GET", "/members")).body;
    expect(items.map(({ name, role }: { name: string; role: string }) => [name, role])).toEqual([
      ["陈老板", "owner"],
      ["李工", "viewer"],
    ]);
  });

  test("to somebody who has an account opens only for that person", async () => {
    const { house, owner } = await openSharedHouse();
    const li = await join(house, owner, { email: "li@example.com", role: "viewer" });
    const second = await owner.ask("POST", "/workspaces", { name: "二厂" });
    owner.workspace = second.body.id;
    const { token } = (await owner.ask("POST", "/invitations", { email: "li@example.com", role: "operator" })).body;
    const thief = openBrowser(house);
    const given = { name: "thief", password: "another password" };
    expect((await thief.ask("POST", `/invitations/${token}`, given)).body.code).toBe("address_taken");
    expect((await li.ask("POST", `/invitations/${token}`, {})).status).toBe(200);
    const { workspaces } = (await li.ask("GET", "/session")).body;
    expect(workspaces.map(({ role }: { role: string }) => role)).toEqual(["viewer", "operator"]);
  });

  test("the last owner stays", async () => {
    const { owner } = await openSharedHouse();
    const { person } = (await owner.ask("GET", "/session")).body;
    expect((await owner.ask("DELETE", `/members/${person.id}`)).body.code).toBe("last_owner");
    const lower = await owner.ask("PATCH", `/members/${person.id}`, { role: "viewer" });
    expect(lower.body.code).toBe("last_owner");
  });
});

describe("where nobody signs in", () => {
  test("this machine alone is answered: no other host name, nothing that was handed on", async () => {
    const house = await openHouse();
    expect((await house.get("/api/v1/session")).body).toMatchObject({ state: "local", role: "owner" });
    const ask = async (headers: Record<string, string>) =>
      (await house.app.request("/api/v1/orders", { headers })).status;
    expect(await ask({ host: "localhost:7410" })).toBe(200);
    expect(await ask({ host: "127.0.0.1:7410" })).toBe(200);
    expect(await ask({ host: "evil.example.com" })).toBe(403);
    expect(await ask({ host: "localhost", "x-forwarded-for": "203.0.113.7" })).toBe(403);
  });
});

/** What an authenticator shows (RFC 6238: SHA-1, 30 s, six digits), for a secret in base 32. */
function codeOf(secret: string, at: number): string {
  const bits = [...secret]
    .map((one) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(one).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from((bits.match(/[01]{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const hash = createHmac("sha1", key).update(step).digest();
  const from = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
