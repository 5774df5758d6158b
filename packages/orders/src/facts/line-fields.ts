/** The fields of an order line, with words for people: for import mappings and screens. */
import type { OrderLine } from "../order.ts";
import type { Text } from "../text.ts";
import type { FactType } from "./spec.ts";

export interface LineFieldSpec {
  name: keyof OrderLine;
  type: FactType;
  label: Text;
  synonyms: { zh: string[]; en: string[] };
}

const field = (
  name: keyof OrderLine,
  type: FactType,
  [zh, en]: [zh: string, en: string],
  chinese: string[],
  english: string[],
): LineFieldSpec => ({ name, type, label: { zh, en }, synonyms: { zh: chinese, en: english } });

export const lineFieldCatalogue: readonly LineFieldSpec[] = [
  field("line_no", "number", ["行号", "Line number"], ["序号"], ["line", "row"]),
  field(
    "sku",
    "code",
    ["SKU", "SKU"],
    ["商品编码", "货品编码", "料号", "零件号"],
    ["item", "item_sku", "part_code", "stock_code"],
  ),
  field(
    "name",
    "text",
    ["品名", "Name"],
    ["商品名", "商品名称", "产品"],
    ["title", "product", "description", "item_name"],
  ),
  field("style_code", "code", ["款号", "Style code"], ["款式", "款式编号"], ["style", "style_no"]),
  field("size", "code", ["尺码", "Size"], ["码数", "规格"], ["sizes"]),
  field("color", "text", ["颜色", "Colour"], ["色号"], ["colour"]),
  field("category", "text", ["品类", "Category"], ["类目", "分类"], ["product_category", "product_group"]),
  field("brand", "text", ["行品牌", "Line brand"], ["品牌"], ["brand_name"]),
  field("origin", "text", ["产地属性", "Origin"], ["原厂", "产地"], ["made_in"]),
  field("batch_no", "code", ["批次号", "Batch"], ["批次", "批号"], ["batch", "lot"]),
  field("qty", "number", ["数量", "Quantity"], ["件数", "订购数量"], ["quantity", "num", "count", "pieces"]),
  field("unit_price", "money", ["单价", "Unit price"], ["价格"], ["price", "unit_cost"]),
];
