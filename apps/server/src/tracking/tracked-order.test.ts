import { DEFAULT_SETTINGS, DEFAULT_STATE_MACHINE, type Order, type WorkspaceSettings } from "@switchyard/orders";
import type { JournalEntry } from "@switchyard/store";
import { describe, expect, test } from "vitest";
import { keyStatesOf } from "./key-states.ts";
import { instantIn, promiseOf } from "./promise.ts";
import { trackedOrder } from "./tracked-order.ts";

const DAY = 86_400_000;
const DUE = Date.parse("2026-11-20T23:59:59.999+08:00");
const order = (more: Partial<Order> = {}): Order => ({
  ...{ id: "o1", source: "erp", external_id: "A-1", received_at: 1000, due_at: DUE, due_date: "2026-11-20" },
  ...{ tags: [], lines: [], custom: {}, raw: {}, status: "Packed", ...more },
});
const entry = (at: number, type: string, data: object) => ({ at, type, data: JSON.stringify(data) }) as JournalEntry;
const received = entry(1000, "order_received", { order: order() });
const settings = (customerPage: NonNullable<WorkspaceSettings["customerPage"]> = {}): WorkspaceSettings => ({
  ...DEFAULT_SETTINGS,
  customerPage,
});
interface Given {
  order?: Partial<Order>;
  reached?: Record<string, number>;
  courier?: { at: number; action: string; province?: string };
  page?: NonNullable<WorkspaceSettings["customerPage"]>;
}
const track = (entries: JournalEntry[], { order: more = {}, reached = {}, courier, page = {} }: Given = {}) =>
  trackedOrder({
    order: order(more),
    state: { kind: "order", order: order(), status: "Packed", reached, ...(courier && { courier }) },
    entries: [received, ...entries],
    settings: settings(page),
  });
const movedTo = (at: number, due_date: string) =>
  entry(at, "order_updated", { changes: [{ order: "o1", field: "order.due_date", old: null, new: due_date }] });

describe("key states", () => {
  test("are exactly three, those that were chosen or three of the chain", () => {
    const ids = (chosen?: string[]) => keyStatesOf(DEFAULT_STATE_MACHINE, chosen).map(({ id }) => id);
    expect(ids()).toEqual(["Checked", "PickedUp", "Signed"]);
    expect(ids(["Picked", "Checked", "HandedOver"])).toEqual(["Picked", "Checked", "HandedOver"]);
    for (const odd of [["Picked"], ["Picked", "Checked", "gone"], ["Picked", "Checked", "Packed", "Signed"]])
      expect(ids(odd)).toHaveLength(3);
  });

  test("are behind an order that is past them, also where nobody said when", () => {
    const { key_states } = track([], { order: { status: "InTransit" }, reached: { Checked: 5 } });
    expect(key_states.map(({ at, is_passed }) => [at, is_passed])).toEqual([
      [5, true],
      [null, true],
      [null, false],
    ]);
  });
});

describe("the promise", () => {
  test("counts days from the due date, by what a due date means here; what nobody said is null", () => {
    expect(promiseOf({ due_at: DUE }, settings())).toEqual({
      ...{ ship_by: null, transit_days: null, arrive_by: DUE, invoice_days: null, invoice_by: null },
    });
    expect(promiseOf({ due_at: DUE }, settings({ transitDays: 3, invoiceDays: 7 }))).toMatchObject({
      ...{ ship_by: DUE - 3 * DAY, arrive_by: DUE, invoice_by: DUE + 7 * DAY },
    });
    expect(promiseOf({ due_at: DUE }, settings({ dueIs: "dispatch", transitDays: 3 }))).toMatchObject({
      ...{ ship_by: DUE, arrive_by: DUE + 3 * DAY },
    });
    expect(promiseOf({}, settings({ transitDays: 3 })).arrive_by).toBeNull();
  });

  test("a courier's bare date means the end of that day", () => {
    expect(instantIn("2026-11-20", settings())).toBe(DUE);
    expect(instantIn("2026-11-20T10:00:00+08:00", settings())).toBe(Date.parse("2026-11-20T10:00:00+08:00"));
    for (const odd of ["soon", null, {}, undefined]) expect(instantIn(odd, settings())).toBeNull();
  });
});

describe("the expected arrival", () => {
  test("is what the courier said last, else the promise; there is none of what has arrived or is over", () => {
    expect(track([]).eta).toEqual({ at: DUE, by: "promise" });
    const news = entry(9, "courier_node", { provider: "zto", text: "已到上海", data: { eta: "2026-11-21" } });
    expect(track([news]).eta).toEqual({ at: DUE + DAY, by: "courier" });
    expect(track([news], { order: { status: "Signed" }, reached: { Signed: 77 } })).toMatchObject({
      eta: null,
      arrived_at: 77,
    });
    expect(track([news], { order: { status: "Cancelled" } })).toMatchObject({
      eta: null,
      arrived_at: null,
      is_over: true,
    });
  });
});

describe("a parcel", () => {
  test("is where the newest news says, whatever comes late, with the phone that the workspace keeps of its courier", () => {
    const page = { couriers: [{ name: "ZTO", phone: "95311" }] };
    const news = entry(20, "courier_node", { occurredAt: 15, provider: "zto", text: "已到上海" });
    const late = entry(21, "courier_node", { occurredAt: 5, provider: "zto", text: "已揽收" });
    expect(track([news, late], { page }).parcel).toEqual({
      ...{
        tracking_no: null,
        courier: { zh: "中通", en: "ZTO Express" },
        phone: "95311",
        place: { zh: "已到上海", en: "已到上海" },
        at: 15,
        province: null,
      },
    });
    expect(track([]).parcel).toBeNull();
    // Who only passes on news is not who brings the parcel.
    const passed = entry(20, "courier_node", { provider: "kuaidi100", text: "已到上海" });
    expect(track([passed]).parcel).toMatchObject({ courier: null, phone: null });
    expect(track([passed], { page, order: { carrier: "中通" } }).parcel).toMatchObject({ phone: "95311" });
    const courier = { at: 20, action: "in_transit", province: "上海" };
    expect(track([passed], { courier, order: { province: "江苏" } })).toMatchObject({
      ...{ to_province: "江苏", parcel: { province: "上海" } },
    });
  });

  test("that the courier cannot bring asks for the contact until the customer has answered", () => {
    const courier = { at: 50, action: "fix_address" };
    const answer = (at: number) =>
      entry(at, "measure_observed", { measure: "customer_answered", data: { what: "contact" } });
    expect(track([], { courier }).asks_contact).toBe(true);
    expect(track([answer(40)], { courier }).asks_contact).toBe(true);
    expect(track([answer(60)], { courier }).asks_contact).toBe(false);
    expect(track([], { courier: { at: 50, action: "in_transit" } }).asks_contact).toBe(false);
  });
});

describe("a date that moved", () => {
  const page = {
    moves: [
      { id: "full", name: "产能不足", explanation: "产线满载", options: ["分批发", "改日期"], compensation: "免运费" },
    ],
  };
  test("is told from when to when with what the workspace says of its cause, named by id or name", () => {
    for (const delay_cause of ["full", "产能不足"])
      expect(track([movedTo(10, "2026-11-25")], { page, order: { custom: { delay_cause } } }).move).toMatchObject({
        ...{ at: 10, from: { due_date: "2026-11-20" }, to: { due_date: "2026-11-25" }, choice: null },
        ...{ explanation: "产线满载", options: ["分批发", "改日期"], compensation: "免运费" },
      });
    expect(track([movedTo(10, "2026-11-25")]).move).toMatchObject({ explanation: "", options: [] });
    expect(track([]).move).toBeNull();
  });

  test("set by hand stands over the source's date, and a choice is of the move that it answered", () => {
    const byHand = entry(10, "set_by_hand", {
      changes: [{ order: "o1", field: "fields", old: null, new: { due_at: DUE + DAY } }],
    });
    const chose = entry(11, "measure_observed", { measure: "customer_answered", data: { choice: "分批发" } });
    expect(track([byHand, chose], { page }).move).toMatchObject({
      to: { due_at: DUE + DAY, due_date: null },
      choice: "分批发",
    });
    // The source's own date stands below the hand's.
    expect(track([byHand, chose, movedTo(12, "2026-11-28")], { page }).move).toMatchObject({
      at: 10,
      choice: "分批发",
    });
    const again = entry(12, "set_by_hand", {
      changes: [{ order: "o1", field: "fields", old: null, new: { due_at: DUE } }],
    });
    expect(track([byHand, chose, again], { page }).move).toMatchObject({ at: 12, choice: null });
  });
});
