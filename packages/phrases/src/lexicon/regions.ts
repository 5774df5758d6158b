import { provinces } from "@switchyard/orders";

/** Provinces that people name together, and the seven parts of the country. */

// biome-ignore format: a table
const GROUPS: Readonly<Record<string, readonly [en: string, ...provinces: string[]]>> = {
  江浙沪: ["Jiangsu-Zhejiang-Shanghai", "江苏", "浙江", "上海"], 江浙沪皖: ["", "江苏", "浙江", "上海", "安徽"], 长三角: ["Yangtze Delta", "江苏", "浙江", "上海", "安徽"],
  京津冀: ["Beijing-Tianjin-Hebei", "北京", "天津", "河北"], 东三省: ["", "辽宁", "吉林", "黑龙江"], 两广: ["", "广东", "广西"], 云贵川: ["", "云南", "贵州", "四川"], 川渝: ["", "四川", "重庆"],
};
// biome-ignore format: a table
const PARTS: Readonly<Record<string, readonly [en: string, ...provinces: string[]]>> = {
  华东: ["East China", "上海", "江苏", "浙江", "安徽", "福建", "江西", "山东"], 华南: ["South China", "广东", "广西", "海南"],
  华北: ["North China", "北京", "天津", "河北", "山西", "内蒙古"], 华中: ["Central China", "河南", "湖北", "湖南"],
  西南: ["Southwest China", "重庆", "四川", "贵州", "云南", "西藏"], 西北: ["Northwest China", "陕西", "甘肃", "青海", "宁夏", "新疆"], 东北: ["Northeast China", "辽宁", "吉林", "黑龙江"],
};

/** By province: every way to write it. */
export const PROVINCE_WORDS: readonly (readonly [name: string, words: readonly string[]])[] = provinces.map(
  ({ name, en, official }) => [name, [name, en, ...official]],
);

/** Names of several provinces together. A part of the country alone is not among them: it is mostly the name of a warehouse. */
export const PROVINCE_GROUPS: readonly (readonly [words: readonly string[], provinces: readonly string[]])[] =
  Object.entries(GROUPS).map(([zh, [en, ...names]]) => [en === "" ? [zh] : [zh, en], names]);

export interface CountryPart {
  zh: string;
  en: string;
  provinces: readonly string[];
}
export const COUNTRY_PARTS: readonly CountryPart[] = Object.entries(PARTS).map(([zh, [en, ...names]]) => ({
  zh,
  en,
  provinces: names,
}));
