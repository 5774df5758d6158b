/** 合成数据 · Synthetic: who carries which order's parcel, and the news of it as couriers and trackers word it: with their own codes. */

/** The codes of who tells: 顺丰 speaks for itself, 快递100 and 快递鸟 pass on what others say and name them by their own codes. */
const TELLERS = {
  sf_express: { PickedUp: "50", InTransit: "31", OutForDelivery: "44", Signed: "80", attempt_failed: "33" },
  kuaidi100: {
    ...{ PickedUp: "103", InTransit: "1002", OutForDelivery: "5", Signed: "301" },
    ...{ held: "208", stalled: "202", attempt_failed: "204", fix_address: "206", damaged: "209" },
  },
  kdniao: {
    ...{ PickedUp: "1", InTransit: "204", OutForDelivery: "202", Signed: "301" },
    ...{ held: "417", stalled: "403", attempt_failed: "405", fix_address: "420", damaged: "414" },
  },
};

/** `called` is the teller's code of the carrier; `trouble` comes to so many of 1,000 of its parcels. */
const sf = { by: "sf_express", trouble: 40 };
const deppon = { by: "kuaidi100", called: "debangkuaidi", trouble: 60 };
const RETAIL = [
  [26, { by: "kuaidi100", called: "zhongtong", trouble: 70 }],
  [22, { by: "kuaidi100", called: "yuantong", trouble: 90 }],
  [18, { by: "kdniao", called: "YD", trouble: 120 }],
  [16, { by: "kuaidi100", called: "jtexpress", trouble: 180 }],
  [10, { by: "kuaidi100", called: "jd", trouble: 45 }],
  [8, sf],
];
const PURCHASE = [
  [6, deppon],
  [3, sf],
];

export function carrierOf(chance, order) {
  if (order.po_no !== undefined) return chance.weighted(PURCHASE);
  return order.tags?.includes("极速达") || order.note === "请发顺丰" ? sf : chance.weighted(RETAIL);
}

const TEXTS = {
  PickedUp: ["快件已揽收"],
  InTransit: ["快件已到达转运中心", "快件已离开转运中心，发往下一站"],
  OutForDelivery: ["快件派送中，请保持电话畅通"],
  Signed: ["快件已签收，签收人：本人"],
  held: ["因交通管制，快件滞留", "受暴雨影响，快件滞留"],
  stalled: ["快件超时未更新，正在核实"],
  attempt_failed: ["派送未成功，改约再派"],
  fix_address: ["收件人电话无法接通，请核对联系方式"],
  damaged: ["外包装破损，已登记"],
};

/** What kind of trouble, where there is some; 顺丰 says them all by one code. */
export const troubleOf = (chance, { by }) =>
  by === "sf_express"
    ? "attempt_failed"
    : chance.weighted([
        [32, "held"],
        [24, "stalled"],
        [26, "attempt_failed"],
        [36, "fix_address"],
        [8, "damaged"],
      ]);

/** The factory's place, from which parcels go out. */
const HOME = "浙江,绍兴市";

/** A `courier_node` about `what`: a state, or a trouble. Until it is out for delivery a parcel is on its way from the factory. */
export function newsOf(chance, { by, called }, what, { province, city }) {
  const text = chance.pick(TEXTS[what]);
  const isAway = what !== "PickedUp" && !text.startsWith("快件已离开");
  const area = isAway && province !== undefined ? `${province},${city}市` : HOME;
  return {
    ...{ type: "courier_node", provider: by, code: TELLERS[by][what], text },
    data: { ...(called === undefined ? {} : { carrier: called }), area },
  };
}
