import { type NodeKind, nodeCatalogue, validateFlow } from "@switchyard/flow";
import { describe, expect, it } from "vitest";
import { smallFlow } from "../testing/document.ts";
import { matchesSearch, offered } from "./families.ts";

const kinds = nodeCatalogue.map((spec) => spec.kind);
const found = (search: string) => offered.filter((spec) => matchesSearch(spec, search)).map((spec) => spec.kind);

describe("the palette", () => {
  it("offers every kind", () => {
    expect(offered.map((spec) => spec.kind)).toEqual(kinds);
  });

  it("finds each by its name in Chinese and in English, and by a word of its help", () => {
    for (const spec of offered) {
      for (const search of [spec.label.zh, spec.label.en.toUpperCase(), spec.help.zh.slice(0, 4), spec.help.en]) {
        expect(found(search)).toContain(spec.kind);
      }
    }
    expect(found("\u5e93\u5b58")).toEqual(["stock_changed", "reserve_stock"]);
    expect(found("approval")).toEqual(["approval"]);
  });

  it("a new node that lacks something says what to fill in", () => {
    const wants: readonly NodeKind[] = [
      "condition", "branch", "decision_table", "watch", "approval", "breaker", "route", "tag", "set_field", "add_line",
      "alert", "task", "measure", "webhook", "subflow",
    ]; // biome-ignore format: a word list
    for (const kind of wants) {
      const node = nodeCatalogue.find((spec) => spec.kind === kind)?.create("n", { x: 0, y: 0 });
      if (!node) throw new Error(`no kind ${kind}`);
      const findings = validateFlow({ ...smallFlow(), nodes: [...smallFlow().nodes, node] });
      expect(
        findings.some((one) => one.node === "n" && one.severity === "error"),
        kind,
      ).toBe(true);
    }
  });
});
