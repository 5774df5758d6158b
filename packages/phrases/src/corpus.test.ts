import { existsSync, readFileSync } from "node:fs";
import { flowDocumentSchema, validateFlow } from "@switchyard/flow";
import { describe, expect, test } from "vitest";
import { fragmentDocument } from "./accept.ts";
import { checkUnderstanding } from "./check-understanding.ts";
import { corpus } from "./testing/corpus.ts";
import { outline } from "./testing/outline.ts";
import { LEXICON } from "./testing/workspace.ts";
import { understand } from "./understand.ts";

const REQUIREMENTS = new URL("../../../../shared/domain/requirements.md", import.meta.url);
const KINDS = ["rule", "alert", "merge", "breaker", "batch", "approval", "state"];

describe.each(["zh", "en"] as const)("the corpus in %s", (language) => {
  const phrases = corpus(language);

  test.each(phrases)("[P21] $id $text", ({ text, means }) => {
    const found = understand(text, language, LEXICON);
    expect(checkUnderstanding(found, text)).toMatchObject({ ok: true });
    if (means === null) expect(found.complete).toBe(false);
    else {
      expect(
        found.spans.filter(({ kind }) => kind === "unknown").map(({ start, end }) => text.slice(start, end)),
      ).toEqual([]);
      expect(outline(found.fragment)).toBe(means);
      expect(found.complete).toBe(true);
    }
  });

  test("[P21] at least 120 phrasings, at least nine in ten understood fully; what is not, is marked", () => {
    const understood = phrases.filter(({ means }) => means !== null).length;
    const rules = phrases.filter(({ id }) => id.startsWith("R"));
    const rulesUnderstood = rules.filter(({ means }) => means !== null).length;
    const share = (100 * understood) / phrases.length;
    console.log(
      `corpus ${language}: ${understood} of ${phrases.length} phrasings understood fully (${share.toFixed(1)} %); ` +
        `requirements as written: ${rulesUnderstood} of ${rules.length}; ` +
        `own: ${understood - rulesUnderstood} of ${phrases.length - rules.length}`,
    );
    expect(new Set(phrases.map(({ text }) => text)).size).toBe(phrases.length);
    expect(phrases.length).toBeGreaterThanOrEqual(120);
    expect(share).toBeGreaterThanOrEqual(90);
  });

  test("[P22] what was understood is a document, whose connections are right", () => {
    const structural = new Set([
      "cycle",
      "edge_source",
      "edge_target",
      "edge_port",
      "duplicate_id",
      "unknown_fact",
      "operator_type",
      "operand_type",
    ]);
    for (const { text, means } of phrases) {
      if (means === null) continue;
      const doc = fragmentDocument(understand(text, language, LEXICON).fragment, "x");
      expect(flowDocumentSchema.safeParse(doc).success, text).toBe(true);
      expect(
        validateFlow(doc, { ...LEXICON.source }).filter(({ code }) => structural.has(code)),
        text,
      ).toEqual([]);
    }
  });

  test.skipIf(!existsSync(REQUIREMENTS))("[P21] every rule of the requirements stands in it as written there", () => {
    const texts = new Map(phrases.map(({ id, text }) => [id, text]));
    const rows = readFileSync(REQUIREMENTS, "utf8").matchAll(/^\| (R\d{3}-\d\d) \| (\w+) \| ([^|]+) \| ([^|]+) \|/gm);
    let count = 0;
    for (const [, id = "", kind = "", zh = "", en = ""] of rows) {
      if (!KINDS.includes(kind)) continue;
      expect(texts.get(id), id).toBe((language === "zh" ? zh : en).trim());
      count += 1;
    }
    expect(count).toBe(60);
  });
});
