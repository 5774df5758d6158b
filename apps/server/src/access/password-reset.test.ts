import { type MailServer, startMailServer } from "@switchyard/connectors/testing";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { type Browser, join, openBrowser, openSharedHouse, PASSWORD } from "../testing/people.ts";

const NEXT = "another long password";
const enter = (browser: Browser, email: string, password: string) =>
  browser.ask("POST", "/session", { email, password });

describe("a lost password", () => {
  test("is replaced with a link that an owner hands over: once, and every session ends", async () => {
    const { house, owner } = await openSharedHouse();
    const li = await join(house, owner, { email: "li@example.com", role: "operator" });
    const { id } = (await li.ask("GET", "/session")).body.person;
    expect((await li.ask("POST", `/members/${id}/password-reset`)).body.code).toBe("not_allowed");
    const first = (await owner.ask("POST", `/members/${id}/password-reset`)).body.token;
    const { token } = (await owner.ask("POST", `/members/${id}/password-reset`)).body;
    const visitor = openBrowser(house);
    const rows = await house.ctx.store.read.accounts.find("verification", { where: [] });
    expect(JSON.stringify(rows)).not.toContain(token);
    expect((await visitor.ask("POST", `/password-reset/${token}`, { password: "short" })).status).toBe(400);
    expect((await visitor.ask("POST", `/password-reset/${token}`, { password: NEXT })).status).toBe(200);
    expect((await li.ask("GET", "/orders")).status).toBe(401);
    // The link is spent, and the earlier one with it.
    for (const spent of [token, first, "x".repeat(43)]) {
      const again = await visitor.ask("POST", `/password-reset/${spent}`, { password: "a third long password" });
      expect(again).toMatchObject({ status: 404, body: { code: "reset_not_found" } });
    }
    expect((await enter(visitor, "li@example.com", PASSWORD)).status).toBe(401);
    expect((await enter(visitor, "li@example.com", NEXT)).body).toEqual({ result: "in" });
    const types = (await owner.ask("GET", "/journal")).body.items.map(({ type }: { type: string }) => type);
    expect(types.slice(0, 3)).toEqual(["password_reset", "password_reset_issued", "password_reset_issued"]);
  });

  test("of somebody who belongs to another house too is not an owner's of one of them to replace", async () => {
    const { house, owner } = await openSharedHouse();
    const { id: second } = (await owner.ask("POST", "/workspaces", { name: "别家" })).body;
    owner.workspace = second;
    const other = await join(house, owner, { email: "other@example.com", role: "owner" });
    owner.workspace = null;
    const { person } = (await owner.ask("GET", "/session")).body;
    expect((await other.ask("GET", "/members")).body.items.map(({ id }: { id: string }) => id)).toContain(person.id);
    const theft = await other.ask("POST", `/members/${person.id}/password-reset`);
    expect(theft).toMatchObject({ status: 409, body: { code: "elsewhere_too" } });
    const own = (await other.ask("GET", "/session")).body.person.id;
    owner.workspace = second;
    expect((await owner.ask("POST", `/members/${own}/password-reset`)).status).toBe(201);
  });

  test("is mailed where there is a mail channel, and nobody learns who is known", async () => {
    const server: MailServer = await startMailServer();
    onTestFinished(() => server.close());
    const { house, owner } = await openSharedHouse({ outgoing: { network: { loopback: { ports: [server.port] } } } });
    const stranger = openBrowser(house, { address: "198.51.100.3" });
    const forgot = async (email: string) => {
      const { status, text } = await stranger.ask("POST", "/session/forgot", { email });
      return { status, text };
    };
    const none = await forgot("owner@example.com");
    expect(none.status).toBe(200);
    const settings = { host: "127.0.0.1", port: server.port, security: "none", from: "alerts@switchyard.example.com" };
    const made = await owner.ask("POST", "/channels", { kind: "email", name: "邮件", settings, secrets: {} });
    expect(made.status).toBe(201);
    expect(await forgot("nobody@example.com")).toEqual(none);
    expect(await forgot("Owner@example.com")).toEqual(none);
    await vi.waitFor(() => expect(server.mails).toHaveLength(1));
    const [mail] = server.mails;
    expect(mail?.to).toEqual(["owner@example.com"]);
    const [, token = ""] = /https:\/\/yard\.example\.com\/reset\/([\w-]{43})/.exec(textOf(mail?.raw ?? "")) ?? [];
    expect((await stranger.ask("POST", `/password-reset/${token}`, { password: NEXT })).status).toBe(200);
    expect((await enter(openBrowser(house), "owner@example.com", NEXT)).body).toEqual({ result: "in" });
    expect(house.logged.join("\n")).not.toContain(token);
  });

  test("is mailed by no house whose owners could enter another one with it", async () => {
    const server: MailServer = await startMailServer();
    onTestFinished(() => server.close());
    const { house, owner } = await openSharedHouse({ outgoing: { network: { loopback: { ports: [server.port] } } } });
    const home = (await owner.ask("GET", "/session")).body.workspace;
    const { id: second } = (await owner.ask("POST", "/workspaces", { name: "别家" })).body;
    owner.workspace = second;
    const other = await join(house, owner, { email: "other@example.com", role: "owner" });
    const settings = { host: "127.0.0.1", port: server.port, security: "none", from: "alerts@switchyard.example.com" };
    const channel = { kind: "email", name: "邮件", settings, secrets: {} };
    expect((await other.ask("POST", "/channels", channel)).status).toBe(201);
    const forgot = (email: string) => openBrowser(house).ask("POST", "/session/forgot", { email });
    expect((await forgot("owner@example.com")).status).toBe(200);
    // Whoever belongs to that house alone is mailed by it: when that has come, the other mail would have, too.
    expect((await forgot("other@example.com")).status).toBe(200);
    await vi.waitFor(() => expect(server.mails.length).toBeGreaterThan(0));
    expect(server.mails.map(({ to }) => to)).toEqual([["other@example.com"]]);
    // The first house's own channel may carry it: its owner owns both.
    owner.workspace = home;
    expect((await owner.ask("POST", "/channels", channel)).status).toBe(201);
    expect((await forgot("owner@example.com")).status).toBe(200);
    await vi.waitFor(() => expect(server.mails).toHaveLength(2));
    expect(server.mails[1]?.to).toEqual(["owner@example.com"]);
  });

  test("cannot be asked for without end", async () => {
    const { house } = await openSharedHouse();
    const stranger = openBrowser(house, { address: "198.51.100.4" });
    const codes = [];
    for (let n = 0; n < 7; n += 1)
      codes.push((await stranger.ask("POST", "/session/forgot", { email: "owner@example.com" })).body.code);
    expect(codes.slice(-2)).toEqual(["too_many_tries", "too_many_tries"]);
  });
});

/** The parts of a mail, whichever way their bytes were written. */
function textOf(raw: string): string {
  const blocks = raw.split(/\r?\n\r?\n/).map((block) => Buffer.from(block.replaceAll(/\s/g, ""), "base64").toString());
  return [raw.replaceAll(/=\r?\n/g, ""), ...blocks].join("\n");
}
