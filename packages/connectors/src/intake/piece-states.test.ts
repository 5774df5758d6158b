import { effectiveStatus, statusMap } from "@switchyard/orders";
import { describe, expect, it } from "vitest";
import { mapPlatformOrder } from "./map-order.ts";
import { LAZADA_PIECES, SHOPEE_PARCELS, spokenFor } from "./piece-states.ts";

type Piece = [sku: string, status: string];
function lazada(...pieces: Piece[]) {
  const order_items = pieces.map(([sku, status], n) => ({ order_item_id: n + 1, order_id: 1, sku, status, paid_price: 60 }));
  const statuses = [...new Set(pieces.map(([, status]) => status))];
  const result = mapPlatformOrder("lazada", { data: { orders: [{ order_id: 1, statuses }], order_items } }, "lazada:shop");
  const [order] = result.ok ? result.orders : [];
  const said = order?.statuses ?? [];
  const lines = (order?.input.lines ?? []) as { qty: number; platform_line_id: string }[];
  const { state } = effectiveStatus(said.map(({ platform, field, code }) => statusMap(platform, field, code)));
  return { codes: said.map(({ code }) => code), state: state?.id, lines };
} // biome-ignore format: a body
const state = (...codes: string[]) => {
  const all = codes.map((code, n): Piece => [`S${n}`, code]);
  const [there, back] = [lazada(...all), lazada(...all.reverse())];
  // The same wherever each piece stands, and one code: it is sent as one record.
  expect(there.codes).toHaveLength(1);
  expect([back.codes, back.state]).toEqual([there.codes, there.state]);
  return there.state;
};

describe("[M5] pieces of one Lazada order in different states", () => {
  it("the least far of those that go on speaks for all", () => {
    expect(state("delivered", "pending")).toBe("PaymentConfirmed");
    expect(state("shipped", "ready_to_ship", "topack")).toBe("Picking");
    expect(state("shipped", "delivered")).toBe("PickedUp");
    expect(state("failed_delivery", "delivered")).toBe("DeliveryFailed");
  });

  it("a piece that was cancelled, came back or was lost leaves the others to go on; all of them are the order", () => {
    expect([state("canceled", "pending"), state("canceled", "delivered")]).toEqual(["PaymentConfirmed", "Signed"]);
    expect([state("returned", "confirmed"), state("lost", "shipped")]).toEqual(["Completed", "PickedUp"]);
    expect([state("canceled", "canceled"), state("canceled", "returned")]).toEqual(["Cancelled", "Returned"]);
    expect(state("shipped_back", "returned")).toBe("Returning");
  });

  it("one that is not paid for, or needs a person, stops the order; a code that nobody knows is shown", () => {
    expect([state("unpaid", "pending"), state("package_scrapped", "pending")]).toEqual(["PaymentPending", "Exception"]);
    expect(lazada(["A", "pending"], ["B", "teleported"]).codes).toEqual(["teleported"]);
  });

  it("a line counts the pieces that go on and names each; a cancelled order's lines say what it was", () => {
    const part = lazada(["A", "canceled"], ["A", "pending"], ["B", "canceled"]).lines;
    expect(part.map(({ qty, platform_line_id }) => [qty, platform_line_id])).toEqual([
      [1, "1 2"],
      [0, "3"],
    ]);
    expect(lazada(["A", "canceled"], ["A", "canceled"]).lines.map(({ qty }) => qty)).toEqual([2]);
  });

  it("without the list of pieces the order's own mix of states is taken", () => {
    const body = { data: { orders: [{ order_id: 1, statuses: ["shipped", "pending"] }] } };
    const result = mapPlatformOrder("lazada", body, "lazada:shop");
    expect(result.ok && result.orders[0]?.statuses).toEqual([
      { platform: "lazada", field: "statuses", code: "pending" },
    ]);
  });
});

it("[M5] several parcels of a Shopee order say one code: of the one that is least far", () => {
  const parcels = ["LOGISTICS_DELIVERY_DONE", "LOGISTICS_READY"].map((logistics_status) => ({ logistics_status }));
  const order = { order_sn: "1", order_status: "READY_TO_SHIP", package_list: parcels };
  const result = mapPlatformOrder("shopee", { response: { order_list: [order] } }, "shopee:shop");
  expect(result.ok && result.orders[0]?.statuses.map(({ field, code }) => [field, code])).toEqual([
    ["order_status", "READY_TO_SHIP"],
    ["logistics_status", "LOGISTICS_READY"],
  ]);
});

it("[M5] the codes stand in the order of the orders room's table", () => {
  for (const [platform, field, codes] of [
    ["lazada", "statuses", LAZADA_PIECES],
    ["shopee", "logistics_status", SHOPEE_PARCELS],
  ] as const) {
    const ENDED = ["Cancelled", "Returned", "Returning", "Lost"];
    const known = codes.flatMap((code) => {
      const meaning = statusMap(platform, field, code);
      return meaning.known ? [meaning.canonical] : [];
    });
    const first = known.findIndex(({ id }) => ENDED.includes(id));
    expect(known.slice(first).every(({ id }) => ENDED.includes(id))).toBe(true);
    const going = known.slice(0, first);
    const free = going.findIndex(({ blocksOutbound }) => !blocksOutbound);
    expect(going.slice(free).some(({ blocksOutbound }) => blocksOutbound)).toBe(false);
    const ranks = going.slice(free).map(({ rank }) => rank);
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  }
  expect(spokenFor(LAZADA_PIECES, [undefined])).toBeUndefined();
});
