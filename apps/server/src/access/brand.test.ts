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

  test("sees an order by whatever word it names the brand, and the brand renamed", async () => {
    const { house, owner } = await openTwoBrands();
    const rename = (name: string) =>
      changeWorkspace(house.ctx, (whole) => ({
        ...whole,
        brands: [
          { id: "ours", name, synonyms: ["QH", OURS] },
          { id: "theirs", name: THEIRS },
        ],
      }));
    await rename(OURS);
    for (const [id, brand] of [["3", "ours"], ["4", "QH"], ["5", "theirs"], ["6", "别家"]] as const) // biome-ignore format: a table
      await owner.ask("POST", "/orders", order(id, { brand }));
    const guest = await join(house, owner, { email: "guest@example.com", role: "brand_guest", brand: "QH" });
    const pages = async () => {
      const found: string[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const { body } = await guest.ask("GET", `/orders?limit=2${cursor && `&cursor=${cursor}`}`);
        found.push(...body.items.map((one: { external_id: string }) => one.external_id));
        cursor = body.nextCursor;
      }
      return found;
    };
    expect(await pages()).toEqual(["4", "3", "1"]);
    await rename("青禾");
    expect(await pages()).toEqual(["4", "3", "1"]);
    const [newest] = (await guest.ask("GET", "/orders")).body.items;
    expect((await guest.ask("GET", `/orders/${newest.id}`)).status).toBe(200);
    expect((await guest.ask("GET", "/workspace")).body.brands).toMatchObject([{ id: "ours", name: "青禾" }]);
    const whoever = (await owner.ask("GET", `/orders?brand=${encodeURIComponent("青禾")}`)).body.items;
    expect(whoever).toHaveLength(3);
  });

  test("hears of no other brand by what the workspace has for it", async () => {
    const { house, owner } = await openTwoBrands();
    const place = (id: string, brands?: string[]) => ({
      ...{ id, name: `去向 ${id}`, kind: "line" as const },
      ...(brands === undefined ? {} : { brands }),
    });
    const field = (name: string, brands?: string[]) => ({
      ...{ name, type: "text" as const, label: { zh: name, en: name } },
      ...(brands === undefined ? {} : { brands }),
    });
    await changeWorkspace(house.ctx, (whole) => ({
      ...whole,
      brands: [
        { id: "ours", name: OURS, approvers: [["p1"]] },
        { id: "theirs", name: THEIRS, approvers: [["p1"]] },
      ],
      destinations: [
        place("all"),
        place("own", ["ours"]),
        place("both", ["ours", "theirs"]),
        place("other", ["theirs"]),
      ],
      settings: { ...whole.settings, customFields: [field("grade"), field("secret", ["theirs"])] },
    }));
    const guest = await join(house, owner, { email: "guest@example.com", role: "brand_guest", brand: "ours" });
    const { body, text } = await guest.ask("GET", "/workspace");
    expect(body.destinations).toEqual([place("all"), place("own"), place("both")]);
    expect(body.settings.customFields).toEqual([field("grade")]);
    expect(body.brands).toEqual([{ id: "ours", name: OURS }]);
    for (const hidden of ["theirs", THEIRS, "p1", "secret"]) expect(text).not.toContain(hidden);
    expect((await owner.ask("GET", "/workspace")).body.destinations).toHaveLength(4);
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
    const [listed] = (await owner.ask("GET", "/keys")).body.items;
    expect(listed.last_used_at).toEqual(expect.any(Number));
    const read = await machine.ask("GET", "/orders", undefined, { authorization: `Bearer ${secret}` });
    expect(read).toMatchObject({ status: 403, body: { code: "not_allowed" } });
    expect((await owner.ask("DELETE", `/keys/${key.id}`)).status).toBe(200);
    expect(await send("11")).toMatchObject({ status: 401, body: { code: "key_refused" } });
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

describe("a key for one brand", () => {
  const openBrandKey = async () => {
    const { house, owner, mine, other } = await openTwoBrands();
    const permissions = ["orders.write", "orders.read"];
    const { secret } = (await owner.ask("POST", "/keys", { name: "青禾", permissions, brand: OURS })).body;
    const machine = openBrowser(house);
    const ask = (method: string, path: string, body?: unknown) =>
      machine.ask(method, path, body, { authorization: `Bearer ${secret}` });
    return { house, owner, ask, mine, other };
  };

  test("cannot take over another brand's order by its number, one by one or in bulk", async () => {
    const { house, owner, ask, other } = await openBrandKey();
    const theft = { ...order("2", { brand: OURS, note: "现在是我的" }) };
    expect(await ask("POST", "/orders", theft)).toMatchObject({ status: 403, body: { code: "wrong_brand" } });
    const { secret } = (await owner.ask("POST", "/keys", { name: "批量", permissions: ["orders.write"], brand: OURS }))
      .body;
    const lines = [theft, order("9", { brand: OURS }), order("10", { brand: THEIRS })].map((one) =>
      JSON.stringify(one),
    );
    const bulk = await house.app.request("https://yard.example.com/api/v1/orders/bulk", {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/x-ndjson", host: "yard.example.com" },
      body: lines.join("\n"),
    });
    const answers = (await bulk.text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(answers.map(({ status, problems }) => problems?.[0].code ?? status)).toEqual([
      ...["wrong_brand", "accepted", "wrong_brand"],
    ]);
    expect((await owner.ask("GET", `/orders/${other}`)).body.order).toMatchObject({ brand: THEIRS });
    expect((await owner.ask("GET", `/orders/${other}`)).text).not.toContain("现在是我的");
  });

  test("[D1] hears of no other brand's order by a PO number, and holds none of theirs with it", async () => {
    const { owner, ask } = await openBrandKey();
    const po = (id: string, source: string, brand?: string) => ({ ...order(id, { brand, po_no: "PO-1" }), source });
    await owner.ask("POST", "/orders", po("11", "mail", THEIRS));
    await owner.ask("POST", "/orders", po("12", "mail"));
    expect((await ask("POST", "/orders", po("13", "key", OURS))).body.decision).toMatchObject({
      outcome: "undecided",
      effects: [],
    });
    expect((await owner.ask("POST", "/orders", po("14", "form", THEIRS))).body.decision.outcome).toBe("parked");
    expect((await owner.ask("POST", "/orders", po("15", "form", OURS))).body.decision).toMatchObject({
      outcome: "parked",
    });
  });

  test("speaks of its own orders only, and sees them only", async () => {
    const { owner, ask, mine, other } = await openBrandKey();
    const cancel = { type: "order_cancelled" };
    for (const about of [{ order: other }, { source: "erp", external_id: "2" }, { source: "erp", external_id: "77" }])
      expect((await ask("POST", "/events", { ...cancel, ...about })).body.code).toBe("order_not_found");
    const stock = await ask("POST", "/events", { type: "stock_changed", sku: "A", available: 1 });
    expect(stock.body.code).toBe("order_not_found");
    expect((await owner.ask("GET", `/orders/${other}/standing`)).body.cancelled).toBe(false);
    expect((await ask("GET", `/orders/${other}/standing`)).body.code).toBe("order_not_found");
    expect((await ask("POST", "/events", { ...cancel, source: "erp", external_id: "1" })).status).toBe(200);
    expect((await ask("GET", `/orders/${mine}/standing`)).body.cancelled).toBe(true);
    expect((await ask("GET", "/orders")).body.items.map(({ id }: { id: string }) => id)).toEqual([mine]);
    for (const path of ["/todo", "/batches", "/events", "/approvals", "/freezes", "/gates"])
      expect([path, (await ask("GET", path)).status]).toEqual([path, 403]);
  });

  test("of a source says what the platform counts for that source, and for no other; one of a brand for none", async () => {
    const { house, owner } = await openTwoBrands();
    const count = async (about: object, source: string) => {
      const { secret } = (await owner.ask("POST", "/keys", { name: source, permissions: ["orders.write"], ...about }))
        .body;
      const body = { day: "2026-11-22", source, stated: 3 };
      const headers = { authorization: `Bearer ${secret}` };
      return (await openBrowser(house).ask("PUT", "/intake/reconciliation", body, headers)).status;
    };
    expect(await count({ source: "shop" }, "shop")).toBe(200);
    expect(await count({ source: "shop" }, "erp")).toBe(403);
    expect(await count({ source: "shop", brand: OURS }, "shop")).toBe(403);
    const { items } = (await owner.ask("GET", "/intake/reconciliation")).body;
    expect(items).toContainEqual(expect.objectContaining({ source: "shop", stated: 3 }));
    expect(items).not.toContainEqual(expect.objectContaining({ source: "erp", stated: 3 }));
  });

  test("of a source sees that source's orders only", async () => {
    const { house, owner } = await openTwoBrands();
    await owner.ask("POST", "/orders", { ...order("50"), source: "shop" });
    const about = { name: "商城", permissions: ["orders.read"], source: "shop" };
    const { secret } = (await owner.ask("POST", "/keys", about)).body;
    const { body } = await openBrowser(house).ask("GET", "/orders?source=erp", undefined, {
      authorization: `Bearer ${secret}`,
    });
    expect(body.items.map((one: { external_id: string }) => one.external_id)).toEqual(["50"]);
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
    expect(Object.keys(shown.body).sort()).toEqual(["at", "expires_at", "orders", "po_no", "seller", "zone"]);
    expect(shown.body).toMatchObject({ po_no: null, orders: [{ external_id: "30" }] });
    expect(Object.keys(shown.body.orders[0]).sort()).toEqual(
      [
        ...["due_at", "due_date", "external_id", "received_at", "state", "state_label", "states", "key_states", "eta"],
        ...["arrived_at", "is_over", "promise", "parcel", "move", "asks_contact"],
      ].sort(),
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

  test("takes what it asks for and nothing else: a number that reaches them, one of the options of a moved date", async () => {
    const { house, owner } = await openTwoBrands();
    const moves = [
      { id: "full", name: "产能不足", explanation: "产线满载", options: ["分批发"], compensation: "免运费" },
    ];
    await changeWorkspace(house.ctx, (whole) => ({
      ...whole,
      settings: { ...whole.settings, customerPage: { moves } },
    }));
    const { id } = (await owner.ask("POST", "/orders", order("47", { due_at: "2026-12-20" }))).body.order;
    const { token } = (await owner.ask("POST", `/orders/${id}/links`, {})).body;
    const customer = openBrowser(house);
    const answer = (said: object) => customer.ask("POST", `/tracking/${token}/answers`, { order: "47", ...said });
    const contact = { mobile: "138 0013 8000", address: "南京西路 1 号" };
    for (const unasked of [{ contact }, { choice: "分批发" }, { order: "1", contact }])
      expect((await answer(unasked)).body.code).toBe("not_asked");
    expect((await customer.ask("POST", `/tracking/${"x".repeat(43)}/answers`, { order: "47", contact })).status).toBe(
      404,
    );
    await owner.ask("POST", "/events", { type: "courier_node", order: id, action: "fix_address" });
    expect((await customer.ask("GET", `/tracking/${token}`)).body.orders[0].asks_contact).toBe(true);
    expect((await answer({ contact: { mobile: "=1+1" } })).status).toBe(400);
    expect((await answer({ contact })).body.orders[0].asks_contact).toBe(false);
    expect((await answer({ contact })).body.code).toBe("not_asked");
    expect((await owner.ask("GET", `/orders/${id}`)).body.order.custom).toMatchObject({
      ...{ mobile: contact.mobile, corrected_address: contact.address },
    });
    const action = { type: "move_due", by: "p1", due_date: "2026-12-27", cause: "full" };
    expect((await owner.ask("POST", `/orders/${id}/actions`, action)).status).toBe(200);
    const [moved] = (await customer.ask("GET", `/tracking/${token}`)).body.orders;
    expect(moved).toMatchObject({
      ...{ due_date: "2026-12-27", eta: { by: "promise" } },
      move: { from: { due_date: "2026-12-20" }, to: { due_date: "2026-12-27" }, explanation: "产线满载", choice: null },
    });
    expect((await answer({ choice: "别的" })).body.code).toBe("not_asked");
    expect((await answer({ choice: "分批发" })).body.orders[0].move.choice).toBe("分批发");
    const told = (await owner.ask("GET", `/journal?subject=${id}&type=measure_observed`)).body.items;
    expect(told.map(({ data }: { data: { measure: string; value?: number } }) => [data.measure, data.value])).toEqual([
      ["customer_answered", undefined],
      ["promise_moved", 7],
      ["customer_answered", undefined],
    ]);
  });

  test("is 128 random bits with our signature: a token that is ours in part opens nothing", () => {
    const keys = { a: Buffer.alloc(32, 1), b: Buffer.alloc(32, 2) };
    const before = createLinkTokens({ current: "a", keys });
    const token = before.make();
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    // That of a message is the same whenever it is sent, another for another link or another key.
    expect(before.of("link_1")).toBe(createLinkTokens({ current: "a", keys }).of("link_1"));
    expect(before.isOurs(before.of("link_1"))).toBe(true);
    const others = [before.of("link_2"), createLinkTokens({ current: "b", keys }).of("link_1")];
    expect(new Set([before.of("link_1"), ...others]).size).toBe(3);
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

  test("cannot be guessed for long; who has one sees it from the same place, and not without end", async () => {
    const { house, owner } = await openTwoBrands();
    const { id } = (await owner.ask("POST", "/orders", order("48"))).body.order;
    const { token } = (await owner.ask("POST", `/orders/${id}/links`, {})).body;
    const thief = openBrowser(house, { address: "198.51.100.77" });
    const codes = new Set<string>();
    for (let n = 0; n < 80; n += 1)
      codes.add((await thief.ask("GET", `/tracking/${String(n).padStart(40, "x")}`)).body.code);
    expect([...codes].sort()).toEqual(["link_not_found", "too_many_tries"]);
    const looks: number[] = [];
    for (let n = 0; n < 61; n += 1) looks.push((await thief.ask("GET", `/tracking/${token}`)).status);
    expect([looks[0], looks[59], looks[60]]).toEqual([200, 200, 429]);
  });
});

describe("the journal", () => {
  test("names who did what, is filtered, and leaves the house as a file without formulas", async () => {
    const { owner } = await openTwoBrands();
    await owner.ask("POST", "/keys", { name: "=HYPERLINK(1)", permissions: ["orders.read"] });
    const { items } = (await owner.ask("GET", "/journal?type=key_created")).body;
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ type: "key_created", actor_name: "陈老板", subject: "workspace" });
    const found = async (query: string) => (await owner.ask("GET", `/journal?${query}`)).body.items;
    const { items: pool } = (await owner.ask("GET", "/orders?limit=1")).body;
    const about = await found(`about=${pool[0].external_id}`);
    expect(new Set(about.map(({ subject }: { subject: string }) => subject))).toContain(pool[0].id);
    expect(about[0].about).toMatchObject({ kind: "order" });
    expect(
      (await found(`who=${encodeURIComponent("陈老")}`)).every(
        (one: { actor_name: string }) => one.actor_name === "陈老板",
      ),
    ).toBe(true);
    expect(await found("who=nobody")).toEqual([]);
    expect(await found("about=nothing-of-that-name")).toEqual([]);
    const pages = async () => (await owner.ask("GET", "/journal?about=many")).body;
    expect((await pages()).only_newest).toBeNull();
    await Promise.all(Array.from({ length: 101 }, (_, n) => owner.ask("POST", "/orders", order(`many-${n}`))));
    expect((await pages()).only_newest).toBe(100);
    const first = (await owner.ask("GET", "/journal?limit=2")).body;
    const next = (await owner.ask("GET", `/journal?limit=2&cursor=${first.nextCursor}`)).body;
    expect(first.items.at(-1).position - next.items[0].position).toBe(1);
    const cut = (await owner.ask("GET", "/journal/export?about=many")).text.split("\r\n");
    expect(cut[1]).toContain("only the newest 100 were looked at");
    const file = await owner.ask("GET", "/journal/export");
    expect(file.text).not.toContain("were looked at");
    expect(file.headers.get("content-disposition")).toContain("journal.csv");
    expect(file.text.split("\r\n", 1)).toEqual([`"position","at","type","actor","actor_name","subject","data"`]);
    expect(file.text).not.toMatch(/,"=/);
    expect(file.text.split("\r\n").length).toBeGreaterThan(items.length + 2);
  });
});
