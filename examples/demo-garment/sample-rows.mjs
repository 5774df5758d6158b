/** 合成数据 · Synthetic: what a supervisor's spreadsheet export looks like, one row an order, with the usual mistakes. */
import { yuan } from "./orders.mjs";

const HEADERS = [
  "订单号",
  "PO号",
  "品牌",
  "款号",
  "颜色",
  "尺码",
  "数量",
  "单价",
  "金额",
  "下单时间",
  "交期",
  "渠道",
  "客户编号",
  "客户等级",
  "省份",
  "城市",
  "付款方式",
  "标签",
  "备注",
  "数据来源",
];

/** Row number (from 0, below the header) → column → what somebody typed. */
const MISTAKES = {
  5: { 订单号: "" },
  9: { 数量: "二十" },
  14: { 交期: "2026-11-31" },
  19: { 金额: "一千二百八" },
  24: { 交期: "月底前" },
  28: { 下单时间: "昨天下午" },
  33: { 数量: "12.5" },
};

const cell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const local = (iso) => iso.slice(0, 19).replace("T", " ");

function rowOf(order) {
  const [line] = order.lines;
  return {
    订单号: order.external_id.replace("DEMO-", "DEMO-CSV-"),
    PO号: order.po_no ?? "",
    品牌: order.brand,
    款号: (order.style_code ?? "").normalize("NFKC").trim(),
    颜色: line.color,
    尺码: line.size,
    数量: String(line.qty),
    单价: line.unit_price,
    金额: order.amount,
    下单时间: local(order.ordered_at),
    交期: order.due_at === undefined ? "" : order.due_at.length > 10 ? local(order.due_at) : order.due_at,
    渠道: order.channel,
    客户编号: order.customer_id,
    客户等级: order.customer_grade ?? "",
    省份: order.province,
    城市: order.city,
    付款方式: order.payment_method,
    标签: (order.tags ?? []).join(";"),
    备注: order.note ?? "",
    数据来源: "合成数据",
  };
}

/** One line an order: the first of a purchase order, with its amount. */
function oneLine(order) {
  const [line] = order.lines;
  const fen = line.qty * Number(line.unit_price.replace(".", ""));
  return order.po_no === undefined ? order : { ...order, amount: yuan(fen), lines: [line] };
}

/** The last orders, a row each: 24 by PO and 16 of the shops, 7 with a mistake. With a byte order mark and CRLF, as Excel saves it. */
export function sampleCsv(orders) {
  const purchase = orders.filter((order) => order.po_no !== undefined).slice(-24);
  const retail = orders.filter((order) => order.po_no === undefined && order.lines.length === 1).slice(-16);
  const chosen = orders.filter((order) => purchase.includes(order) || retail.includes(order));
  const rows = chosen.map((order, index) => ({ ...rowOf(oneLine(order)), ...MISTAKES[index] }));
  const lines = [HEADERS, ...rows.map((row) => HEADERS.map((header) => row[header]))];
  return `\uFEFF${lines.map((cells) => cells.map(cell).join(",")).join("\r\n")}\r\n`;
}
