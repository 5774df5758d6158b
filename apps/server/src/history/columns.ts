/** Columns of an imported file → fields of the canonical order, guessed by their headers in Chinese or English. */
import { factCatalogue } from "@switchyard/orders";
import type { FieldMapping } from "@switchyard/store";

/** Fields of one line of an order, where a file has a row for each line. */
const LINE_FIELDS: Record<string, string[]> = {
  "lines.sku": ["sku", "SKU编码", "商品编码", "规格编码", "stockcode", "item", "product", "product_id"],
  "lines.name": ["商品名称", "品名", "商品", "名称", "description", "product_name", "item_name"],
  "lines.qty": ["数量", "件数", "qty", "quantity", "pieces", "pcs"],
  "lines.size": ["尺码", "尺寸", "规格", "size"],
  "lines.color": ["颜色", "色号", "color", "colour"],
  "lines.unit_price": ["单价", "价格", "unitprice", "unit_price", "price"],
  "lines.category": ["品类", "类目", "category"],
  "lines.batch_no": ["批次", "批次号", "batch", "batch_no", "lot"],
};
/** When something happened to the order after it came in → the state that it stands for. */
export const MOMENT_FIELDS: Readonly<Record<string, { state: string; words: string[] }>> = {
  assigned_at: { state: "Assigned", words: ["分仓时间", "派单时间", "assigned"] },
  picked_at: { state: "Picked", words: ["拣货时间", "picked"] },
  packed_at: { state: "Packed", words: ["打包时间", "packed"] },
  shipped_at: { state: "HandedOver", words: ["发货时间", "交接时间", "出库时间", "shipped", "handed_over_at"] },
  picked_up_at: { state: "PickedUp", words: ["揽收时间", "picked_up"] },
  delivered_at: { state: "Signed", words: ["签收时间", "送达时间", "delivered", "signed_at"] },
  cancelled_at: { state: "Cancelled", words: ["取消时间", "cancelled", "canceled", "canceled_at"] },
};
/** Of a file with a row for each thing that happened: what it was, and when. */
const EVENT_FIELDS: Readonly<Record<string, string[]>> = {
  "event.name": ["event", "事件", "状态变化"],
  "event.at": ["event_at", "事件时间", "ts_local"],
};
/** Headers that the catalogue's synonyms do not have. */
const MORE: Record<string, string[]> = {
  source: ["数据来源"],
  external_id: ["invoiceno", "invoice", "订单编码", "外部订单号"],
  ordered_at: ["invoicedate", "下单日期时间", "purchase"],
  province: ["country", "国家", "收货省", "收货省份", "收件省份"],
  city: ["收货市", "收货城市", "收件城市"],
  po_no: ["PO号", "po#"],
};
/** Computed or given by the runtime: nothing maps to them. */
const NOT_SENT = new Set(["received_at", "due_date"]);

/** Everything that a column may be mapped to. */
export const MAPPING_TARGETS: readonly string[] = [
  ...factCatalogue.filter(({ kind, name }) => kind === "field" && !NOT_SENT.has(name)).map(({ name }) => name),
  ...Object.keys(LINE_FIELDS),
  ...Object.keys(MOMENT_FIELDS),
  ...Object.keys(EVENT_FIELDS),
];

/** Spaces, dashes, brackets and case do not count. */
const plain = (header: string) =>
  header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_\-#()./::]/g, "");

const TARGET_OF = new Map<string, string>();
for (const [target, { words }] of Object.entries(MOMENT_FIELDS))
  for (const word of [target, ...words]) TARGET_OF.set(plain(word), target);
for (const [target, words] of Object.entries(EVENT_FIELDS))
  for (const word of words) TARGET_OF.set(plain(word), target);
for (const [target, words] of Object.entries(LINE_FIELDS)) for (const word of words) TARGET_OF.set(plain(word), target);
for (const { name, label, synonyms, kind } of factCatalogue) {
  if (kind !== "field" || NOT_SENT.has(name)) continue;
  for (const word of [name, label.zh, label.en, ...synonyms.zh, ...synonyms.en, ...(MORE[name] ?? [])]) {
    if (!TARGET_OF.has(plain(word))) TARGET_OF.set(plain(word), name);
  }
}

/** Column → target, each target once; columns that fit nothing are left out. */
export function suggestMapping(columns: readonly string[]): FieldMapping {
  const mapping: FieldMapping = {};
  const taken = new Set<string>();
  for (const column of columns) {
    const target = TARGET_OF.get(plain(column));
    if (target === undefined || taken.has(target)) continue;
    taken.add(target);
    mapping[column] = target;
  }
  return mapping;
}
