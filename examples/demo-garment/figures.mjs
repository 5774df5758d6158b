/** Counts of the demo orders for the README, by the meaning in packages/orders: what a flow will see at order time. */
import { sha256 } from "../write-files.mjs";
import { DAYS, dayNumber, dayOf, FIRST_DAY, LAST_DAY } from "./rhythm.mjs";

const DAY = 86_400_000;
const instant = (order) => Date.parse(order.ordered_at);
const styleCode = (order) => (order.style_code ?? "").normalize("NFKC").trim().toUpperCase();
const isFj = (order) => styleCode(order).startsWith("FJ");

/** Calendar days for a date, exact days for an instant; undefined when there is no due date. */
function dueInDays({ due_at, ...order }) {
  if (due_at === undefined) return undefined;
  if (due_at.length === 10) return dayNumber(due_at) - dayOf(instant(order));
  return (Date.parse(due_at) - instant(order)) / DAY;
}

/** Orders whose brand had ordered in the 24 hours before, and batches of a window that opens with the first order. */
function repeats(orders) {
  const last = new Map();
  const open = new Map();
  let repeated = 0;
  let batches = 0;
  for (const order of orders) {
    const at = instant(order);
    if (at - (last.get(order.brand) ?? Number.NEGATIVE_INFINITY) <= DAY) repeated += 1;
    last.set(order.brand, at);
    const batch = open.get(order.brand);
    if (batch && at <= batch.opened + DAY) {
      batch.size += 1;
      if (batch.size === 2) batches += 1;
    } else open.set(order.brand, { opened: at, size: 1 });
  }
  return { repeated, batches };
}

export function figures(orders, ndjson) {
  const count = (test) => orders.filter(test).length;
  const purchase = orders.filter((order) => order.po_no !== undefined);
  const all = repeats(orders);
  const po = repeats(purchase);
  const sizes = (order) => new Set(order.lines.map((line) => line.size)).size;
  const channels = new Map();
  for (const { channel } of orders) channels.set(channel, (channels.get(channel) ?? 0) + 1);
  const rows = [
    ["Days · 天数", `${DAYS} (${FIRST_DAY} – ${LAST_DAY})`],
    ["Orders · 订单", orders.length],
    ["Lines · 明细行", orders.reduce((sum, order) => sum + order.lines.length, 0)],
    ["Purchase orders of brands · 品牌采购单", purchase.length],
    [
      "Channels · 渠道",
      [...channels]
        .sort((a, b) => b[1] - a[1])
        .map(([name, n]) => `${name} ${n}`)
        .join(", "),
    ],
    ["Style code starts with FJ · 款号以 FJ 开头", count(isFj)],
    [
      "**FJ and due in 3 days or less at order time · FJ 且下单时交期≤3天**",
      count((order) => isFj(order) && dueInDays(order) <= 3),
    ],
    ["FJ and due in 2 days or less · FJ 且交期≤2天", count((order) => isFj(order) && dueInDays(order) <= 2)],
    ["FJ, without a due date · FJ 且缺交期", count((order) => isFj(order) && order.due_at === undefined)],
    ["FJ, due already past at order time · FJ 且下单时已过交期", count((order) => isFj(order) && dueInDays(order) < 0)],
    ["Without a due date · 缺交期", count((order) => order.due_at === undefined)],
    ["Due date with a time of day · 交期带时刻", count((order) => (order.due_at ?? "").length > 10)],
    ["Due already past at order time · 下单时已过交期", count((order) => dueInDays(order) < 0)],
    ["Without a style code · 缺款号", count((order) => order.style_code === undefined)],
    [
      "Style code in need of normalising · 款号需归一化",
      count((order) => (order.style_code ?? "") !== styleCode(order)),
    ],
    ["Five sizes or more · 尺码≥5种", count((order) => sizes(order) >= 5)],
    ["Brand ordered in the 24 h before, all orders · 同品牌24小时内再下单（全部）", all.repeated],
    ["Brand ordered in the 24 h before, purchase orders · 同品牌24小时内再下单（采购单）", po.repeated],
    ["24 h batches of two or more purchase orders · 24小时合并批次（采购单）", po.batches],
    [
      "抖音, tag 极速达, paid before 12:00 · 抖音极速达且12点前支付",
      count(
        (order) =>
          order.channel === "抖音" &&
          (order.tags ?? []).includes("极速达") &&
          (order.paid_at ?? "T9").split("T")[1] < "12",
      ),
    ],
    ["Note says 生日礼物 · 备注含生日礼物", count((order) => (order.note ?? "").includes("生日礼物"))],
    ["Unpaid at order time · 下单时未支付", count((order) => order.paid_at === undefined)],
    ["SHA-256 of the NDJSON (unpacked) · 解压后校验和", `\`${sha256(ndjson)}\``],
  ];
  return [
    "| figure · 指标 | value · 值 |",
    "| --- | --- |",
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
  ].join("\n");
}
