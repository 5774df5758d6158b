import { describe, expect, test } from "vitest";
import { analyseAll } from "./analyse.ts";
import type { AnalysedFlow, FindingKind, Report } from "./finding.ts";
import { NOW, SETTINGS } from "./testing/domains.ts";
import { all, any, branch, is, none, route, set, tag, when } from "./testing/flows.ts";
import {
  bomSizes,
  brandBatch,
  changed,
  escalation,
  greenChannel,
  rushLine,
  spoiled,
  TEMPLATES,
  warehouses,
} from "./testing/templates.ts";

const run = (...flows: AnalysedFlow["document"][]): Report => {
  const report = analyseAll(
    flows.map((document, at) => ({ id: `f${at}`, document })),
    { now: NOW, settings: SETTINGS },
  );
  if (report === null) throw new Error("stopped");
  return report;
};
const found = (report: Report, kind: FindingKind) => report.findings.filter((finding) => finding.kind === kind);
const places = (report: Report, kind: FindingKind) =>
  found(report, kind).map(({ places: where }) =>
    where.map(({ node, port }) => (port === undefined ? node : `${node}:${port}`)).join(" "),
  );

describe("the six business templates", () => {
  test.each(Object.entries(TEMPLATES))("[A12] %s as it is has no error, conflict, shadow or gap", (_name, document) => {
    const report = run(document);
    expect(report.findings.filter(({ kind, severity }) => severity === "error" || kind !== "structure")).toEqual([]);
    expect(report.undecided).toEqual([]);
  });

  test("[A4] [A12] conflicts planted in each are found, with the order that shows it", () => {
    const large = when("large", is("total_qty", "ge", 500));
    const cases: [ReturnType<typeof spoiled>, string][] = [
      [spoiled(rushLine, [large, route("out", "外协")], ["start→large", "large:met→out"]), "fast out"],
      [
        spoiled(
          bomSizes,
          [set("a", "level", 1), set("b", "level", 2), large],
          ["many:met→a", "start→large", "large:met→b"],
        ),
        "a b",
      ],
      [
        spoiled(
          brandBatch,
          [route("x", "甲线"), route("y", "乙线"), when("vip", is("tags", "contains_any", ["VIP"]))],
          ["merge:joined→x", "start→vip", "vip:met→y"],
        ),
        "x y",
      ],
      [
        spoiled(
          escalation,
          [set("p", "level", "高"), set("q", "level", "低"), large],
          ["start→p", "start→large", "large:met→q"],
        ),
        "p q",
      ],
      [
        spoiled(
          greenChannel,
          [when("gift", is("note", "contains", "生日礼物")), route("today", "当日波次")],
          ["start→gift", "gift:met→today"],
        ),
        "green today",
      ],
      [
        spoiled(
          warehouses,
          [when("ev", is("item_text", "contains", "蔚来")), route("lab", "检测线")],
          ["start→ev", "ev:met→lab"],
        ),
        "bonded lab",
      ],
    ];
    for (const [document, expected] of cases) {
      const report = run(document);
      expect(places(report, "conflict")).toContain(expected);
      for (const { witness } of found(report, "conflict")) expect(witness?.confirms.zh).toContain("引擎");
    }
  });

  test("[A5] [A12] shadows planted in each are found", () => {
    const twice = (document: typeof rushLine, from: string, cases: Parameters<typeof branch>[1]) =>
      spoiled(
        document,
        [branch("b", cases), tag("t1"), tag("t2"), tag("t3")],
        [`${from}→b`, "b:wide→t1", "b:narrow→t2", "b:otherwise→t3"],
      );
    const cases = [
      twice(rushLine, "start", {
        wide: is("style_code", "starts_with", "F"),
        narrow: is("style_code", "starts_with", "FJ"),
      }),
      twice(bomSizes, "start", { wide: is("size_count", "ge", 5), narrow: is("size_count", "ge", 8) }),
      twice(brandBatch, "start", { wide: is("brand", "in_list", ["甲", "乙"]), narrow: is("brand", "is", "乙") }),
      twice(escalation, "start", {
        wide: is("due_in_hours", "le", 72),
        narrow: is("due_in_hours", "between", [10, 20]),
      }),
      twice(greenChannel, "start", {
        wide: is("tags", "contains_any", ["极速达", "加急"]),
        narrow: is("tags", "contains_all", ["极速达", "VIP"]),
      }),
      twice(warehouses, "start", {
        wide: any(is("origin", "is", "国产替代件"), is("brand", "is", "奔驰")),
        narrow: all(is("brand", "is", "奔驰"), is("total_qty", "ge", 2)),
      }),
    ];
    for (const document of cases) expect(places(run(document), "shadow")).toContain("b:narrow b:wide");
  });

  test("[A6] [A12] gaps planted in each are found", () => {
    const cases: [typeof rushLine, string][] = [
      [{ ...rushLine, edges: rushLine.edges.filter(({ port }) => port !== "missing") }, "rush:missing"],
      [{ ...bomSizes, edges: bomSizes.edges.filter(({ port }) => port !== "not_met") }, "many:not_met"],
      [{ ...brandBatch, edges: brandBatch.edges.filter(({ port }) => port !== "excluded") }, "merge:excluded"],
      [
        spoiled(
          escalation,
          [when("big", is("amount", "ge", 100_000))],
          ["start→big", "big:met→assigned"],
          ["start:next"],
        ),
        "big:not_met",
      ],
      [{ ...greenChannel, edges: greenChannel.edges.filter(({ port }) => port !== "not_met") }, "fast:not_met"],
      [{ ...warehouses, edges: warehouses.edges.filter(({ port }) => port !== "jiaxing") }, "where:jiaxing"],
    ];
    for (const [document, expected] of cases) expect(places(run(document), "gap")).toContain(expected);
  });

  test("[A7] [A12] conditions that are always or never true are found", () => {
    const never = changed(rushLine, "rush", {
      when: all(is("due_in_days", "le", 3), is("due_in_hours", "gt", 100)),
    } as never);
    expect(places(run(never), "never")).toEqual(["rush:met"]);
    const always = changed(bomSizes, "many", {
      when: none(all(is("size_count", "ge", 5), is("size_count", "lt", 5))),
      missing: "not_met",
    } as never);
    expect(places(run(always), "always")).toEqual([]);
    const surely = changed(bomSizes, "many", {
      when: any(is("size_count", "is_empty"), is("size_count", "ge", 0)),
    } as never);
    expect(places(run(surely), "always")).toEqual(["many:met"]);
  });
});
