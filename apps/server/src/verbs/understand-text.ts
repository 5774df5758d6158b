import type { Text } from "@switchyard/orders";
import type { Language, Understanding } from "@switchyard/phrases";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { factFigures } from "./fact-figures.ts";
import { publishedFlows } from "./published-flows.ts";

export type UnderstandAnswer = { name: Text; understanding: Understanding | null; refused: Text | null };

/** Asks the language model, where there is one. Throws `no_model`. A refusal is an answer: the grammar's reading stands. */
export async function understandText(
  ctx: Context,
  { text, language }: { text: string; language: Language },
): Promise<UnderstandAnswer> {
  const { understander, workspace } = ctx;
  if (understander === null) throw new Refusal("no_model");
  const { buildLexicon, wordsOf } = await import("@switchyard/phrases");
  const { brands, destinations, people, settings } = workspace.whole;
  const { values } = await factFigures(ctx);
  const flows = (await publishedFlows(ctx)).map(({ id, document }) => ({ id, name: document.name }));
  const lexicon = buildLexicon(wordsOf({ ...settings, brands, destinations, people }, values, flows));
  const answer = await understander.understand(text, language, lexicon);
  const { name } = understander;
  if ("refused" in answer) return { name, understanding: null, refused: answer.refused };
  return { name, understanding: answer, refused: null };
}
