/** 合成数据 · Synthetic: what became of orders until the recording ends, in the shape that `POST /api/v1/events` takes. */
import { isoOf } from "./rhythm.mjs";

const MINUTE = 60_000;

/** Each step of an order: the state, what proves it, and after how many minutes (retail, purchase order). */
const STEPS = [
  { to: "Assigned", kind: "hand", retail: [8, 240], purchase: [30, 900] },
  { to: "Picked", kind: "hand", retail: [60, 600], purchase: [240, 2400] },
  { to: "Checked", kind: "hand", retail: [20, 180], purchase: [600, 3600] },
  { to: "Packed", kind: "hand", retail: [10, 120], purchase: [60, 600] },
  { to: "HandedOver", kind: "scan", retail: [20, 420], purchase: [30, 600] },
  { to: "PickedUp", kind: "courier", retail: [15, 300], purchase: [15, 300] },
  { to: "InTransit", kind: "courier", retail: [60, 600], purchase: [60, 600] },
  { to: "OutForDelivery", kind: "courier", retail: [900, 3600], purchase: [900, 4200] },
  { to: "Signed", kind: "courier", retail: [60, 480], purchase: [60, 480] },
];
const IN_HOUSE = 4;

function* stepsOf(chance, order) {
  const way = order.po_no === undefined ? "retail" : "purchase";
  let at = Date.parse(order.ordered_at);
  for (const [index, step] of STEPS.entries()) {
    at += chance.int(...step[way]) * MINUTE;
    // Forgotten on somebody's table: nothing comes after.
    if (chance.permille(30)) return;
    if (index < IN_HOUSE && chance.permille(12)) {
      yield { at, type: "order_cancelled", reason: chance.pick(["买家取消", "拍错款", "重复下单"]) };
      return;
    }
    yield { at, type: "state_asserted", to: step.to, evidence: { kind: step.kind } };
  }
  if (!chance.permille(40)) return;
  for (const [to, least, most] of [
    ["RefundRequested", 120, 2400],
    ["Refunded", 60, 1200],
  ]) {
    at += chance.int(least, most) * MINUTE;
    yield { at, type: "state_asserted", to, evidence: { kind: "platform" } };
  }
}

/** By time; none is later than the last order. */
export function makeEvents(chance, orders) {
  const end = Date.parse(orders.at(-1).ordered_at);
  return orders
    .flatMap((order) => [...stepsOf(chance, order)].map((step) => ({ order, ...step })))
    .filter(({ at }) => at <= end)
    .map((one, index) => ({ ...one, index }))
    .sort((a, b) => a.at - b.at || a.index - b.index)
    .map(({ order, at, index: _, ...event }) => ({
      ...event,
      source: order.source,
      external_id: order.external_id,
      occurred_at: isoOf(at),
    }));
}
