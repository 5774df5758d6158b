import { createInstance } from "i18next";
import { describe, expect, test } from "vitest";
import { rooms as en } from "../words/en/index.ts";
import { rooms as zh } from "../words/zh-CN/index.ts";
import { linesOf, titleOf } from "./inbox-text.ts";

async function wordsIn(language: "zh" | "en") {
  const i18n = createInstance();
  const resources = {
    zh: { translation: Object.assign({}, ...Object.values(zh)) },
    en: { translation: Object.assign({}, ...Object.values(en)) },
  };
  await i18n.init({ lng: language, resources, interpolation: { escapeValue: false } });
  return { t: i18n.t, format: { text: (text: { zh: string; en: string }) => text[language] } };
}

describe("the inbox, in the reader's words", () => {
  test.each([
    ["publish_requested", { name: "快反" }, "请批准发布“快反”", "“快反” waits for your approval to be published"],
    ["channel_fault", { name: "群", zh: "签名不符", en: "Wrong signature" }, "渠道“群”无法发送：签名不符", "The channel “群” cannot send: Wrong signature"],
    ["missing_step", { text: "A-1" }, "缺少前一步：A-1", "The step before is missing: A-1"],
    ["missing_step", { zh: "已分配", en: "Assigned" }, "缺少前一步：已分配", "The step before is missing: Assigned"],
    ["from_later", {}, "原来的标题", "原来的标题"],
  ])("%s", async (code, values, chinese, english) => {
    const entry = { title: "原来的标题", said: { code, values } };
    expect(titleOf(entry, await wordsIn("zh"))).toBe(chinese);
    expect(titleOf(entry, await wordsIn("en"))).toBe(english);
  }); // biome-ignore format: a table

  test("what people wrote stands as it is; labels of the product's own are in the reader's words", async () => {
    const words = await wordsIn("en");
    expect(titleOf({ title: "请尽快 & 打包", said: null }, words)).toBe("请尽快 & 打包");
    const lines = [
      { label: "订单", value: "A-1", code: "order" },
      { label: "已建为草稿，请试运行后发布", value: "", code: "rule_drafted" },
      { label: "温度", value: "4" },
    ];
    expect(linesOf({ lines }, words)).toEqual(["Order A-1", "It is a draft now: try it, then publish it", "温度 4"]);
  });
});
