import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type MailServer, startMailServer } from "../testing/index.ts";
import { createSendTools, openChannel } from "./catalogue.ts";
import type { InboxEntry, Message, Outcome, Recipient } from "./channel.ts";
import { isEmailAddress } from "./settings.ts";

const NOON = Date.parse("2026-01-20T04:00:00Z");
let server: MailServer;
let strict: MailServer;
beforeAll(async () => {
  server = await startMailServer();
  strict = await startMailServer({
    authOptional: false,
    disabledCommands: [],
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) =>
      auth.password === "right"
        ? done(null, { user: "u" })
        : done(Object.assign(new Error("no"), { responseCode: 535 })),
    onRcptTo: (address, _session, done) => {
      if (address.address.startsWith("gone"))
        return done(Object.assign(new Error("no such user"), { responseCode: 550 }));
      if (address.address.startsWith("busy"))
        return done(Object.assign(new Error("greylisted"), { responseCode: 451 }));
      return done();
    },
  });
});
afterAll(() => Promise.all([server.close(), strict.close()]));
beforeEach(() => {
  server.mails.length = 0;
});

const alert = (more: Partial<Message> = {}): Message => ({
  id: "alert_0001",
  at: NOON,
  kind: "order.due_soon",
  level: 3,
  title: "订单交期临近",
  lines: [{ label: "订单", value: "PO#1 <b>x</b>" }],
  to: [{ id: "p1", name: "张三", email: "zhang@example.com" }],
  link: "https://switchyard.example.com/orders/1",
  ...more,
});

async function send(message = alert(), change: Record<string, unknown> = {}, port = server.port): Promise<Outcome> {
  const settings = { host: "127.0.0.1", port, security: "none", from: "alerts@switchyard.example.com", ...change };
  const opened = openChannel("email", settings);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  const network = { loopback: { ports: [server.port, strict.port] }, resolve: async () => ["10.0.0.5"] };
  return opened.channel.send(message, createSendTools({ now: () => NOON, inbox: async () => undefined, network }));
}

describe("[E1] e-mail", () => {
  it("arrives with our id, both parts and no auto-reply wanted", async () => {
    expect(await send()).toMatchObject({ result: "delivered", missed: [], vendorId: "alert_0001" });
    const [mail] = server.mails;
    expect(mail).toMatchObject({ from: "alerts@switchyard.example.com", to: ["zhang@example.com"] });
    expect(mail?.raw).toMatch(/^Message-ID: <alert_0001@switchyard\.example\.com>/m);
    expect(mail?.raw).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(mail?.raw).toContain("multipart/alternative");
    expect(mail?.raw).toContain("To: zhang@example.com");
  });

  it("[C8] is marked, and its link named, in the message's language", async () => {
    const link = "https://switchyard.example.com/orders/1";
    await send(alert({ title: "t", level: 4, language: "en", link }));
    await send(alert({ title: "t", level: 4, link }));
    const [english, chinese] = server.mails.map(({ raw }) => raw);
    expect(english).toMatch(/^Subject: \[Urgent\] t\r?$/m);
    expect(english).toContain(">Open</a>");
    expect(chinese).toMatch(/^Subject: =\?UTF-8\?[BQ]\?.+\?=\r?$/m);
  });

  it("[E2] the envelope holds exactly the addresses that passed the strict check", async () => {
    const bad = [
      "b@x.com\r\nBcc: evil@x.com", "a@x.com,evil@x.com", "a@x.com;evil@x.com", "<evil@x.com>", "A <a@x.com>", "group: a@x.com, b@x.com;",
      '"a b"@x.com', "a@x.com (c)", "a@x", "a@-x.com", "a@x..com", "@x.com", "a@", "a b@x.com", "a@x.com ", " a@x.com", "a@[127.0.0.1]",
      "a@x.com\n", "a@x.com\0", "ａ@x.com", "a@例子.com", "a..b@x.com", ".a@x.com", `${"a".repeat(65)}@x.com`, "",
    ]; // biome-ignore format: a corpus
    for (const address of bad) expect([address, isEmailAddress(address)]).toEqual([address, false]);
    const to: Recipient[] = [...bad, "good@example.com"].map((email, index) => ({ id: `p${index}`, name: "x", email }));
    const outcome = await send(alert({ to }));
    expect(outcome).toMatchObject({ result: "delivered" });
    expect(outcome.result === "delivered" && outcome.missed).toHaveLength(bad.length);
    expect(server.mails[0]?.to).toEqual(["good@example.com"]);
    expect(await send(alert({ to: to.slice(0, -1) }))).toMatchObject({ result: "final", code: "no_recipient" });
  });

  it("[E2] no text makes a header or another recipient", async () => {
    const nasty = fc.string({
      unit: fc.constantFrom(
        "a",
        "\r\n",
        "\n",
        "Bcc: evil@x.com",
        ",",
        "<",
        ">",
        "@",
        ":",
        "\0",
        "=?utf-8?B?",
        "订",
        '"',
      ),
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(nasty, nasty, nasty, async (title, value, name) => {
        server.mails.length = 0;
        const to = [{ id: "p", name, email: "good@example.com" }];
        await send(alert({ title, lines: [{ label: value, value }], to }), { from_name: name.slice(0, 100) });
        expect(server.mails).toHaveLength(1);
        expect(server.mails[0]?.to).toEqual(["good@example.com"]);
        const head = server.mails[0]?.raw.split("\r\n\r\n")[0] ?? "";
        expect(head).not.toMatch(/^bcc:/im);
        expect(head.match(/^[A-Za-z-]+:/gm)?.sort()).toEqual(
          [
            "Auto-Submitted:",
            "Content-Type:",
            "Date:",
            "From:",
            "MIME-Version:",
            "Message-ID:",
            "Subject:",
            "To:",
            "X-Auto-Response-Suppress:",
          ].sort(),
        );
      }),
      { numRuns: 40 },
    );
  });

  it("[E3] a title that looks like a file or URL object is only text", async () => {
    const message = alert({
      title: JSON.parse('"/etc/passwd"') as string,
      lines: [{ label: "path", value: "file:///etc/passwd" }],
    });
    await send(message);
    expect(server.mails[0]?.raw).not.toContain("root:");
  });

  it("[E4] tells who was refused, what may be tried again and what not", async () => {
    const people = (...names: string[]) => names.map((name) => ({ id: name, name, email: `${name}@example.com` }));
    const login = { user: "u", password: "right" };
    expect(await send(alert({ to: people("ok", "gone") }), login, strict.port)).toMatchObject({
      result: "delivered",
      missed: ["gone"],
    });
    expect(await send(alert({ to: people("gone") }), login, strict.port)).toMatchObject({
      result: "final",
      code: "smtp_550",
      scope: "message",
    });
    expect(await send(alert({ to: people("busy") }), login, strict.port)).toMatchObject({
      result: "retry",
      code: "smtp_451",
    });
    const refused = await send(alert(), { user: "u", password: "wrong-canary" }, strict.port);
    expect(refused).toMatchObject({ result: "final", code: "auth", scope: "channel" });
    expect(JSON.stringify(refused)).not.toContain("wrong-canary");
  });

  it("[E5] never continues in clear, never trusts an unknown certificate, never reaches inside", async () => {
    expect(await send(alert(), { security: "starttls" })).toMatchObject({
      result: "final",
      code: "no_tls",
      scope: "channel",
    });
    expect((await send(alert(), { security: "starttls" }, strict.port)).result).toBe("retry");
    expect(await send(alert(), { host: "mail.example.com" })).toMatchObject({
      result: "final",
      code: "address_not_allowed",
      scope: "channel",
    });
    expect(await send(alert(), { host: "10.0.0.5" })).toMatchObject({ result: "final", code: "address_not_allowed" });
    expect(server.mails).toHaveLength(0);
  });

  it("a server that is away is tried again", async () => {
    const away = await startMailServer();
    await away.close();
    const outcome = await send(alert(), {}, away.port);
    // The port is not among those opened, so it is refused before any connection.
    expect(outcome).toMatchObject({ result: "final", code: "address_not_allowed" });
  });
});

describe("[I1] the inbox", () => {
  it("writes each person once, and is tried again where it cannot", async () => {
    const opened = openChannel("inbox", {});
    if (!opened.ok) throw new Error("inbox");
    const entries: InboxEntry[] = [];
    const tools = createSendTools({ now: () => NOON, inbox: async (entry) => void entries.push(entry) });
    const to = [
      { id: "p1", name: "a" },
      { id: "p1", name: "a" },
      { id: "p2", name: "b" },
    ];
    expect(await opened.channel.send(alert({ to }), tools)).toMatchObject({ result: "delivered" });
    expect(entries[0]?.recipients).toEqual(["p1", "p2"]);
    expect(await opened.channel.send(alert({ to: [] }), tools)).toMatchObject({ result: "final" });
    const broken = createSendTools({ now: () => NOON, inbox: () => Promise.reject(new Error("disk")) });
    expect(await opened.channel.send(alert(), broken)).toMatchObject({ result: "retry" });
  });
});
