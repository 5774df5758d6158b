/** Secrets go in and never come out: not in replies, not in the file, not in logs. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { newWebhookSecret } from "@switchyard/connectors";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../testing/harness.ts";
import { alert, always, openYard } from "../testing/vendors.ts";

const CANARY = (n: number) => `canary${n}secret0000`;
const hook = (n: number) => `whsec_${Buffer.from(`canary${n}`.padEnd(32, "x")).toString("base64")}`;
const KEY = Buffer.alloc(32, 5).toString("base64");

describe("secrets", () => {
  test("no reply, no byte of the data folder, no line of the log holds one, whatever went wrong with it", async () => {
    const folder = temporaryFolder();
    const yard = await openYard({ folder });
    const { house } = yard;
    const said: string[] = [];
    const ask = async (method: string, path: string, body?: unknown) => {
      const answer = body === undefined ? await house.get(path) : await house.send(method, path, body);
      said.push(answer.text);
      return answer;
    };
    const bodies = [
      { kind: "wecom_robot", secrets: { key: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${CANARY(1)}` } },
      { kind: "dingtalk_robot", secrets: { access_token: CANARY(2), secret: CANARY(3) } },
      { kind: "feishu_robot", secrets: { token: CANARY(4), secret: CANARY(5) } },
      { kind: "wecom_app", settings: { corp_id: "corp0000", agent_id: 1 }, secrets: { secret: CANARY(6) } },
      {
        kind: "aliyun_sms",
        settings: { access_key_id: "LTAI0000test0000", sign_name: "编组站", template_code: "SMS_100000" },
        secrets: { access_key_secret: CANARY(7) },
      },
      {
        kind: "email",
        settings: { host: "smtp.example.com", user: "u", from: "a@example.com" },
        secrets: { password: CANARY(8) },
      },
      { kind: "webhook", settings: { url: "https://hooks.example.com/x" }, secrets: { secrets: [hook(9)] } },
    ];
    for (const body of bodies) {
      const { status, body: channel } = await ask("POST", "/api/v1/channels", { name: body.kind, ...body });
      expect([body.kind, status]).toEqual([body.kind, 201]);
      expect(channel.secrets.every(({ set }: { set: boolean }) => set)).toBe(true);
      await ask("POST", `/api/v1/channels/${channel.id}/test`, { person: "supervisor" });
      await ask("PATCH", `/api/v1/channels/${channel.id}`, { name: `${body.kind} 2` });
      // Secrets in the wrong place, of the wrong form, and among other mistakes.
      await ask("PATCH", `/api/v1/channels/${channel.id}`, { settings: { ...body.secrets } });
      await ask("PATCH", `/api/v1/channels/${channel.id}`, { secrets: { nothing: CANARY(10) } });
      await ask("POST", "/api/v1/channels", { ...body, name: "", settings: {} });
      await ask("POST", "/api/v1/channels", { ...body, name: "x", settings: { strange: CANARY(11) } });
    }
    await always(house, ...(["wecom", "dingtalk", "feishu", "sms", "email"] as const).map((channel) => alert(channel)));
    await yard.take("A-1");
    await yard.settle();
    for (const path of ["channels", "outbox?limit=200", "inbox", "contacts", "workspace"])
      await ask("GET", `/api/v1/${path}`);
    said.push(...house.logged);
    const reader = house.ctx.store.read.journal;
    said.push(JSON.stringify(await reader.after("demo", 0, { limit: 1000 })));
    const canaries = [...Array.from({ length: 11 }, (_, n) => CANARY(n + 1)), hook(9), hook(9).slice(6)];
    const bytes = readdirSync(folder).map((file) => readFileSync(join(folder, file)).toString("latin1"));
    for (const canary of canaries) {
      expect([canary, said.filter((text) => text.includes(canary))]).toEqual([canary, []]);
      expect([canary, bytes.some((text) => text.includes(canary))]).toEqual([canary, false]);
    }
    console.log(`${canaries.length} canaries, ${said.length} texts, ${bytes.length} files: none found`);
  }, 60_000);

  test("the key file is made once, for its owner only, and lies outside the database", async () => {
    const folder = temporaryFolder();
    const first = await openYard({ folder });
    const file = join(folder, "secret.key");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const key = readFileSync(file, "utf8");
    await first.house.stop();
    await openYard({ folder });
    expect(readFileSync(file, "utf8")).toBe(key);
    expect(readFileSync(join(folder, "switchyard.db")).toString("latin1")).not.toContain(key.trim());
  });

  test("with another key a channel waits for its secret and says so; the file's key still opens beside a given one", async () => {
    const folder = temporaryFolder();
    const first = await openYard({ folder });
    await first.addChannel("wecom_robot", { key: CANARY(1) });
    await first.house.stop();
    const beside = await openYard({ folder, secretKey: KEY });
    expect((await beside.house.get("/api/v1/channels")).body.items[1].state).toBe("ready");
    const id = await beside.addChannel("feishu_robot", { token: CANARY(2) });
    await beside.house.stop();
    const without = await openYard({ folder });
    const { items } = (await without.house.get("/api/v1/channels")).body;
    expect(items.map(({ state }: { state: string }) => state)).toEqual(["ready", "ready", "incomplete"]);
    const test = await without.house.send("POST", `/api/v1/channels/${id}/test`, {});
    expect(test).toMatchObject({ status: 422, body: { code: "invalid_channel" } });
    const again = await without.house.send("PATCH", `/api/v1/channels/${id}`, { secrets: { token: CANARY(2) } });
    expect(again.body.state).toBe("ready");
  });

  test("a sealed secret copied into another row does not open there", async () => {
    const folder = temporaryFolder();
    const yard = await openYard({ folder });
    const [one, two] = [
      await yard.addChannel("wecom_robot", { key: CANARY(1) }),
      await yard.addChannel("wecom_robot", { key: CANARY(2) }),
    ];
    await yard.house.stop();
    const db = new Database(join(folder, "switchyard.db"));
    db.prepare(
      "update channels set sealed = (select sealed from channels where channel_id = ?) where channel_id = ?",
    ).run(one, two);
    db.close();
    const after = await openYard({ folder });
    const { items } = (await after.house.get("/api/v1/channels")).body;
    expect(items.map(({ state }: { state: string }) => state)).toEqual(["ready", "ready", "incomplete"]);
  });

  test("a key that is none is refused in both languages without being quoted", async () => {
    await expect(openYard({ secretKey: "not-a-key" })).rejects.toThrow(/须为 32 字节.*must be 32 bytes/);
    await expect(openYard({ secretKey: "not-a-key" })).rejects.not.toThrow(/not-a-key/);
  });
});

describe("a change of host", () => {
  test("takes the secret away until it is entered again; a path on the same host does not", async () => {
    const yard = await openYard();
    const id = await yard.addChannel(
      "webhook",
      { secrets: [hook(1)] },
      { settings: { url: "https://hooks.example.com/a" } },
    );
    const patch = (body: object) => yard.house.send("PATCH", `/api/v1/channels/${id}`, body);
    expect((await patch({ settings: { url: "https://hooks.example.com/b" } })).body).toMatchObject({
      state: "ready",
      secrets: [{ set: true }],
    });
    const moved = await patch({ settings: { url: "https://evil.example.com/b" } });
    expect(moved.body).toMatchObject({
      state: "incomplete",
      fault: { code: "secrets_detached" },
      secrets: [{ set: false }],
    });
    expect((await patch({ settings: { url: "https://hooks.example.com/b" } })).body.state).toBe("incomplete");
    expect((await patch({ secrets: { secrets: [hook(2)] } })).body).toMatchObject({ state: "ready", fault: null });
    const timeline = await yard.house.ctx.store.read.journal.timeline("demo", id);
    expect(timeline.map(({ type }) => type)).toEqual(["channel_created", ...Array(4).fill("channel_changed")]);
    expect(JSON.parse(timeline[2]?.data ?? "")).toMatchObject({ changed: ["settings.url"], detached: ["secrets"] });
  });

  test("of a mail server too, even where a password is not required", async () => {
    const yard = await openYard();
    const settings = { host: "smtp.example.com", user: "u", from: "a@example.com" };
    const id = await yard.addChannel("email", { password: CANARY(1) }, { settings });
    const moved = await yard.house.send("PATCH", `/api/v1/channels/${id}`, {
      settings: { ...settings, host: "evil.example.com" },
    });
    expect(moved.body.state).toBe("incomplete");
    const test = await yard.house.send("POST", `/api/v1/channels/${id}/test`, { address: "b@example.com" });
    expect(test.status).toBe(422);
  });
});

describe("channels", () => {
  test("wrong settings are named by field; unknown ones, circles of fallbacks and other kinds are refused", async () => {
    const yard = await openYard();
    const post = (body: object) => yard.house.send("POST", "/api/v1/channels", body);
    const pointers = async (body: object) =>
      (await post(body)).body.problems.map(({ pointer }: { pointer: string }) => pointer);
    expect(
      await pointers({ kind: "webhook", name: "x", settings: { url: "ftp://x" }, secrets: { secrets: ["short"] } }),
    ).toEqual(["/settings/url", "/secrets/secrets"]);
    expect(await pointers({ kind: "wecom_robot", name: "x", settings: { key: "abcdefgh12" } })).toEqual([
      "/settings/key",
    ]);
    expect(
      await pointers({ kind: "wecom_robot", name: "x", settings: { colour: 1 }, secrets: { key: "abcdefgh12" } }),
    ).toEqual(["/settings/colour"]);
    expect(await pointers({ kind: "wecom_robot", name: "x" })).toEqual(["/secrets/key"]);
    expect((await post({ kind: "inbox", name: "x" })).status).toBe(400);
    const secrets = { secrets: [newWebhookSecret()] };
    const plain = { kind: "webhook", name: "x", settings: { url: "http://erp.example.com/in" }, secrets };
    expect(await pointers(plain)).toEqual(["/settings/url"]);
    const one = await yard.addChannel("wecom_robot", { key: CANARY(1) });
    const two = await yard.addChannel("wecom_robot", { key: CANARY(2) }, { fallback: one });
    const second = (await yard.house.get(`/api/v1/channels`)).body.items.find(({ id }: { id: string }) => id === two);
    expect(
      (await yard.house.send("PATCH", `/api/v1/channels/${one}`, { name: second.name })).body.problems,
    ).toMatchObject([{ pointer: "/name", code: "name_taken" }]);
    const circle = await yard.house.send("PATCH", `/api/v1/channels/${one}`, { fallback: two });
    expect(circle.body).toMatchObject({
      code: "invalid_channel",
      problems: [{ pointer: "/fallback", code: "circle" }],
    });
    expect((await yard.house.send("PATCH", `/api/v1/channels/${one}`, { fallback: "nobody" })).status).toBe(422);
    expect((await yard.house.send("PATCH", "/api/v1/channels/nobody", {})).status).toBe(404);
  });

  test("a test message shows the vendor's answer, and counts against its limits", async () => {
    const yard = await openYard();
    const id = await yard.addChannel("wecom_robot", { key: CANARY(1) });
    const tried = await yard.house.send("POST", `/api/v1/channels/${id}/test`, {});
    expect(tried.body).toMatchObject({ result: "failed", code: "errcode_93000" });
    expect(tried.body.answer).toContain("invalid webhook url");
    for (let n = 0; n < 3; n += 1) await yard.house.send("POST", `/api/v1/channels/${id}/test`, {});
    expect((await yard.house.send("POST", `/api/v1/channels/${id}/test`, {})).body.code).toBe("held_back");
  });

  test("a removed channel's waiting messages become dead letters, to be seen and resent", async () => {
    const yard = await openYard();
    const id = await yard.addChannel("wecom_robot", { key: "wecom-key-0000-0000" });
    await always(yard.house, alert("wecom"));
    yard.vendor.faults.push({ status: 500 });
    await yard.take("A-1");
    await yard.settle();
    const gone = await yard.house.send("DELETE", `/api/v1/channels/${id}`, {});
    expect(gone.status).toBe(200);
    yard.clock.pass(60_000);
    await yard.settle();
    expect(await yard.outbox("&state=dead")).toMatchObject([{ code: "channel_unavailable" }]);
  });

  test("people's addresses are checked by field and kept out of the workspace's own reply", async () => {
    const yard = await openYard();
    const put = (body: object) => yard.house.send("PUT", "/api/v1/contacts/supervisor", body);
    const wrong = await put({ email: "a@b\r\nBcc: c@d", mobile: "call me" });
    expect(wrong).toMatchObject({ status: 400, body: { problems: [{ pointer: "/email" }, { pointer: "/mobile" }] } });
    expect((await put({ email: "boss@example.com", mobile: "" })).body.contact).toEqual({ email: "boss@example.com" });
    expect((await yard.house.get("/api/v1/contacts")).body.items[0].contact).toEqual({ email: "boss@example.com" });
    expect((await yard.house.get("/api/v1/workspace")).text).not.toContain("boss@example.com");
    expect((await yard.house.send("PUT", "/api/v1/contacts/nobody", {})).status).toBe(404);
  });
});
