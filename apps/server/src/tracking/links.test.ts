/** Links by which a customer sees an order without signing in. */
import { describe, expect, test } from "vitest";
import { openHouse, order } from "../testing/harness.ts";
import { openBrowser } from "../testing/people.ts";
import { OURS, openTwoBrands, THEIRS } from "../testing/two-brands.ts";
import { handClock } from "../testing/vendors.ts";
import { changeWorkspace } from "../verbs/change-workspace.ts";

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
        ...["arrived_at", "is_over", "promise", "parcel", "to_province", "move", "asks_contact"],
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
      ["customer_looked", undefined],
    ]);
  });

  test("that the customer opened the page is noted once a day, of the order that the link is for, and told as a figure", async () => {
    const clock = handClock(Date.UTC(2026, 10, 20, 2));
    const house = await openHouse({ clock });
    const id = (await house.send("POST", "/api/v1/orders", order("49", { po_no: "PO-9", customer_id: "C-1" }))).body
      .order.id as string;
    const sibling = (await house.send("POST", "/api/v1/orders", order("50", { po_no: "PO-9", customer_id: "C-1" })))
      .body.order.id as string;
    const { token } = (await house.send("POST", `/api/v1/orders/${id}/links`, { shows: "po" })).body;
    const looks = async (of: string) =>
      (await house.get(`/api/v1/journal?subject=${of}&type=measure_observed`)).body.items.length;
    const look = () => house.get(`/api/v1/tracking/${token}`);
    for (let n = 0; n < 3; n += 1) expect((await look()).body.orders).toHaveLength(2);
    expect([await looks(id), await looks(sibling)]).toEqual([1, 0]);
    clock.pass(86_400_000);
    await look();
    expect(await looks(id)).toBe(2);
    const { items } = (await house.get("/api/v1/figures?period=7d")).body;
    const figure = items.find((one: { id: string }) => one.id === "self_service");
    expect(figure).toMatchObject({ value: 50, yes: 1, of: 2 });
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
