/** 合成数据 · Synthetic: what became of orders until the recording ends, in the shape that `POST /api/v1/events` takes. */
import { carrierOf, newsOf, troubleOf } from "./couriers.mjs";
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

/**
 * What stands beside the steps: couriers' trouble and its end, customers who ask, correct their address or complain, and what an
 * order's handling cost. Its chances are drawn apart, so that the steps stay as they are.
 */
function* besides(chance, { order, steps, carrier }) {
  const at = (state) => steps.find(({ to }) => to === state)?.at;
  const [collected, out, signed] = [at("PickedUp"), at("OutForDelivery"), at("Signed")];
  const packed = at("Packed");
  if (packed !== undefined) yield { at: packed, ...cost(chance, order) };
  const asked = (after) => chance.permille(45) && { at: after + chance.int(10, 110) * MINUTE, ...measure("enquiry") };
  const askedLate = (after) =>
    chance.permille(25) && { at: after + chance.int(150, 420) * MINUTE, ...measure("enquiry") };
  for (const node of [collected, out, signed])
    if (node !== undefined) yield* [asked(node), askedLate(node)].filter(Boolean);
  if (collected === undefined) return;
  const isTrouble = chance.permille(carrier.trouble);
  if (isTrouble) {
    const what = troubleOf(chance, carrier);
    const from = (what === "held" || what === "stalled" ? at("InTransit") : out) ?? collected;
    const when = from + chance.int(15, 50) * MINUTE;
    yield { at: when, ...newsOf(chance, carrier, what, order) };
    if (what === "fix_address" && chance.permille(600))
      yield { at: when + chance.int(4, 9) * MINUTE, ...measure("customer_answered") };
    if (chance.permille(250)) yield { at: when + chance.int(20, 100) * MINUTE, ...measure("enquiry") };
    if (chance.permille(250)) yield { at: when + chance.int(60, 900) * MINUTE, type: "after_sale", kind: "complaint" };
  } else if (signed !== undefined && chance.permille(25))
    yield {
      at: signed + chance.int(60, 900) * MINUTE,
      type: "after_sale",
      kind: chance.pick(["complaint", "exchange"]),
    };
}
const measure = (name) => ({ type: "measure_observed", measure: name, value: 1 });
/** Yuan. Handed in with the orders: costs are counted by the day on which orders came in. */
const cost = (chance, order) => ({
  ...{ type: "measure_observed", measure: "handling_cost", isTimeless: true },
  value: (order.po_no === undefined ? chance.int(180, 420) : chance.int(900, 2600)) / 100,
});

function* lifeOf({ chance, apart }, order) {
  const steps = [...stepsOf(chance, order)];
  const carrier = carrierOf(apart, order);
  for (const { at, ...step } of steps)
    yield { at, ...(step.evidence?.kind === "courier" ? newsOf(apart, carrier, step.to, order) : step) };
  yield* besides(apart, { order, steps, carrier });
}

/** By time; none is later than the last order. `apart`: chances of what stands beside the steps. */
export function makeEvents(chances, orders) {
  const end = Date.parse(orders.at(-1).ordered_at);
  return orders
    .flatMap((order) => [...lifeOf(chances, order)].map((step) => ({ order, ...step })))
    .filter(({ at }) => at <= end)
    .map((one, index) => ({ ...one, index }))
    .sort((a, b) => a.at - b.at || a.index - b.index)
    .map(({ order, at, index: _, isTimeless, ...event }) => ({
      ...event,
      source: order.source,
      external_id: order.external_id,
      ...(isTimeless ? {} : { occurred_at: isoOf(at) }),
    }));
}
