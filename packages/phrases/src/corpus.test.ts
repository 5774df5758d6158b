import { existsSync, readFileSync } from "node:fs";
import { flowDocumentSchema, validateFlow } from "@switchyard/flow";
import { describe, expect, test } from "vitest";
import { fragmentDocument } from "./accept.ts";
import { checkUnderstanding } from "./check-understanding.ts";
import { corpus, holdout, trials } from "./testing/corpus.ts";
import { judge } from "./testing/holdout.ts";
import { outline } from "./testing/outline.ts";
import { tryOut } from "./testing/trial.ts";
import { LEXICON } from "./testing/workspace.ts";
import { understand } from "./understand.ts";

const REQUIREMENTS = new URL("../../../../shared/domain/requirements.md", import.meta.url);
/** It compares figures of reference tables, which a script of orders does not have. */
const UNTRIED = ["R004-13"];
/** The share of the hold-out that must not sink again. */
const HELD_OUT = { zh: 0.6, en: 0.8 };
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

  test("[P21] at least 120 phrasings, at least nine in ten understood fully, and as many of the requirements' rules", () => {
    const counted = phrases.filter(({ rule }) => rule !== false);
    const understood = counted.filter(({ means }) => means !== null).length;
    const rules = counted.filter(({ id }) => id.startsWith("R"));
    const rulesUnderstood = rules.filter(({ means }) => means !== null).length;
    const percent = (part: number, of: number) => ((100 * part) / of).toFixed(1);
    console.log(
      `corpus ${language}: ${understood} of ${counted.length} phrasings understood fully (${percent(understood, counted.length)} %); ` +
        `rules of the requirements as written: ${rulesUnderstood} of ${rules.length} (${percent(rulesUnderstood, rules.length)} %), ` +
        `${phrases.length - counted.length} rows are no rules; own: ${understood - rulesUnderstood} of ${counted.length - rules.length}`,
    );
    expect(new Set(phrases.map(({ text }) => text)).size).toBe(phrases.length);
    expect(new Set(phrases.map(({ id }) => id)).size).toBe(phrases.length);
    for (const { id, rule, why, means } of phrases)
      if (rule === false)
        expect([id.startsWith("R"), why !== undefined && why !== "", means], id).toEqual([true, true, null]);
    expect(counted.length).toBeGreaterThanOrEqual(120);
    expect(understood / counted.length).toBeGreaterThanOrEqual(0.9);
    expect(rulesUnderstood / rules.length).toBeGreaterThanOrEqual(0.9);
  });

  test("[P29] rules of the requirements do to orders what they say", () => {
    const tries = trials(language);
    const rules = phrases.filter(({ id, means }) => id.startsWith("R") && means !== null);
    expect(rules.filter(({ id }) => tries[id] === undefined).map(({ id }) => id)).toEqual(UNTRIED);
    for (const { id, text } of rules) {
      const { fragment } = understand(text, language, LEXICON);
      for (const { steps, does } of tries[id] ?? [])
        expect(tryOut(fragment, steps), `${id} ${JSON.stringify(steps)}`).toEqual([...does].sort());
    }
  });

  test("[P29] a hold-out, by what orders have done to them", () => {
    const verdicts = holdout(language).map((one) => judge(one, language));
    const of = (verdict: (typeof verdicts)[number]) => verdicts.filter((one) => one === verdict).length;
    console.log(
      `hold-out ${language}: ${of("understood")} of ${verdicts.length} understood, ${of("marked")} marked, ${of("wrong")} otherwise`,
    );
    expect(verdicts.length).toBeGreaterThanOrEqual(30);
    expect(of("understood") / verdicts.length).toBeGreaterThanOrEqual(HELD_OUT[language]);
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
