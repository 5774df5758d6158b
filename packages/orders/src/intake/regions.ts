/** The provinces of China, each by the one short name under which it is kept and compared. */

// biome-ignore format: a table
const PROVINCES: Readonly<Record<string, readonly [en: string, ...official: string[]]>> = {
  北京: ["Beijing", "北京市"], 天津: ["Tianjin", "天津市"], 上海: ["Shanghai", "上海市"], 重庆: ["Chongqing", "重庆市"],
  河北: ["Hebei", "河北省"], 山西: ["Shanxi", "山西省"], 辽宁: ["Liaoning", "辽宁省"], 吉林: ["Jilin", "吉林省"], 黑龙江: ["Heilongjiang", "黑龙江省"],
  江苏: ["Jiangsu", "江苏省"], 浙江: ["Zhejiang", "浙江省"], 安徽: ["Anhui", "安徽省"], 福建: ["Fujian", "福建省"], 江西: ["Jiangxi", "江西省"], 山东: ["Shandong", "山东省"],
  河南: ["Henan", "河南省"], 湖北: ["Hubei", "湖北省"], 湖南: ["Hunan", "湖南省"], 广东: ["Guangdong", "广东省"], 海南: ["Hainan", "海南省"],
  四川: ["Sichuan", "四川省"], 贵州: ["Guizhou", "贵州省"], 云南: ["Yunnan", "云南省"], 陕西: ["Shaanxi", "陕西省"], 甘肃: ["Gansu", "甘肃省"], 青海: ["Qinghai", "青海省"],
  内蒙古: ["Inner Mongolia", "内蒙古自治区", "内蒙"], 广西: ["Guangxi", "广西壮族自治区", "广西自治区", "广西省"], 西藏: ["Tibet", "西藏自治区"],
  宁夏: ["Ningxia", "宁夏回族自治区", "宁夏自治区"], 新疆: ["Xinjiang", "新疆维吾尔自治区", "新疆自治区"],
  香港: ["Hong Kong", "香港特别行政区"], 澳门: ["Macao", "澳门特别行政区"], 台湾: ["Taiwan", "台湾省"],
};

export interface Province {
  /** As it is kept: 江苏. */
  name: string;
  en: string;
  /** As sources write it: 江苏省, 广西壮族自治区. */
  official: readonly string[];
}

export const provinces: readonly Province[] = Object.entries(PROVINCES).map(([name, [en, ...official]]) => ({
  name,
  en,
  official,
}));

const SHORT = new Map(provinces.flatMap(({ name, official }) => official.map((said) => [said, name] as const)));

/** 江苏省 and 江苏 are one region. Only whole names: what is no province of China stays as it is. Expects normalised text. */
export const normaliseRegion = (value: string): string => SHORT.get(value) ?? value;

/** 中国, a postcode, blanks and commas may stand before the province. */
const BEFORE = /^(?:中华人民共和国|中国|\d{6}|[\s,，、:：/-])+/;
/** Longest first: 内蒙古自治区 before 内蒙. */
const BEGINNINGS = provinces
  .flatMap(({ name, official }) => [name, ...official].map((said) => ({ said, name })))
  .sort((a, b) => b.said.length - a.said.length);
const WHOLE = /(?:省|市|自治区|特别行政区)$/;
/** After a short name: nothing, a sign, or a place of its own with its kind before any word of streets and houses. */
const GOES_ON =
  /^(?:$|[\s,，、/-]|(?![市州县区盟旗])[^\s,，、\d路街道巷弄号村镇乡里院校行店厦楼园司场站]{1,6}?(?:市|州|地区|盟|县|旗|区))/u;
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
