import { mapPlatformOrder } from "@switchyard/connectors";
import type { FlowDocument } from "@switchyard/flow";
import { expect, test } from "vitest";
import { type House, openHouse, publish } from "../testing/harness.ts";

const reserving: FlowDocument = {
  formatVersion: 1, name: "占用", brands: [], windows: [], patterns: [],
  nodes: [{ id: "in", kind: "order_received", position: { x: 0, y: 0 } }, { id: "book", kind: "reserve_stock", position: { x: 300, y: 0 } }],
  edges: [{ id: "e1", from: "in", port: "next", to: "book" }],
}; // biome-ignore format: a drawing

type Line = [afterSale: number, refund: number];
const body = (lines: Line[], update: number) => ({
  data: {
    shop_order_detail: {
      order_id: "6900000000000000002", order_status: 2, update_time: update,
      sku_order_list: lines.map(([after_sale_status, refund_status], n) => ({
        code: `S${n + 1}`, item_num: 2, goods_price: 500, order_status: 2, after_sale_info: { after_sale_status, refund_status },
      })),
    },
  },
}); // biome-ignore format: a body

/** As a shop's relay does: the order, then what the platform says of it. */
async function tell(house: House, lines: Line[], update: number) {
  const mapped = mapPlatformOrder("douyin", body(lines, update), "douyin:shop");
  const [order] = mapped.ok ? mapped.orders : [];
  if (order === undefined) throw new Error("no order");
  const came = await house.send("POST", "/api/v1/orders", order.input);
  const { source, external_id } = order.input;
  const statuses = Object.fromEntries(order.statuses.map(({ field, code }) => [field, code]));
  await house.send("POST", "/api/v1/events", {
    type: "platform_status",
    source,
    external_id,
    platform: "douyin",
    statuses,
  });
  const { body: detail } = await house.get(`/api/v1/orders/${came.body.order.id}`);
  return detail.order.status;
}

/** Whether one more of an article can be had: an order of one piece takes it. */
async function free(house: House, sku: string, number: string): Promise<boolean> {
  const { body } = await house.send("POST", "/api/v1/orders", {
    source: "erp",
    external_id: number,
    lines: [{ sku, qty: 1 }],
  });
  return body.decision.effects.some(({ type }: { type: string }) => type === "reserve");
}

test("a line of a Douyin order that was refunded gives back its own pieces; the others are kept and go on", async () => {
  const house = await openHouse();
  await publish(house, reserving);
  for (const sku of ["S1", "S2"])
    await house.send("POST", "/api/v1/events", { type: "stock_changed", sku, available: 2 });
  expect(await tell(house, [[0, 0], [0, 0]], 1)).toBe("PendingReview"); // biome-ignore format: lines
  expect(await tell(house, [[6, 1], [0, 0]], 2)).toBe("RefundRequested"); // biome-ignore format: lines
  expect(await tell(house, [[12, 3], [0, 0]], 3)).toBe("PendingReview"); // biome-ignore format: lines
  expect([await free(house, "S1", "1"), await free(house, "S2", "2")]).toEqual([true, false]);
  expect(await tell(house, [[12, 3], [12, 3]], 4)).toBe("Refunded"); // biome-ignore format: lines
  expect(await free(house, "S2", "3")).toBe(true);
});
