/** The provinces of China, each by the one short name under which it is kept and compared. */

// biome-ignore format: a table
const PROVINCES: Readonly<Record<string, readonly [en: string, ...official: string[]]>> = {
  北京: ["Beijing", "北京市"], 天津: ["Tianjin", "天津市"], 上海: ["Shanghai", "上海市"], 重庆: ["Chongqing", "重庆市", "重慶市", "重慶"],
  河北: ["Hebei", "河北省"], 山西: ["Shanxi", "山西省"], 辽宁: ["Liaoning", "辽宁省", "遼寧省", "遼寧"], 吉林: ["Jilin", "吉林省"], 黑龙江: ["Heilongjiang", "黑龙江省", "黑龍江省", "黑龍江"],
  江苏: ["Jiangsu", "江苏省", "江蘇省", "江蘇"], 浙江: ["Zhejiang", "浙江省"], 安徽: ["Anhui", "安徽省"], 福建: ["Fujian", "福建省"], 江西: ["Jiangxi", "江西省"], 山东: ["Shandong", "山东省", "山東省", "山東"],
  河南: ["Henan", "河南省"], 湖北: ["Hubei", "湖北省"], 湖南: ["Hunan", "湖南省"], 广东: ["Guangdong", "广东省", "廣東省", "廣東"], 海南: ["Hainan", "海南省"],
  四川: ["Sichuan", "四川省"], 贵州: ["Guizhou", "贵州省", "貴州省", "貴州"], 云南: ["Yunnan", "云南省", "雲南省", "雲南"], 陕西: ["Shaanxi", "陕西省", "陝西省", "陝西"], 甘肃: ["Gansu", "甘肃省", "甘肅省", "甘肅"], 青海: ["Qinghai", "青海省"],
  内蒙古: ["Inner Mongolia", "内蒙古自治区", "内蒙", "內蒙古自治區", "內蒙古"], 广西: ["Guangxi", "广西壮族自治区", "广西自治区", "广西省", "廣西壯族自治區", "廣西"], 西藏: ["Tibet", "西藏自治区", "西藏自治區"],
  宁夏: ["Ningxia", "宁夏回族自治区", "宁夏自治区", "寧夏回族自治區", "寧夏"], 新疆: ["Xinjiang", "新疆维吾尔自治区", "新疆自治区", "新疆維吾爾自治區"],
  香港: ["Hong Kong", "香港特别行政区", "香港特別行政區"], 澳门: ["Macao", "澳门特别行政区", "澳門特別行政區", "澳門"], 台湾: ["Taiwan", "台湾省", "臺灣省", "臺灣", "台灣"],
};

/** The provinces as squares, from the north, each where it lies from its neighbours: a scheme, in which no border is drawn. */
// biome-ignore format: a map
const SQUARES = [
  [".",    ".",    ".",    ".",    ".",     ".",    ".",    "黑龙江"],
  [".",    ".",    ".",    ".",    ".",     ".",    ".",    "吉林"],
  ["新疆", ".",    ".",    ".",    "内蒙古", "北京", "天津", "辽宁"],
  [".",    "甘肃", "宁夏", "陕西", "山西",   "河北", "山东", "."],
  ["西藏", "青海", "四川", "重庆", "河南",   "安徽", "江苏", "上海"],
  [".",    ".",    "云南", "贵州", "湖北",   "江西", "浙江", "."],
  [".",    ".",    ".",    "广西", "湖南",   "福建", "台湾", "."],
  [".",    ".",    ".",    "海南", "广东",   "澳门", "香港", "."],
];

function squareOf(name: string): Province["square"] {
  const south = SQUARES.findIndex((row) => row.includes(name));
  return { east: SQUARES[south]?.indexOf(name) ?? -1, south };
}

export interface Province {
  /** As it is kept: 江苏. */
  name: string;
  en: string;
  /** As sources write it: 江苏省, 江蘇省, 广西壮族自治区. */
  official: readonly string[];
  /** Its place among eight by eight squares, from 0. */
  square: { east: number; south: number };
}

export const provinces: readonly Province[] = Object.entries(PROVINCES).map(([name, [en, ...official]]) => ({
  name,
  en,
  official,
  square: squareOf(name),
}));

const SHORT = new Map(provinces.flatMap(({ name, official }) => official.map((said) => [said, name] as const)));

/** 江苏省 and 江苏 are one region. Only whole names: what is no province of China stays as it is. Expects normalised text. */
export const normaliseRegion = (value: string): string => SHORT.get(value) ?? value;

/** 中国, a postcode, blanks and commas may stand before the province. */
const BEFORE = /^(?:中[华華]人民共和[国國]|中[国國]|\d{6}|[\s,，、:：/-])+/;
/** Longest first: 内蒙古自治区 before 内蒙. */
const BEGINNINGS = provinces
  .flatMap(({ name, official }) => [name, ...official].map((said) => ({ said, name })))
  .sort((a, b) => b.said.length - a.said.length);
const WHOLE = /(?:省|市|自治[区區]|特[别別]行政[区區])$/;
/** After a short name: nothing, a sign, or a place of its own with its kind before any word of streets and houses. */
const GOES_ON =
  /^(?:$|[\s,，、/-]|(?![市州县縣区區盟旗])[^\s,，、\d路街道巷弄号村镇乡里院校行店厦楼园司场站]{1,6}?(?:市|州|地[区區]|盟|[县縣]|旗|[区區]))/u;
/** Counties and prefectures of other provinces that begin with a province's name; 上海市场路 is a street. */
const NOT_MEANT = /^(?:海南藏族|河南蒙古族|(?:北京|天津|上海|重庆)市场)/;

/**
 * The province that an address line begins with, by its short name; null where it does not say one. Only what stands first
 * counts, and 北京东路 is a street: nothing is guessed. Expects normalised text.
 */
export function provinceOfAddress(address: string): string | null {
  const text = address.replace(BEFORE, "");
  if (NOT_MEANT.test(text)) return null;
  const found = BEGINNINGS.find(({ said }) => text.startsWith(said));
  if (found === undefined) return null;
  return WHOLE.test(found.said) || GOES_ON.test(text.slice(found.said.length)) ? found.name : null;
}
