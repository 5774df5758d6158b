import { describe, expect, test } from "vitest";
import { order } from "../testing/harness.ts";
import { join, openBrowser, openSharedHouse } from "../testing/people.ts";
import { changeWorkspace } from "../verbs/change-workspace.ts";
import { createLinkTokens } from "./link-tokens.ts";

const OURS = "青禾记";
const THEIRS = "北风";

async function openTwoBrands() {
  const { house, owner } = await openSharedHouse();
  await changeWorkspace(house.ctx, (whole) => ({
    ...whole,
    brands: [
      { id: "ours", name: OURS },
      { id: "theirs", name: THEIRS },
    ],
    people: [{ id: "p1", name: "主管", role: "supervisor" }],
  }));
  const mine = await owner.ask("POST", "/orders", order("1", { brand: OURS }));
  const other = await owner.ask("POST", "/orders", order("2", { brand: THEIRS }));
  return { house, owner, mine: mine.body.order.id as string, other: other.body.order.id as string };
}

describe("a brand guest", () => {
  test("sees the orders of one brand, whatever is asked for", async () => {
    const { house, owner, mine, other } = await openTwoBrands();
    const guest = await join(house, owner, { email: "guest@example.com", role: "brand_guest", brand: "ours" });
    const numbers = async (query: string) =>
      (await guest.ask("GET", `/orders${query}`)).body.items.map((one: { external_id: string }) => one.external_id);
    expect(await numbers("")).toEqual(["1"]);
    expect(await numbers(`?brand=${encodeURIComponent(THEIRS)}`)).toEqual(["1"]);
    expect(await numbers("?q=2")).toEqual([]);
    expect((await guest.ask("GET", `/orders/${mine}`)).status).toBe(200);
    for (const path of [`/orders/${other}`, `/orders/${other}/explanation`]) {
      expect([path, (await guest.ask("GET", path)).body.code]).toEqual([path, "order_not_found"]);
    }
    const { brands, people } = (await guest.ask("GET", "/workspace")).body;
    expect(brands).toEqual([{ id: "ours", name: OURS }]);
    expect(people).toEqual([]);
    for (const path of ["/flows", "/intake/records", "/outbox", "/batches", "/members", "/journal"]) {
      expect([path, (await guest.ask("GET", path)).status]).toEqual([path, 403]);
    }
  });
});

describe("a key", () => {
  test("is told once, lies hashed, does what it was given and nothing else, and ends when it is revoked", async () => {
    const { house, owner } = await openTwoBrands();
    const made = await owner.ask("POST", "/keys", { name: "ERP", permissions: ["orders.write"] });
    const { secret, key } = made.body;
    expect(secret.startsWith(key.prefix)).toBe(true);
    expect((await owner.ask("GET", "/keys")).text).not.toContain(secret);
    const machine = openBrowser(house);
    const send = (number: string) =>
      machine.ask("POST", "/orders", order(number), { authorization: `Bearer ${secret}` });
    expect((await send("10")).status).toBe(201);
    const read = await machine.ask("GET", "/orders", undefined, { authorization: `Bearer ${secret}` });
    expect(read).toMatchObject({ status: 403, body: { code: "not_allowed" } });
    expect((await owner.ask("DELETE", `/keys/${key.id}`)).status).toBe(200);
    expect(await send("11")).toMatchObject({ status: 401, body: { code: "not_signed_in" } });
  });

  test("rotated, opens by both secrets for the time given, then by the new one alone", async () => {
    const { house, owner } = await openTwoBrands();
    const { secret, key } = (await owner.ask("POST", "/keys", { name: "ERP", permissions: ["orders.read"] })).body;
    const next = (await owner.ask("POST", `/keys/${key.id}/rotate`, { grace_hours: 0 })).body;
    const machine = openBrowser(house);
    const read = async (by: string) =>
      (await machine.ask("GET", "/orders", undefined, { authorization: `Bearer ${by}` })).status;
    expect(await read(next.secret)).toBe(200);
    expect(await read(secret)).toBe(401);
    const last = (await owner.ask("POST", `/keys/${next.key.id}/rotate`, { grace_hours: 1 })).body;
    expect([await read(next.secret), await read(last.secret)]).toEqual([200, 200]);
  });

  test("for a source and a brand takes no other, and may ask so often a minute", async () => {
    const { house, owner } = await openTwoBrands();
    const about = { name: "青禾", permissions: ["orders.write", "orders.read"], source: "erp", brand: OURS };
    expect((await owner.ask("POST", "/keys", { ...about, source: null })).status).toBe(400);
    const { secret } = (await owner.ask("POST", "/keys", { ...about, rate_per_minute: 4 })).body;
    const machine = openBrowser(house);
    const headers = { authorization: `Bearer ${secret}` };
    const send = async (body: object) => (await machine.ask("POST", "/orders", body, headers)).body.code ?? "taken";
    expect(await send(order("20", { brand: OURS }))).toBe("taken");
    expect(await send(order("21", { brand: THEIRS }))).toBe("wrong_brand");
    expect(await send({ ...order("22", { brand: OURS }), source: "other" })).toBe("wrong_brand");
    expect((await machine.ask("GET", "/orders", undefined, headers)).body.items).toHaveLength(2);
    const over = await machine.ask("GET", "/orders", undefined, headers);
    expect(over).toMatchObject({ status: 429, body: { code: "too_many_requests" } });
    expect(Number(over.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("a tracking link", () => {
  test("shows one order and of it only what a customer may see; revoked, expired and guessed ones look alike", async () => {
    const { house, owner } = await openTwoBrands();
    const secretNote = "成本 38 元";
    const taken = await owner.ask(
      "POST",
      "/orders",
      order("30", { note: secretNote, customer_id: "C-1", amount: "4321987.65" }),
    );
    const { id } = taken.body.order;
    const { token, link } = (await owner.ask("POST", `/orders/${id}/links`, { days: 7 })).body;
    const customer = openBrowser(house);
    const shown = await customer.ask("GET", `/tracking/${token}`);
    expect(Object.keys(shown.body).sort()).toEqual(["expires_at", "orders", "po_no"]);
    expect(shown.body).toMatchObject({ po_no: null, orders: [{ external_id: "30" }] });
    expect(Object.keys(shown.body.orders[0]).sort()).toEqual(
      ["due_at", "due_date", "external_id", "received_at", "state", "state_label", "states"].sort(),
    );
    for (const hidden of [secretNote, "C-1", "4321987", "erp"]) expect(shown.text).not.toContain(hidden);
    expect(shown.headers.get("x-robots-tag")).toContain("noindex");
    expect((await owner.ask("DELETE", `/links/${link.id}`)).status).toBe(200);
    const revoked = await customer.ask("GET", `/tracking/${token}`);
    const guessed = await customer.ask("GET", `/tracking/${"x".repeat(43)}`);
    expect(revoked.status).toBe(404);
    expect(revoked.text).toBe(guessed.text);
    const { items } = (await owner.ask("GET", `/journal?subject=${id}`)).body;
    expect(items.map(({ type }: { type: string }) => type)).toContain("link_created");
  });

  test("of a PO shows that customer's orders under this number, the later ones too, and nobody else's", async () => {
    const { house, owner } = await openTwoBrands();
    const send = async (number: string, more: object) =>
      (await owner.ask("POST", "/orders", order(number, { po_no: "PO-7", customer_id: "C-1", brand: OURS, ...more })))
        .body.order.id as string;
    const id = await send("40", {});
    await send("41", { po_no: "PO-8" });
    await send("42", { customer_id: "C-2" });
    await send("43", { brand: THEIRS });
    await owner.ask("POST", "/orders", {
      ...order("44", { po_no: "PO-7", customer_id: "C-1", brand: OURS }),
      source: "x",
    });
    const { token } = (await owner.ask("POST", `/orders/${id}/links`, { shows: "po" })).body;
    await send("45", {});
    const { body } = await openBrowser(house).ask("GET", `/tracking/${token}`);
    expect(body.po_no).toBe("PO-7");
    expect(body.orders.map((one: { external_id: string }) => one.external_id)).toEqual(["40", "45"]);
    const nobodys = await send("46", { customer_id: undefined });
    expect((await owner.ask("POST", `/orders/${nobodys}/links`, { shows: "po" })).body.code).toBe("no_po");
  });

  test("is 128 random bits with our signature: a token that is ours in part opens nothing", () => {
    const keys = { a: Buffer.alloc(32, 1), b: Buffer.alloc(32, 2) };
    const before = createLinkTokens({ current: "a", keys });
    const token = before.make();
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(before.isOurs(token)).toBe(true);
    expect(createLinkTokens({ current: "b", keys }).isOurs(token)).toBe(true);
    expect(createLinkTokens({ current: "b", keys: { b: keys.b } }).isOurs(token)).toBe(false);
    const bytes = Buffer.from(token, "base64url");
    for (let bit = 0; bit < 256; bit += 1) {
      const forged = Buffer.from(bytes);
      forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(before.isOurs(forged.toString("base64url"))).toBe(false);
    }
    for (const odd of ["", token.slice(1), `${token}A`, `${token}=`, "x".repeat(43)])
      expect(before.isOurs(odd)).toBe(false);
  });

  test("cannot be guessed for long", async () => {
    const { house } = await openTwoBrands();
    const thief = openBrowser(house, { address: "198.51.100.77" });
    const codes = new Set<string>();
    for (let n = 0; n < 80; n += 1)
      codes.add((await thief.ask("GET", `/tracking/${String(n).padStart(40, "x")}`)).body.code);
    expect([...codes].sort()).toEqual(["link_not_found", "too_many_tries"]);
  });
});

describe("the journal", () => {
  test("names who did what, is filtered, and leaves the house as a file without formulas", async () => {
    const { owner } = await openTwoBrands();
    await owner.ask("POST", "/keys", { name: "=HYPERLINK(1)", permissions: ["orders.read"] });
    const { items } = (await owner.ask("GET", "/journal?type=key_created")).body;
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ type: "key_created", actor_name: "陈老板", subject: "workspace" });
    const first = (await owner.ask("GET", "/journal?limit=2")).body;
    const next = (await owner.ask("GET", `/journal?limit=2&cursor=${first.nextCursor}`)).body;
    expect(first.items.at(-1).position - next.items[0].position).toBe(1);
    const file = await owner.ask("GET", "/journal/export");
    expect(file.headers.get("content-disposition")).toContain("journal.csv");
    expect(file.text.split("\r\n", 1)).toEqual([`"position","at","type","actor","actor_name","subject","data"`]);
    expect(file.text).not.toMatch(/,"=/);
    expect(file.text.split("\r\n").length).toBeGreaterThan(items.length + 2);
  });
});
