import { type FlowDocument, flowSentences, namesFor, nodeStatements } from "@switchyard/flow";
import type { Lexicon } from "./lexicon/lexicon.ts";
import type { Language } from "./understanding.ts";

/**
 * A whole flow as text: the numbered sentences of the list view, and below each what its sentence leaves out. `understand`
 * reads it back as the same flow. Notes and frames have no effect and no sentence.
 */
export function sayFlow(doc: FlowDocument, lexicon: Lexicon, language: Language): string {
  const names = namesFor(doc, lexicon.names, lexicon.source);
  const nodes = new Map(doc.nodes.map((node) => [node.id, node]));
  return flowSentences(doc, names)
    .flatMap((line) => {
      const node = nodes.get(line.node);
      const more = node === undefined ? [] : nodeStatements(node, names);
      const said = more.filter(
        ({ key, text }) => key !== "sentence" && !(key === "missing" && /按未命中处理$/.test(text.zh)),
      );
      return [`${line.number}. ${line.text[language]}`, ...said.map(({ text }) => `   - ${text[language]}`)];
    })
    .map((line) => line.replaceAll("\n", "⏎"))
    .join("\n");
}
