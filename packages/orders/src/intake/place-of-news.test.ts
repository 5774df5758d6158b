import { expect, it } from "vitest";
import { provinceOfNews } from "./place-of-news.ts";

const SAID: [text: string, province: string | null][] = [
  ["【苏州市】快件正在派送中", "江苏"],
  ["快件离开【广州转运中心】已发往【杭州转运中心】", "广东"],
  ["快件已到达苏州网点", "江苏"],
  ["[绍兴市]您的包裹已揽收", "浙江"],
  ["已到上海", "上海"],
  ["快件已从 武汉东转运中心 发出，准备发往北京分拨中心", "湖北"],
  ["浙江省杭州市余杭区 正在派件", "浙江"],
  ["【西双版纳傣族自治州】已到达", "云南"],
  ["【吉林市】已揽收", "吉林"],
  ["快件已发往成都转运中心", null],
  ["正在派送至南京路 12 号", null],
  ["【朝阳区三里屯网点】派送中", null],
  ["【朝阳市】派送中", "辽宁"],
  ["【中山区网点】派送中", null],
  ["快件在海南藏族自治州滞留", "青海"],
  ["【海南省】已到达", "海南"],
  ["快件派送中，请保持电话畅通", null],
  ["", null],
];

it.each(SAID)("[N9] %s: %s", (text, province) => {
  expect(provinceOfNews(text)).toBe(province);
});

it("[N9] the area that a tracker names stands over the text", () => {
  expect(provinceOfNews("快件已到达杭州转运中心", "江苏,苏州市")).toBe("江苏");
  expect(provinceOfNews("快件已到达杭州转运中心", "苏州市")).toBe("江苏");
  expect(provinceOfNews("快件已到达杭州转运中心", "")).toBe("浙江");
  expect(provinceOfNews("快件已到达杭州转运中心", 330100)).toBe("浙江");
});
