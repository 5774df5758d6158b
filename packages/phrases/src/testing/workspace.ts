import { DEFAULT_STATE_MACHINE, type StateMachine } from "@switchyard/orders";
import { buildLexicon } from "../lexicon/build-lexicon.ts";
import type { WorkspaceWords } from "../lexicon/lexicon.ts";

/** A factory with two warehouses and shops on several platforms: the words of the tests. */

const named = (id: string, zh: string, en: string, ...synonyms: string[]) => ({ id, name: { zh, en }, synonyms });

export const MACHINE: StateMachine = {
  ...DEFAULT_STATE_MACHINE,
  states: [
    ...DEFAULT_STATE_MACHINE.states,
    { id: "ProductionStarted", label: { zh: "已开工", en: "Production started" } },
    { id: "ProductionCompleted", label: { zh: "已完工", en: "Production completed" } },
  ],
};

export const WORDS: WorkspaceWords = {
  today: "2026-11-24",
  states: MACHINE,
  destinations: [
    named("rapid", "快反线", "Rapid line", "rapid-response line"),
    named("normal", "常规线", "Normal line", "regular line"),
    named("hangzhou", "杭州仓", "Hangzhou warehouse", "Hangzhou"),
    named("guangzhou", "广州仓", "Guangzhou warehouse", "Guangzhou"),
    named("east", "华东仓", "East China warehouse", "East China", "华东虚拟仓", "华东"),
    named("south", "华南仓", "South China warehouse", "South China", "华南虚拟仓", "华南"),
    named("ningbo", "宁波保税仓", "Ningbo bonded warehouse", "Ningbo"),
    named("jiaxing", "嘉兴前置仓", "Jiaxing", "Jiaxing front warehouse"),
    named("green", "绿色通道波次", "Green-channel wave", "green wave", "绿色通道"),
    named("manual", "人工干预池", "Manual pool", "人工池"),
  ],
  people: [
    { ...named("boss", "主管", "Supervisor", "运营主管"), role: "supervisor" },
    { ...named("lead", "班组长", "Team leader", "foreman", "the leader"), role: "foreman" },
    { ...named("service", "客服", "Customer service", "service", "客服专员"), role: "service" },
    { ...named("finance", "财务", "Finance"), role: "finance" },
    { ...named("store", "仓管", "Storekeeper", "仓库", "the warehouse", "warehouse"), role: "storekeeper" },
    named("sales", "销售", "Sales", "销售部"),
    named("saleshead", "销售主管", "Sales head", "head of sales"),
    named("pmc", "PMC", "PMC"),
    named("design", "设计部", "Design"),
    named("ops", "运维负责人", "Ops", "运维"),
    named("logistics", "区域物流专员", "Regional logistics owner", "regional logistics"),
    named("dispatch", "发货负责人", "Dispatch owner", "dispatch"),
    named("tech", "技术部", "Engineering", "技术"),
    named("qc", "质检", "QC"),
    named("wang", "王主管", "Wang, Lin"),
  ],
  flows: [named("vip", "老客户流程", "Regulars"), named("gift", "赠品流程", "Gift flow")],
  brands: [named("奔驰", "奔驰", "Mercedes-Benz", "Benz", "Mercedes"), named("青禾记", "青禾记", "Qinghe"), named("南亭里", "南亭里", "Nanting"), named("比亚迪", "比亚迪", "BYD"), named("蔚来", "蔚来", "NIO"), named("小鹏", "小鹏", "XPeng"), named("北纬卅", "北纬卅", "North Thirty"), named("A", "品牌A", "Brand A"), named("B", "品牌B", "Brand B")],
  channels: [named("抖音", "抖音", "Douyin", "抖音小店"), named("淘宝", "淘宝", "Taobao"), named("拼多多", "拼多多", "Pinduoduo", "PDD"), named("京东", "京东", "JD"), named("天猫", "天猫", "Tmall")],
  tags: ["直播专属价", "live-only price", "加急", "VIP", "极速达", "礼品", "red", "urgent", "rush", "priority"],
  values: {
    origin: [named("原厂件", "原厂件", "original part", "原厂", "original parts", "original"), named("国产替代件", "国产替代件", "domestic substitute", "国产替代", "domestic substitutes")],
    province: ["江苏", "浙江", "上海", "安徽", "广东", "广西", "福建", "海南", "新疆", "西藏"].map((zh, at) => named(zh, zh, ["Jiangsu", "Zhejiang", "Shanghai", "Anhui", "Guangdong", "Guangxi", "Fujian", "Hainan", "Xinjiang", "Tibet"][at] ?? zh)),
    categories: [named("纸尿裤", "纸尿裤", "diaper", "diapers"), named("奶粉", "奶粉", "milk powder", "formula")],
    payment_method: [named("shopeepay_wallet", "shopeepay_wallet", "shopeepay_wallet", "虾皮钱包", "wallet payment"), named("cod", "货到付款", "cash on delivery", "COD")],
    urgency: [named("红", "红", "red flag", "红色", "red"), named("黄", "黄", "yellow flag", "yellow"), named("绿", "绿", "green flag", "green")],
  },
  events: [
    named("courier:fix_address", "地址或电话有误", "wrong phone", "wrong address"),
    named("WorkReported", "报工", "work report", "reported work", "work reported"),
    named("PickConfirmed", "拣货确认", "picking confirmation", "confirmed picking"),
    named("WaveProgress", "分拣完成率", "pick completion rate", "pick completion"),
    named("StockCompare", "库存差异", "stock difference", "差异", "difference", "库存比对"),
    named("ErpStockRestored", "ERP库存还原", "ERP stock restored", "库存还原", "ERP stock not restored", "stock back", "ERP stock came back"),
    named("ReturnRate", "退货率", "return rate", "款号退货率", "style return rate"),
  ],
  endpoints: [named("board:rapid", "快反车间看板", "rush workshop board", "rush board", "快反看板"), named("erp", "ERP", "ERP"), named("invoice", "待开票队列", "invoice queue", "财务待开票队列"), named("plm", "PLM", "PLM"), named("qcReport", "关联原订单质检报告", "attach the QC report", "carry the original QC report", "the original QC report"), named("compensate", "强制补偿", "forced compensation", "发补偿券", "issue a coupon", "forced compensation (coupon)"), named("settle", "关联钱包结算账户", "link the settlement account", "link wallet account"), named("freezeOrders", "发冻结指令", "send freeze commands", "冻结指令"), named("compare", "全量比对", "full comparison", "full stock comparison"), named("k3", "K3锁库存", "K3 stock lock", "locks K3 stock", "lock K3 stock"), named("tax", "校验税率", "tax rate check", "tax rate checked"), named("waybill", "获取运单号", "get a waybill number", "waybill number"), named("insulation", "加测高压配件绝缘检测", "add insulation test", "绝缘检测"), named("card", "微信服务号物流卡片", "WeChat card", "微信服务号物流卡片(电子签收码)", "WeChat card with e-sign code"), named("stack", "满赠叠加", "stack gifts"), named("virtual", "虚拟赠品", "virtual gift", "发虚拟赠品"), named("wms", "进入仓储", "pass flag to the warehouse", "仓储", "reaches the warehouse"), named("second", "复核岗", "second check", "复核"), named("label", "面单打印", "waybill printing", "打印面单", "批量打印面单", "print waybills")],
  customFields: [
    { name: "gift", type: "boolean", label: { zh: "含赠品", en: "Has gift" } },
    { name: "urgent", type: "boolean", label: { zh: "是否加急单", en: "Urgent order" } },
    { name: "fit", type: "text", label: { zh: "版型", en: "Fit" } },
    { name: "invoiced", type: "boolean", label: { zh: "已开票", en: "Invoiced" } },
    { name: "priority", type: "number", label: { zh: "优先级", en: "Priority" } },
    { name: "level", type: "number", label: { zh: "会员分", en: "Member points" } },
  ],
  facts: [
    { name: "stock.available", kind: "lookup", type: "number", label: { zh: "可用库存", en: "Available stock" }, description: { zh: "", en: "" }, synonyms: { zh: ["库存", "剩余库存"], en: ["stock", "stock left"] } },
    { name: "stock.gift", kind: "lookup", type: "number", label: { zh: "赠品库存", en: "Gift stock" }, description: { zh: "", en: "" }, synonyms: { zh: [], en: ["gift stock"] } },
    { name: "stock.open_orders", kind: "lookup", type: "number", label: { zh: "待发订单数", en: "Orders to ship" }, description: { zh: "", en: "" }, synonyms: { zh: ["订单数"], en: ["the orders"] } },
    { name: "credit.remaining", kind: "lookup", type: "money", label: { zh: "剩余信用额度", en: "Remaining credit" }, description: { zh: "", en: "" }, synonyms: { zh: ["信用额度"], en: ["credit"] } },
  ],
}; // biome-ignore format: a table

export const LEXICON = buildLexicon(WORDS);
