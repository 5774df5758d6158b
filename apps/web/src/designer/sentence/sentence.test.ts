import { applyOperation, type FlowDocument } from "@switchyard/flow";
import { DEFAULT_SETTINGS } from "@switchyard/orders";
import { buildLexicon, understand } from "@switchyard/phrases";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Workspace } from "../../shell/workspace.ts";
import { canDictate, createDictation } from "./dictation.ts";
import { joinAt, previewOf } from "./preview.ts";
import { replaceWords } from "./replace-words.ts";
import { workspaceWords } from "./workspace-words.ts";

const workspace: Workspace = {
  id: "demo", name: "x", zone: "Asia/Shanghai", currency: "CNY", revision: 1, four_eyes: false, sends_links: false,
  is_demo: false, sending_figures: [], settings: { ...DEFAULT_SETTINGS, customFields: [{ name: "fit", type: "text", label: { zh: "版型", en: "Fit" } }] },
  brands: [{ id: "青禾记", name: "青禾记", synonyms: ["Qinghe"] }],
  destinations: [{ id: "rapid", name: "快反线", kind: "line", synonyms: ["Rapid line"] }, { id: "normal", name: "常规线", kind: "line" }],
  people: [{ id: "boss", name: "主管", role: "supervisor" }],
}; // biome-ignore format: a record
const figures = {
  at: 0,
  sources: [],
  samples: {},
  values: { brand: ["南亭里"], channel: ["抖音"], tags: ["VIP"], origin: ["原厂件"] },
};
const lexicon = buildLexicon(workspaceWords(workspace, "2026-11-24", figures));
const doc: FlowDocument = {
  formatVersion: 1, name: "x", brands: [], windows: [], patterns: [],
  nodes: [{ id: "in", kind: "order_received", position: { x: 0, y: 0 } }, { id: "t", kind: "tag", tag: "VIP", position: { x: 368, y: 0 } }],
  edges: [{ id: "e", from: "in", port: "next", to: "t" }],
}; // biome-ignore format: a record
const RUSH = "款号以FJ开头且交期≤3天,派到快反线,并提醒主管";

describe("words of the workspace", () => {
  it("names, synonyms, own fields and values that orders brought are understood, in both languages", () => {
    for (const [text, language] of [
      [RUSH, "zh"],
      ["品牌是青禾记，打标签 VIP", "zh"],
      ["品牌是南亭里且渠道是抖音，派到常规线", "zh"],
      ["版型是修身，派到快反线", "zh"],
      ["if the brand is Qinghe, send to Rapid line", "en"],
      ["if due within 3 days, alert the supervisor", "en"],
    ] as const)
      expect([text, understand(text, language, lexicon).complete]).toEqual([text, true]);
    expect(understand("派到火星线", "zh", lexicon).complete).toBe(false);
  });
});

describe("a preview", () => {
  const { fragment } = understand(RUSH, "zh", lexicon);

  it("stands free of the cards that are there, hangs on the trigger, and is one step", () => {
    const preview = previewOf(fragment, doc, { after: null, context: { destinations: ["rapid"], people: ["boss"] } });
    expect(preview?.nodes.map(({ kind }) => kind)).toEqual(["condition", "route", "alert"]);
    expect(preview?.edges.map(({ from }) => from)).toContain("in");
    for (const { position } of preview?.nodes ?? [])
      expect(Math.abs(position.y) >= 96 || Math.abs(position.x - 368) >= 240).toBe(true);
    expect(preview?.findings).toEqual([]);
    if (!preview) throw new Error("nothing");
    const applied = applyOperation(doc, preview.operation);
    if (!applied.ok) throw new Error("refused");
    const back = applyOperation(applied.document, applied.inverse);
    expect(back.ok && back.document).toEqual(doc);
  });

  it("hangs on the selected node where one has a way out; the same checks speak as for what is drawn", () => {
    const after = joinAt(doc, ["t"]);
    expect(after).toEqual({ node: "t", port: "next" });
    const preview = previewOf(fragment, doc, { after, context: { destinations: ["normal"] } });
    expect(preview?.edges.some(({ from }) => from === "t")).toBe(true);
    expect(preview?.findings.map(({ code }) => code)).toEqual(["unknown_destination"]);
    expect(joinAt(doc, ["in", "t"])).toBeNull();
    expect(previewOf(understand("", "zh", lexicon).fragment, doc, { after, context: {} })).toBeNull();
  });
});

describe("a suggestion", () => {
  it.each([
    ["备注提到生日礼物，派到火星线", "快反线", "zh", "备注提到生日礼物，派到快反线"],
    [
      "if the note mentions gift, send to the Mars line",
      "Rapid line",
      "en",
      "if the note mentions gift, send to the Rapid line",
    ],
  ] as const)("takes the place of as little as makes %s understood", (text, word, language, wanted) => {
    const unknown = understand(text, language, lexicon).spans.find(({ kind }) => kind === "unknown");
    if (!unknown) throw new Error("all understood");
    expect(replaceWords(text, unknown, word, { language, lexicon })).toBe(wanted);
  });
});

describe("dictation", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("is not offered where the browser has none", () => {
    expect(canDictate()).toBe(false);
  });

  it("gives what is heard so far, and says why it stopped", () => {
    const made: Recognition[] = [];
    class Recognition {
      onresult = (_: object) => {};
      onerror = (_: object) => {};
      onend = () => {};
      constructor() {
        made.push(this);
      }
      start() {}
      stop() {
        this.onend();
      }
      abort() {}
    }
    vi.stubGlobal("webkitSpeechRecognition", Recognition);
    const heard: string[] = [];
    const dictation = createDictation((text) => heard.push(text));
    const hear = (...texts: string[]) =>
      made.at(-1)?.onresult({ results: texts.map((transcript) => [{ transcript }]) });
    dictation.start("zh-CN");
    expect(made[0]).toMatchObject({ lang: "zh-CN", interimResults: true });
    expect(dictation.store.getState().phase).toBe("listening");
    hear("款号以");
    hear("款号以FJ开头", "派到快反线");
    expect(heard).toEqual(["款号以", "款号以FJ开头派到快反线"]);
    dictation.stop();
    expect(dictation.store.getState()).toEqual({ phase: "off", fault: null });
    dictation.start("zh-CN");
    made.at(-1)?.onerror({ error: "not-allowed" });
    expect(dictation.store.getState()).toEqual({ phase: "fault", fault: "refused" });
    dictation.start("zh-CN");
    made.at(-1)?.onerror({ error: "network" });
    expect(dictation.store.getState().fault).toBe("offline");
  });
});
