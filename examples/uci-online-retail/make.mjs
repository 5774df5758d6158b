/**
 * Makes `orders.ndjson.gz` and `sample.csv` from the UCI Online Retail data set.
 *
 *   node examples/uci-online-retail/make.mjs <path to uci-online-retail.csv[.gz]> [--check]
 *
 * Data: Chen, D. (2015). Online Retail. UCI Machine Learning Repository. https://doi.org/10.24432/C5BW33. CC BY 4.0.
 * The excerpt is every line of every invoice dated from FIRST_DAY to LAST_DAY: whole weeks, nothing picked or left out.
 */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readText, replaceBlock, sha256, writeFiles } from "../write-files.mjs";

const FIRST_DAY = "2011-03-14";
const LAST_DAY = "2011-05-15";
const COLUMNS = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
const SAMPLE = { day: "2011-03-14", mostLines: 12 };

/** Rows of RFC 4180 text, each with its raw text. */
function parseCsv(text) {
  const rows = [];
  let cells = [];
  let cell = "";
  let quoted = false;
  let start = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === "," || c === "\n") {
      cells.push(cell);
      cell = "";
      if (c === "\n") {
        rows.push({ cells, raw: text.slice(start, i).replace(/\r$/, "") });
        cells = [];
        start = i + 1;
      }
    } else if (c !== "\r") cell += c;
  }
  return rows;
}

/** Invoices in the order of the source; an invoice's time is its first line's. */
function groupInvoices(rows) {
  const invoices = new Map();
  for (const row of rows) {
    const [number, , , , date, , customer, country] = row.cells;
    const invoice = invoices.get(number) ?? { number, date, customer, country, rows: [] };
    invoice.rows.push(row);
    invoices.set(number, invoice);
  }
  return [...invoices.values()];
}

/** The source gives London wall time. British summer time of 2011: from 27 March 01:00 to 30 October. */
function londonInstant(date) {
  const summer = date >= "2011-03-27 01:00:00" && date < "2011-10-30 02:00:00";
  return `${date.replace(" ", "T")}${summer ? "+01:00" : "+00:00"}`;
}

/** A decimal text as a whole number of thousandths of a pound: the finest price in the source is 0.001. */
function thousandths(price) {
  const [whole, fraction = ""] = price.split(".");
  return Number(whole + fraction.padEnd(3, "0"));
}

/** Thousandths as pounds with two decimals, half up. */
function pounds(value) {
  const pence = Math.round(value / 10);
  return `${Math.floor(pence / 100)}.${String(pence % 100).padStart(2, "0")}`;
}

const isCancellation = (invoice) => invoice.number.startsWith("C");
/** In the source an invoice's quantities are all positive or all negative. */
const isNegative = (invoice) => Number(invoice.rows[0].cells[3]) < 0;
const isStockMovement = (invoice) => isNegative(invoice) && !isCancellation(invoice);

function toLine({ cells: [, sku, name, quantity, , price] }, index) {
  const line = { line_no: index + 1, sku, qty: Math.abs(Number(quantity)) };
  if (name.trim() !== "") line.name = name.trim();
  if (thousandths(price) % 10 === 0) line.unit_price = pounds(thousandths(price));
  return line;
}

function toOrder(invoice) {
  const total = invoice.rows.reduce((sum, { cells }) => sum + Math.abs(Number(cells[3])) * thousandths(cells[5]), 0);
  const order = { source: "uci-online-retail", external_id: invoice.number, ordered_at: londonInstant(invoice.date) };
  if (invoice.customer !== "") order.customer_id = invoice.customer;
  order.province = invoice.country;
  order.amount = pounds(total);
  order.currency = "GBP";
  if (isCancellation(invoice)) order.status = "Cancelled";
  if (isCancellation(invoice)) order.tags = ["cancellation"];
  if (isStockMovement(invoice)) order.tags = ["stock-movement"];
  order.lines = invoice.rows.map(toLine);
  if (isNegative(invoice)) order.negative_in_source = true;
  return order;
}

/** Small invoices of one day, as the source has them, for the walk through the import preview. */
function sampleCsv(invoices) {
  const small = invoices.filter((one) => one.date.startsWith(SAMPLE.day) && one.rows.length <= SAMPLE.mostLines);
  const rows = small.flatMap((invoice) => invoice.rows.map((row) => row.raw));
  return `${[COLUMNS, ...rows].join("\n")}\n`;
}

function figures(invoices, ndjson) {
  const count = (test) => invoices.filter(test).length;
  const rows = [
    ["First day · 第一天", FIRST_DAY],
    ["Last day · 最后一天", LAST_DAY],
    ["Invoices (orders) · 订单", invoices.length],
    ["Lines · 明细行", invoices.reduce((sum, invoice) => sum + invoice.rows.length, 0)],
    ["Cancellations (number starts with C) · 取消单", count(isCancellation)],
    ["Stock movements (negative quantity, no C) · 库存调整", count(isStockMovement)],
    ["Without a customer · 缺客户", count((invoice) => invoice.customer === "")],
    ["Customers · 客户数", new Set(invoices.map((invoice) => invoice.customer).filter(Boolean)).size],
    ["Countries · 国家", new Set(invoices.map((invoice) => invoice.country)).size],
    ["SHA-256 of the NDJSON (unpacked) · 解压后校验和", `\`${sha256(ndjson)}\``],
  ];
  return [
    "| figure · 指标 | value · 值 |",
    "| --- | --- |",
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
  ].join("\n");
}

function main([path, ...flags]) {
  if (!path || path.startsWith("--")) throw new Error("Give the path of uci-online-retail.csv.gz.");
  const [header, ...rows] = parseCsv(readText(path));
  if (header.raw !== COLUMNS) throw new Error(`Unexpected columns: ${header.raw}`);
  const invoices = groupInvoices(rows)
    .filter(({ date }) => date.slice(0, 10) >= FIRST_DAY && date.slice(0, 10) <= LAST_DAY)
    .map((invoice, index) => ({ ...invoice, index }))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.index - b.index));
  const ndjson = invoices.map((invoice) => `${JSON.stringify(toOrder(invoice))}\n`).join("");
  const here = dirname(fileURLToPath(import.meta.url));
  const files = { [join(here, "orders.ndjson.gz")]: ndjson, [join(here, "sample.csv")]: sampleCsv(invoices) };
  for (const page of ["README.md", "README.zh-CN.md"])
    files[join(here, page)] = replaceBlock(readText(join(here, page)), "figures", figures(invoices, ndjson));
  writeFiles(files, { check: flags.includes("--check") });
}

main(process.argv.slice(2));
