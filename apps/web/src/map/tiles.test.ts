import { provinces } from "@switchyard/orders";
import { expect, test } from "vitest";
import { TILES, tileTowards } from "./tiles.ts";

const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];

test("each province of China has one square, and no two stand in one place", () => {
  expect(TILES.length).toBe(34);
  expect(provinces.filter(({ square: { east, south } }) => east < 0 || south < 0)).toEqual([]);
  expect(new Set(TILES.map(({ x, y }) => `${x} ${y}`)).size).toBe(TILES.length);
});

test("neighbours lie as they do on the land", () => {
  const at = (province: string) => TILES.find((tile) => tile.province === province) ?? { x: -1, y: -1 };
  const [west, north] = [(a: string, b: string) => at(a).x < at(b).x, (a: string, b: string) => at(a).y < at(b).y];
  for (const [
    a,
    b,
  ] of [["青海", "四川"], ["陕西", "山西"], ["江苏", "上海"], ["福建", "台湾"], ["澳门", "香港"], ["甘肃", "宁夏"], ["广西", "广东"]] as const) // biome-ignore format: pairs
    expect([a, b, west(a, b)]).toEqual([a, b, true]);
  for (const [
    a,
    b,
  ] of [["黑龙江", "吉林"], ["山东", "江苏"], ["江苏", "浙江"], ["浙江", "福建"], ["湖北", "湖南"], ["湖南", "广东"], ["北京", "河北"], ["四川", "云南"]] as const) // biome-ignore format: pairs
    expect([a, b, north(a, b)]).toEqual([a, b, true]);
});

test("arrow keys reach every square, and stay where nothing lies that way", () => {
  const reached = new Set(["北京"]);
  for (const province of reached) for (const key of KEYS) reached.add(tileTowards(province, key));
  expect(reached.size).toBe(TILES.length);
  expect(tileTowards("江苏", "ArrowRight")).toBe("上海");
  expect(tileTowards("新疆", "ArrowRight")).toBe("甘肃");
  expect(tileTowards("海南", "ArrowDown")).toBe("海南");
  expect(tileTowards("北京", "Tab")).toBe("北京");
});
