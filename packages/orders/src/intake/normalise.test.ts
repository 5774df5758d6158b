import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { courierProviders } from "../tables/courier.ts";
import { orderOf } from "../testing/orders.ts";
import { carrierOfProvider, carriers } from "./carriers.ts";
import { normaliseCode, normaliseNote, normaliseText } from "./normalise.ts";
import { normaliseRegion, provinces } from "./regions.ts";

/** Of the table of codes: each provider is a carrier that is known, or passes on what others say. */
const CARRIER_OR_NONE = new RegExp(`^(?:none|${carriers.map(({ name }) => name).join("|")})$`);

/** With what copying leaves behind, also between a letter and its accent. */
const textWithMarks = fc.string({
  unit: fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
    fc.constantFrom(
      "\u200b",
      "\ufeff",
      "\u0001",
      "\r",
      "\n",
      "\t",
      "e",
      "\u0301",
      "\u0327",
      "가",
      "\u11a8",
      "ｶ",
      "\uff9e",
    ),
  ),
});

describe("normalising", () => {
  test("[N1] trimmed, full-width to half-width, invisible marks removed; codes upper-cased", () => {
    expect(orderOf({ style_code: " ｆｊ２０２６\u200b ", brand: "　品牌Ａ\ufeff" })).toMatchObject({
      style_code: "FJ2026",
      brand: "品牌A",
    });
    expect(orderOf({ note: " 生日\r\n礼物\u0007 " }).note).toBe("生日\n礼物");
    expect(orderOf({ po_no: "po＃1", lines: [{ qty: 1, sku: "a-1", size: "xl", batch_no: "b7" }] })).toMatchObject({
      po_no: "PO#1",
      lines: [{ sku: "A-1", size: "XL", batch_no: "B7" }],
    });
  });

  test("[N5] where no province is given it is the one that the address line begins with; a street is none", () => {
    const said = (address: string) => orderOf({ address }).province;
    const rows: [address: string, province: string | undefined][] = [
      ["江苏省南京市鼓楼区北京西路1号", "江苏"],
      ["广西壮族自治区南宁市青秀区", "广西"],
      ["　中国 ５１８０００　广东省，深圳市", "广东"],
      ["广东深圳市南山区科技园", "广东"],
      ["浙江 杭州 西湖区", "浙江"],
      ["内蒙古自治区呼和浩特市", "内蒙古"],
      ["内蒙古呼伦贝尔市海拉尔区", "内蒙古"],
      ["内蒙呼和浩特市新城区", "内蒙古"],
      ["湖北恩施州利川市", "湖北"],
      ["云南大理白族自治州", "云南"],
      ["上海市浦东新区世纪大道", "上海"],
      ["上海浦东新区世纪大道", "上海"],
      ["北京朝阳区建国路", "北京"],
      ["黑龙江省哈尔滨市", "黑龙江"],
      ["香港特别行政区中环", "香港"],
      ["新疆", "新疆"],
      ["北京东路100号黄浦区", undefined],
      ["南京市鼓楼区北京西路1号", undefined],
      ["四川北路1800号虹口区", undefined],
      ["海南藏族自治州共和县", undefined],
      ["海南州共和县", undefined],
      ["河南蒙古族自治县", undefined],
      ["河北区中山路1号", undefined],
      ["上海市场街12号", undefined],
      ["北京大学深圳医院福田区", undefined],
      ["1 Beijing Road, Shanghai", undefined],
      ["", undefined],
    ];
    expect(rows.map(([address]) => [address, said(address)])).toEqual(rows);
    expect(orderOf({ address: "江苏省苏州市", province: "浙江省" }).province).toBe("浙江");
    expect(orderOf({ address_key: "江苏省苏州市姑苏区1号" }).province).toBe("江苏");
    expect(orderOf({ address: "江苏省苏州市" }).raw).toEqual({ address: "江苏省苏州市" });
    expect(orderOf({ address: { line: "江苏省" } }).province).toBeUndefined();
  });

  test("[N4] a province is kept by its short name, however it was sent; what is none stays", () => {
    const kept = [
      "江苏省",
      "江苏",
      " 江苏省 ",
      "广西壮族自治区",
      "上海市",
      "内蒙古自治区",
      "California",
      "江苏省南京市",
      "省",
    ].map((province) => orderOf({ province }).province);
    expect(kept).toEqual(["江苏", "江苏", "江苏", "广西", "上海", "内蒙古", "California", "江苏省南京市", "省"]);
    expect(provinces).toHaveLength(34);
    for (const { name, official } of provinces)
      for (const said of [name, ...official]) expect(normaliseRegion(said)).toBe(name);
  });

  test("[N6] a carrier is kept by one name, however people and systems write it; who only passes on news is none", () => {
    const kept = ["SF", "顺丰", "顺丰速运", " sf_express ", "ＳＦ Express", "J&T Express", "某某货运"];
    expect(kept.map((carrier) => orderOf({ carrier }).carrier)).toEqual([
      ...["顺丰", "顺丰", "顺丰", "顺丰", "顺丰", "极兔", "某某货运"],
    ]);
    const said = carriers.flatMap(({ name, en, written }) => [name, en, ...written].map((one) => [one, name] as const));
    for (const [one, name] of said) expect([one, orderOf({ carrier: one }).carrier]).toEqual([one, name]);
    // No word is two carriers'.
    const words = said.map(([one, name]) => `${one.toLowerCase().replace(/[ _&-]/g, "")}=${name}`);
    expect(new Set([...new Set(words)].map((one) => one.split("=")[0])).size).toBe(new Set(words).size);
    for (const provider of courierProviders()) expect(carrierOfProvider(provider) ?? "none").toMatch(CARRIER_OR_NONE);
    expect(["kuaidi100", "AfterShip", "sf_express", "ups"].map(carrierOfProvider)).toEqual([null, null, "顺丰", "UPS"]);
  });

  test("[N7] a customer's grade is kept by its letter; what is none stays", () => {
    const said = ["a", "Ａ类", "A 级", "B类客户", "Grade C", "A+級", "VIP会员", "金牌", "LEVELUP", "类"];
    expect(said.map((customer_grade) => orderOf({ customer_grade }).customer_grade)).toEqual(
      ["A", "A", "A", "B", "C", "A+", "VIP", "金牌", "LEVELUP", "类"], // biome-ignore format: beside each other
    );
  });

  test("[N8] a colour of urgency is kept by itself, in its language; what is none stays", () => {
    const said = ["红", " 红色", "紅", "紅色", "黄旗", "绿灯", "RED", "Red flag", "加急", "色", "粉红色"];
    expect(said.map((urgency) => orderOf({ urgency }).urgency)).toEqual(
      ["红", "红", "红", "红", "黄", "绿", "red", "red", "加急", "色", "粉红色"], // biome-ignore format: beside each other
    );
  });

  test("[N2] normalising twice changes nothing", () => {
    fc.assert(
      fc.property(textWithMarks, (text) => {
        for (const normalise of [normaliseText, normaliseCode, normaliseNote]) {
          expect(normalise(normalise(text))).toBe(normalise(text));
        }
      }),
      { examples: [["e\u200b\u0301"], ["가\u0001\u11a8"]] },
    );
  });

  test("[N3] ids keep their case; null and blank mean not said", () => {
    const order = orderOf({
      external_id: " aB-1 ",
      customer_id: "oAbC",
      brand: "",
      note: null,
      tags: null,
      lines: null,
    });
    expect(order).toMatchObject({ external_id: "aB-1", customer_id: "oAbC", tags: [], lines: [] });
    expect(order).not.toHaveProperty("brand");
    expect(order).not.toHaveProperty("note");
  });
});
