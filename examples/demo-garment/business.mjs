/**
 * 合成数据 · Synthetic: the made-up garment factory. Brands, shops, styles and people do not exist; a likeness is chance.
 */

/** Style families by code prefix, retail price from … to … tens of yuan: FJ is the factory's rapid-response family; SFJ holds FJ, but not at the start. */
export const FAMILIES = {
  FJ: { category: "风衣夹克", tens: [15, 39] },
  KD: { category: "针织开衫", tens: [8, 21] },
  LY: { category: "连衣裙", tens: [11, 29] },
  WY: { category: "卫衣", tens: [9, 19] },
  KZ: { category: "裤装", tens: [7, 18] },
  MF: { category: "棉服", tens: [19, 45] },
  SFJ: { category: "童装风衣", tens: [9, 22] },
};

const ADULT = ["XS", "S", "M", "L", "XL", "2XL", "3XL"];
const CHILD = ["90", "100", "110", "120", "130", "140", "150"];

/** `id` is what the orders carry in `brand`. `po` and `retail` weigh how often a brand orders by PO and by its shops. */
export const BRANDS = [
  { id: "青禾记", en: "Qinghe", grade: "A", province: "浙江", city: "杭州", po: 22, retail: 26, families: [[5, "FJ"], [3, "LY"], [2, "KD"]], sizes: ADULT },
  { id: "南亭里", en: "Nanting", grade: "A", province: "广东", city: "广州", po: 18, retail: 20, families: [[3, "FJ"], [4, "KD"], [3, "KZ"]], sizes: ADULT },
  { id: "木棉社", en: "Mumian", grade: "B", province: "广东", city: "深圳", po: 14, retail: 18, families: [[5, "LY"], [2, "WY"], [2, "KD"]], sizes: ADULT },
  { id: "北纬卅", en: "North Thirty", grade: "A", province: "上海", city: "上海", po: 14, retail: 10, families: [[6, "FJ"], [3, "MF"], [1, "KZ"]], sizes: ADULT },
  { id: "鹿小满", en: "Lu Xiaoman", grade: "B", province: "江苏", city: "苏州", po: 10, retail: 12, families: [[4, "SFJ"], [4, "WY"], [2, "KZ"]], sizes: CHILD },
  { id: "白榆", en: "Baiyu", grade: "B", province: "福建", city: "泉州", po: 9, retail: 8, families: [[4, "KD"], [3, "LY"], [2, "FJ"]], sizes: ADULT },
  { id: "山前有集", en: "Shanqian", grade: "C", province: "四川", city: "成都", po: 8, retail: 4, families: [[5, "WY"], [3, "MF"], [2, "FJ"]], sizes: ADULT },
  { id: "糯米团", en: "Nuomi", grade: "C", province: "湖北", city: "武汉", po: 5, retail: 2, families: [[5, "WY"], [3, "SFJ"], [2, "KZ"]], sizes: CHILD },
]; // biome-ignore format: a table

export const COLORS = [["BK", "黑色"], ["WH", "米白"], ["KH", "卡其"], ["NV", "藏青"], ["RD", "酒红"], ["GN", "雾绿"], ["GY", "燕麦灰"]]; // biome-ignore format: a table

/** Where retail buyers live. */
export const PLACES = [
  [15, ["广东", ["广州", "深圳", "东莞", "佛山"]]],
  [13, ["浙江", ["杭州", "宁波", "温州", "绍兴"]]],
  [12, ["江苏", ["南京", "苏州", "无锡"]]],
  [8, ["上海", ["上海"]]],
  [8, ["山东", ["济南", "青岛"]]],
  [7, ["四川", ["成都", "绵阳"]]],
  [7, ["河南", ["郑州", "洛阳"]]],
  [6, ["湖北", ["武汉", "宜昌"]]],
  [6, ["福建", ["福州", "厦门"]]],
  [5, ["北京", ["北京"]]],
  [5, ["湖南", ["长沙"]]],
  [4, ["广西", ["南宁", "柳州"]]],
  [2, ["黑龙江", ["哈尔滨"]]],
  [1, ["新疆", ["乌鲁木齐"]]],
  [1, ["海南", ["海口"]]],
];

/** Retail channels: code in the order number, weight, ways to pay. */
export const SHOPS = [
  [45, { channel: "抖音", code: "DY", pay: [[6, "抖音支付"], [3, "微信支付"], [1, "支付宝"]] }],
  [32, { channel: "淘宝", code: "TB", pay: [[1, "支付宝"]] }],
  [23, { channel: "拼多多", code: "PDD", pay: [[6, "微信支付"], [3, "多多支付"], [1, "支付宝"]] }],
]; // biome-ignore format: a table

/** Ways a brand sends a purchase order. */
export const PO_WAYS = [
  [45, { channel: "邮件PO", code: "ML", pay: [[7, "月结"], [3, "银行转账"]] }],
  [30, { channel: "微信小程序", code: "WX", pay: [[6, "微信支付"], [4, "月结"]] }],
  [25, { channel: "Excel", code: "XL", pay: [[8, "月结"], [2, "银行转账"]] }],
]; // biome-ignore format: a table

export const SURNAMES = [..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高"];

export const PO_NOTES = [
  [60, ""],
  [9, "加急,客户催货"],
  [8, "加单,与上一批同缸染色"],
  [6, "吊牌换新版,样张已发邮箱"],
  [6, "分两箱装,外箱贴PO号"],
  [5, "首件确认后再大货"],
  [4, "加急 先出M码"],
  [2, "面料由品牌方提供"],
];
export const RETAIL_NOTES = [
  [780, ""],
  [35, "生日礼物,请当天发出"],
  [30, "加急,出差要穿"],
  [35, "尺码偏小请换大一码"],
  [30, "请发顺丰"],
  [30, "不要放快递柜"],
  [20, "生日礼物 麻烦写张卡片"],
  [20, "送货前打电话"],
  [20, "旧包装也可以"],
];
