import { pathToFileURL } from "node:url";
import { understand } from "../understand.ts";
import type { Language } from "../understanding.ts";
import { type HeldOut, holdout } from "./corpus.ts";
import { tryOut } from "./trial.ts";
import { LEXICON } from "./workspace.ts";

/** Complete, and every order that is tried has exactly what the phrasing says done to it. */
export type Verdict = "understood" | "marked" | "wrong";
export function judge({ text, tries }: Pick<HeldOut, "text" | "tries">, language: Language): Verdict {
  const found = understand(text, language, LEXICON);
  if (!found.complete) return "marked";
  const right = tries.every(
    ({ steps, does }) => JSON.stringify(tryOut(found.fragment, steps)) === JSON.stringify([...does].sort()),
  );
  return right ? "understood" : "wrong";
}

/** Rates only, unless asked for more: who extends the grammar should not know which ones fail. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const language of ["zh", "en"] as const) {
    const all = holdout(language).map((one) => ({ ...one, verdict: judge(one, language) }));
    const of = (verdict: Verdict) => all.filter((one) => one.verdict === verdict);
    console.log(
      `hold-out ${language}: ${of("understood").length} of ${all.length} understood, ${of("marked").length} marked as not understood, ${of("wrong").length} understood otherwise`,
    );
    if (process.argv.includes("--open"))
      for (const { id, text, verdict } of all) if (verdict !== "understood") console.log(`  ${id} ${verdict}: ${text}`);
  }
}
