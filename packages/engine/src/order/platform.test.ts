import { DEFAULT_SETTINGS } from "@switchyard/orders";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at } from "../testing/day.ts";
import { flowOf, programOf } from "../testing/flow.ts";
import { orderOf, Yard } from "../testing/yard.ts";

/** An order that was paid for, with one flow that marks whatever comes to be packed. */
const packs = programOf(
  flowOf(
    "packs",
    [{ id: "packed", kind: "state_reached", states: ["Packed"] }, { id: "say", kind: "webhook", endpoint: "say", event: "say" }],
    ["packed -> say"],
  ),
); // biome-ignore format: a drawing

function paid(): Yard {
  const yard = new Yard([packs], { at: at("09:00"), settings: DEFAULT_SETTINGS });
  yard.do({ type: "order_received", order: orderOf("A") });
  say(yard, { status: "WAIT_SELLER_SEND_GOODS" });
  return yard;
}
const say = (yard: Yard, statuses: Record<string, string>, at?: number, occurredAt?: number) =>
  yard.do({
    type: "platform_status",
    order: "A",
    platform: "taobao",
    statuses,
    ...(at === undefined ? {} : { at }),
    ...(occurredAt === undefined ? {} : { occurredAt }),
  });
const come = (yard: Yard, ...states: string[]) => {
  for (const to of states) yard.do({ type: "state_asserted", order: "A", to, evidence: { kind: "scan" } });
};
const conflicts = (yard: Yard) =>
  yard.happened.flatMap(({ records }) => records.filter(({ code }) => code === "state_conflict"));
const standing = (yard: Yard) => [yard.order("A")?.status, yard.order("A")?.canonical];
const OURS = ["Assigned", "Picked", "Checked", "Packed"];

describe("codes of a platform's fields", () => {
  const codes = {
    status: ["WAIT_SELLER_SEND_GOODS", "SELLER_CONSIGNED_PART", "WAIT_BUYER_CONFIRM_GOODS", "PAID_FORBID_CONSIGN"],
    refund_status: ["WAIT_SELLER_AGREE", "WAIT_BUYER_RETURN_GOODS", "CLOSED", "NO_REFUND"],
    step_trade_status: ["FRONT_NOPAID_FINAL_NOPAID", "FRONT_PAID_FINAL_NOPAID", "FRONT_PAID_FINAL_PAID"],
  };
  const one = fc.constantFrom(
    ...Object.entries(codes).flatMap(([field, all]) => all.map((code) => ({ [field]: code }))),
  );

  it("[S4] of each field the newest stays, in whatever order they come", () => {
    const told = fc.array(one, { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(told, fc.infiniteStream(fc.nat(1000)), (news, lots) => {
        const said = news.map((statuses, n) => ({ statuses, at: at("09:00") + n * 60_000, lot: lots.next().value }));
        const newest = Object.assign({}, ...said.map(({ statuses }) => statuses));
        const yard = new Yard([packs], { at: at("09:00"), settings: DEFAULT_SETTINGS });
        yard.do({ type: "order_received", order: orderOf("A") });
        const mixed = said.toSorted((a, b) => a.lot - b.lot);
        for (const [n, one] of mixed.entries()) say(yard, one.statuses, at("10:00") + n * 60_000, one.at);
        const kept = Object.entries(newest).map(([field, code]) => [`taobao.${field}`, code]);
        expect(yard.order("A")?.statuses).toEqual(Object.fromEntries(kept));
      }),
    );
  });
});

describe("a refund that a platform tells of", () => {
  it("[S7] withdrawn, leaves the order where it was before: no jump, nothing begins again, its state is not reached anew", () => {
    const yard = paid();
    come(yard, ...OURS);
    say(yard, { refund_status: "WAIT_SELLER_AGREE" }, at("10:00"));
    expect(standing(yard)).toEqual(["RefundRequested", "RefundRequested"]);
    const { effects } = say(yard, { refund_status: "CLOSED" }, at("11:00"));
    expect(effects.map(({ type }) => type)).toEqual(["platform_state", "state"]);
    expect(standing(yard)).toEqual(["Packed", "PaymentConfirmed"]);
    expect(yard.order("A")).toMatchObject({ reached: { Packed: at("09:00") }, statusAt: at("11:00") });
    expect(yard.order("A")?.before).toBeUndefined();
    expect(conflicts(yard)).toEqual([]);
  });

  it("[S7] goes on where it was handed over, which a scan had proved", () => {
    const yard = paid();
    come(yard, ...OURS, "HandedOver");
    say(yard, { refund_status: "WAIT_SELLER_AGREE" });
    say(yard, { refund_status: "SELLER_REFUSE_BUYER" });
    expect([yard.order("A")?.status, conflicts(yard)]).toEqual(["HandedOver", []]);
  });

  it("[S7] what the platform says of the order beneath the case stands when the case is closed", () => {
    const yard = paid();
    come(yard, ...OURS);
    say(yard, { refund_status: "WAIT_SELLER_AGREE" });
    say(yard, { status: "TRADE_FINISHED" });
    expect(standing(yard)).toEqual(["RefundRequested", "RefundRequested"]);
    say(yard, { refund_status: "CLOSED" });
    // Its signature waits for our own steps, as it does without a refund.
    expect(standing(yard)).toEqual(["Packed", "Completed"]);
    come(yard, "HandedOver");
    expect(conflicts(yard)).toEqual([]);
  });

  it("[S7] told by after-sale codes alone, each follows the last; a second request stops the order again", () => {
    const yard = new Yard([packs], { at: at("09:00"), settings: DEFAULT_SETTINGS });
    yard.do({ type: "order_received", order: orderOf("A") });
    come(yard, "Assigned");
    const seen = ["WAIT_SELLER_AGREE", "WAIT_BUYER_RETURN_GOODS", "CLOSED", "WAIT_SELLER_AGREE", "SUCCESS"].map(
      (code, hour) => {
        say(yard, { refund_status: code }, at(`1${hour}:00`));
        return standing(yard);
      },
    );
    expect(seen).toEqual([
      ["RefundRequested", "RefundRequested"],
      ["RefundRequested", "ReturnAwaitingBuyer"],
      ["Assigned", "RefundClosed"],
      ["RefundRequested", "RefundRequested"],
      ["Refunded", "Refunded"],
    ]);
    expect(conflicts(yard)).toEqual([]);
  });

  it("[S7] an older word lets nothing go, not with the next code either", () => {
    const yard = paid();
    say(yard, { refund_status: "WAIT_SELLER_AGREE" }, at("11:00"));
    say(yard, { refund_status: "NO_REFUND" }, at("12:00"), at("10:00"));
    expect(standing(yard)).toEqual(["RefundRequested", "RefundRequested"]);
    say(yard, { step_trade_status: "FRONT_PAID_FINAL_PAID" }, at("12:10"));
    expect(standing(yard)).toEqual(["RefundRequested", "RefundRequested"]);
  });

  it("[S7] an order that a platform held goes on where it was, too", () => {
    const yard = paid();
    come(yard, "Assigned", "Picked");
    say(yard, { status: "PAID_FORBID_CONSIGN" });
    expect(yard.order("A")).toMatchObject({ status: "Held", before: "Picked" });
    say(yard, { refund_status: "WAIT_SELLER_AGREE" });
    say(yard, { refund_status: "CLOSED" });
    expect(yard.order("A")).toMatchObject({ status: "Held", before: "Picked" });
    say(yard, { status: "WAIT_SELLER_SEND_GOODS" });
    expect([yard.order("A")?.status, conflicts(yard)]).toEqual(["Picked", []]);
  });
});
