/** Carriers of parcels, each by the one name under which it is kept and compared; and who only tells of parcels that others carry. */
import { normaliseText } from "./normalise.ts";

/** By the name that is kept: in English, then as people, platforms and the aggregators' codes (快递100, 快递鸟) write it. */
// biome-ignore format: a table
const CARRIERS: Readonly<Record<string, readonly [en: string, ...written: string[]]>> = {
  顺丰: ["SF Express", "SF", "顺丰速运", "顺丰快递", "顺丰速递", "顺丰同城", "順豐", "順豐速運", "shunfeng", "sf_express"],
  中通: ["ZTO Express", "ZTO", "中通快递", "中通速递", "zhongtong", "zto_express"],
  圆通: ["YTO Express", "YTO", "圆通快递", "圆通速递", "圓通", "圓通速遞", "yuantong", "yto_express"],
  申通: ["STO Express", "STO", "申通快递", "申通速递", "shentong", "sto_express"],
  韵达: ["Yunda Express", "YD", "韵达快递", "韵达速递", "韻達", "韻達快遞", "yunda", "yunda_express"],
  极兔: ["J&T Express", "JTSD", "极兔速递", "极兔快递", "極兔", "極兔速遞", "jtexpress", "jt_express", "J&T", "JNT"],
  京东: ["JD Logistics", "JD", "京东物流", "京东快递", "京東", "京東物流", "jingdong", "jd_logistics", "JDL"],
  邮政: ["China Post", "YZPY", "中国邮政", "邮政快递", "邮政包裹", "邮政快递包裹", "中國郵政", "youzhengguonei", "chinapost", "china_post"],
  EMS: ["EMS", "邮政EMS", "中国邮政速递", "邮政特快专递"],
  德邦: ["Deppon", "DBL", "德邦快递", "德邦物流", "德邦速递", "德邦大件快递", "debangwuliu", "debangkuaidi", "deppon_express"],
  百世: ["Best Express", "HTKY", "百世快递", "百世汇通", "汇通快递", "huitongkuaidi", "best", "best_express"],
  天天: ["TTK Express", "HHTT", "天天快递", "tiantian", "ttk"],
  宅急送: ["ZJS Express", "ZJS", "zhaijisong"],
  优速: ["UC Express", "UC", "优速快递", "优速物流", "youshuwuliu", "uce"],
  安能: ["ANE Logistics", "ANE", "安能物流", "安能快递", "annengwuliu"],
  跨越: ["KYE Express", "KYSY", "跨越速运", "跨越物流", "kuayue", "kye"],
  丹鸟: ["Danniao", "DNWL", "丹鸟物流", "丹鸟快递", "danniao"],
  丰网: ["Fengwang", "FWX", "丰网速运", "fengwang"],
  菜鸟速递: ["Cainiao Express", "菜鸟直送", "cainiao_express"],
  UPS: ["UPS", "联合包裹", "united parcel service"],
  FedEx: ["FedEx", "联邦", "联邦快递", "federal express"],
  DHL: ["DHL", "敦豪", "dhl_express", "dhl_unified", "dhl express"],
  TNT: ["TNT", "tnt express"],
  USPS: ["USPS", "美国邮政", "us postal service"],
  亚马逊物流: ["Amazon Logistics", "amazon_shipping", "amazon_mcf", "amazon"],
  虾皮物流: ["Shopee Xpress", "SPX", "shopee express", "shopee_xpress"],
};

/** Who passes on what carriers say, and carries nothing: an event of theirs names no carrier by itself. */
const TELLERS = new Set(
  [
    ...["kuaidi100", "快递100", "kdniao", "快递鸟", "cainiao", "菜鸟", "cainiao_wms_tms", "1688", "vip_pickup", "wechat_logistics"],
    ...["17track", "aftership", "trackingmore", "easypost", "shippo", "shopee_tracking", "shopify_event", "x12_214"],
  ].map(plain),
); // biome-ignore format: a word list

export interface Carrier {
  /** As it is kept: 顺丰. */
  name: string;
  en: string;
  /** As people and systems write it: SF, 顺丰速运, sf_express. */
  written: readonly string[];
}

export const carriers: readonly Carrier[] = Object.entries(CARRIERS).map(([name, [en, ...written]]) => ({
  name,
  en,
  written,
}));

/** Case, blanks, dashes and dots do not count. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[\s_\-.·]+/g, "");
}

const KEPT = new Map(
  carriers.flatMap(({ name, en, written }) => [name, en, ...written].map((said) => [plain(said), name] as const)),
);
const NAMES = new Map(carriers.map((one) => [one.name, one]));

/** 顺丰, SF and 顺丰速运 are one. Only whole names: who is not known stays as written. Expects normalised text. */
export const normaliseCarrier = (value: string): string => KEPT.get(plain(value)) ?? value;

/** How a kept name is said in each language; who is not known is called as written. */
export const carrierName = (kept: string): { zh: string; en: string } => ({
  zh: kept,
  en: NAMES.get(kept)?.en ?? kept,
});

/** Who carries the parcel, by the provider of a courier's event; null where that only passes on what others say. */
export function carrierOfProvider(provider: string): string | null {
  const text = normaliseText(provider);
  return text === "" || TELLERS.has(plain(text)) ? null : normaliseCarrier(text);
}
