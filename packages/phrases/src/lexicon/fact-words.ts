import { conditionSentence, eventFacts, type FactLookup, factLookup, type Names } from "@switchyard/flow";
import { type FactSpec, factCatalogue, lineFieldCatalogue, lookupFacts, reachedFacts } from "@switchyard/orders";
import { WordIndex } from "../source/word-index.ts";
import type { Language } from "../understanding.ts";
import { FACT_WORDS } from "./default-words.ts";
import type { FactWords, WorkspaceWords } from "./lexicon.ts";

const NUMBERS = ["number", "money", "duration"];

/** How the generator calls a fact in front of a comparison; asked of the generator itself, so that the two cannot part. */
function spokenSubject(fact: string, language: Language, names: Names): string {
  const said = conditionSentence({ type: "comparison", fact, operator: "lt", value: 1 }, names)[language];
  return said.slice(0, said.lastIndexOf("<")).trim();
}

/** Facts of a workspace as they may be called: their label, the generator's subject, synonyms, then the name itself. */
export function factWords(words: WorkspaceWords, language: Language, names: Names): FactWords {
  const all = new WordIndex<string>();
  const labels = new WordIndex<string>();
  const yes = new WordIndex<string>();
  const specs = [...factCatalogue, ...(words.facts ?? []), ...customSpecs(words), ...reachedFacts(words.states)];
  for (const { name, label, type } of specs) {
    if (NUMBERS.includes(type)) all.add(spokenSubject(name, language, names), name);
    all.add(label[language], name);
    labels.add(label[language], name);
    if (type === "boolean") yes.add(label[language].replace(/^(?:是否|已)/, ""), name);
  }
  for (const { name, label } of [...lookupFacts, ...eventFacts]) {
    all.add(label[language], name);
    labels.add(label[language], name);
  }
  for (const { name } of specs) for (const word of listOf(FACT_WORDS[name], language)) all.add(word, name);
  for (const { name, synonyms } of specs)
    for (const word of synonyms[language]) all.add(word.replaceAll("_", " "), name);
  for (const { name } of specs) all.add(name, name);
  return { all, labels, yes };
}

const listOf = (words: readonly [string, string] | undefined, language: Language): string[] =>
  words === undefined ? [] : language === "zh" ? words[0].split(" ") : words[1].split(",");

function customSpecs(words: WorkspaceWords): Pick<FactSpec, "name" | "label" | "type" | "synonyms">[] {
  return (words.customFields ?? []).map(({ name, type, label }) => ({
    name: `custom.${name}`,
    type,
    label,
    synonyms: { zh: [], en: [name] },
  }));
}

const line: FactLookup = factLookup({ windows: [], patterns: [] }, {}, "line");

/** Fields of one line, for routes that take some lines only. */
export function lineWords(language: Language): FactWords {
  const all = new WordIndex<string>();
  const labels = new WordIndex<string>();
  for (const { name } of lineFieldCatalogue) {
    const label = line(name)?.label[language];
    if (label === undefined) continue;
    all.add(label, name);
    labels.add(label, name);
  }
  for (const { name, label, synonyms } of lineFieldCatalogue)
    for (const word of [label[language], ...synonyms[language], name]) all.add(word.replaceAll("_", " "), name);
  return { all, labels, yes: new WordIndex() };
}
