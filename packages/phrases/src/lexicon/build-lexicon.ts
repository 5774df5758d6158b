import { EVENT_NAMES, EVENT_VALUES, factLookup, type Names, STATE_FACTS } from "@switchyard/flow";
import { DEFAULT_SETTINGS, DEFAULT_STATE_MACHINE, factCatalogue, type Text } from "@switchyard/orders";
import { WordIndex } from "../source/word-index.ts";
import { EVENT_WORDS, FIELD_GOALS, ROLE_WORDS, STATE_WORDS } from "./default-words.ts";
import { factWords, lineWords } from "./fact-words.ts";
import type { KnownValue, Lexicon, Named, Shown, WorkspaceWords } from "./lexicon.ts";
import { PROVINCE_GROUPS, PROVINCE_WORDS } from "./regions.ts";

const textOf = (name: string | Text): Text => (typeof name === "string" ? { zh: name, en: name } : name);
const table = (list: readonly Named[] | undefined): Record<string, Text> =>
  Object.fromEntries((list ?? []).map(({ id, name }) => [id, textOf(name)]));

function indexOf(list: readonly Named[] | undefined): WordIndex<string> {
  const index = new WordIndex<string>();
  for (const { id, name } of list ?? []) for (const word of Object.values(textOf(name))) index.add(word, id);
  for (const { id, synonyms } of list ?? []) for (const word of [...(synonyms ?? []), id]) index.add(word, id);
  return index;
}

/** Events with their names: the product's, and the workspace's before them. */
const eventTable = (words: WorkspaceWords): Record<string, Text> => ({ ...EVENT_NAMES, ...table(words.events) });

function eventIndex(words: WorkspaceWords, names: Record<string, Text>): WordIndex<string> {
  const index = new WordIndex<string>();
  const add = (id: string, list: readonly string[]) => {
    for (const word of list) index.add(word, id);
  };
  for (const { id, name, synonyms } of words.events ?? [])
    add(id, [...Object.values(textOf(name)), ...(synonyms ?? []), id]);
  for (const [id, name] of Object.entries(names)) add(id, [name.zh, name.en, id]);
  for (const [id, { zh, en }] of Object.entries(EVENT_WORDS)) add(id, [...zh.split(" "), ...en.split(","), id]);
  for (const [field, [zh, en]] of Object.entries(FIELD_GOALS))
    add(`has:${field}`, [...zh.split(" ").flatMap(withLe), ...en.split(",")]);
  return index;
}

/** 发货 is said 发了货 too, 分车间 分了车间. */
const withLe = (word: string): string[] =>
  /^[一-龥]{2,3}$/.test(word) ? [word, `${word[0]}了${word.slice(1)}`] : [word];

function stateIndex(states: readonly { id: string; label: Text }[]): WordIndex<string> {
  const index = new WordIndex<string>();
  for (const { id, label } of states) for (const word of [label.zh, label.en]) index.add(word, id);
  for (const { id, label } of states) {
    const [zh, en] = STATE_WORDS[id] ?? ["", ""];
    for (const word of [label.zh.replace(/^已/, ""), ...zh.split(" ").flatMap(withLe), ...en.split(","), id])
      index.add(word, id);
  }
  return index;
}

function valueIndex(words: WorkspaceWords): WordIndex<KnownValue> {
  const index = new WordIndex<KnownValue>();
  const lists: Record<string, readonly Named[]> = {
    brand: words.brands ?? [],
    channel: words.channels ?? [],
    ...words.values,
  };
  for (const [fact, list] of Object.entries(lists)) {
    for (const { id, name, synonyms } of list) {
      const known = { fact, value: id };
      for (const word of [id, ...Object.values(textOf(name)), ...(synonyms ?? [])]) index.add(word, known);
    }
  }
  for (const tag of words.tags ?? []) index.add(tag, { fact: "tags", value: tag });
  for (const [value, called] of PROVINCE_WORDS) {
    const known = { fact: "province", value };
    for (const word of called) if (!index.get(word).some(({ fact }) => fact === known.fact)) index.add(word, known);
  }
  return index;
}

function namedIndexes(states: WordIndex<string>, events: Record<string, Text>): Lexicon["named"] {
  const indexes = new Map<string, WordIndex<string>>();
  for (const fact of STATE_FACTS) indexes.set(fact, states);
  for (const [fact, ids] of EVENT_VALUES) {
    const index = new WordIndex<string>();
    for (const id of ids) for (const word of [...Object.values(events[id] ?? {}), id]) index.add(word, id);
    indexes.set(fact, index);
  }
  return indexes;
}

function roleIndex(words: WorkspaceWords): WordIndex<string> {
  const index = new WordIndex<string>();
  for (const { id, role } of words.people ?? []) {
    if (role === undefined) continue;
    const [zh, en] = ROLE_WORDS[role] ?? ["", ""];
    for (const word of [...zh.split(" "), ...en.split(","), role]) index.add(word, id);
  }
  return index;
}

function groupIndex(): WordIndex<readonly string[]> {
  const index = new WordIndex<readonly string[]>();
  for (const [called, names] of PROVINCE_GROUPS) for (const word of called) index.add(word, names);
  return index;
}

/** The words of a workspace, ready for any number of texts. */
export function buildLexicon(words: WorkspaceWords = {}): Lexicon {
  const machine = words.states ?? DEFAULT_STATE_MACHINE;
  const source = { customFields: words.customFields ?? [], facts: words.facts ?? [] };
  const events = eventTable(words);
  const lookup = factLookup({ windows: [], patterns: [] }, source);
  const names: Names = {
    destinations: table(words.destinations),
    people: table(words.people),
    flows: table(words.flows),
    states: Object.fromEntries(machine.states.map(({ id, label }) => [id, label])),
    events,
    currency: words.currency ?? DEFAULT_SETTINGS.currency,
    zone: words.zone ?? DEFAULT_SETTINGS.zone,
    fact: lookup,
    shown: Number.POSITIVE_INFINITY,
  };
  const states = stateIndex(machine.states);
  const tags = new WordIndex<string>();
  for (const tag of words.tags ?? []) tags.add(tag, tag);
  return {
    zone: names.zone ?? DEFAULT_SETTINGS.zone,
    today: words.today ?? null,
    currency: names.currency ?? DEFAULT_SETTINGS.currency,
    names,
    source,
    lookup,
    facts: { zh: factWords(words, "zh", names), en: factWords(words, "en", names) },
    lines: { zh: lineWords("zh"), en: lineWords("en") },
    destinations: indexOf(words.destinations),
    people: indexOf(words.people),
    roles: roleIndex(words),
    flows: indexOf(words.flows),
    states,
    chain: machine.states
      .filter(({ stage }) => stage !== undefined)
      .sort((a, b) => (a.stage ?? 0) - (b.stage ?? 0))
      .map(({ id }) => id),
    events: eventIndex(words, events),
    measures: new Set((words.events ?? []).map(({ id }) => id)),
    endpoints: indexOf(words.endpoints),
    tags,
    values: valueIndex(words),
    named: namedIndexes(states, events),
    provinces: groupIndex(),
    shown: shownOf(words, names),
  };
}

function shownOf(words: WorkspaceWords, names: Names): Lexicon["shown"] {
  const list = (of: Shown, texts: readonly Text[]) => texts.map((text) => ({ text, of }));
  const named = (of: Shown, some: readonly Named[] | undefined) =>
    list(
      of,
      (some ?? []).map(({ name }) => textOf(name)),
    );
  return [
    ...list(
      "fact",
      [...factCatalogue, ...(words.customFields ?? [])].map(({ label }) => label),
    ),
    ...named("destination", words.destinations),
    ...named("person", words.people),
    ...named("flow", words.flows),
    ...named("value", [
      ...(words.brands ?? []),
      ...(words.channels ?? []),
      ...Object.values(words.values ?? {}).flat(),
    ]),
    ...list("tag", (words.tags ?? []).map(textOf)),
    ...list("state", Object.values(names.states ?? {}).map(textOf)),
    ...named("event", words.events),
  ];
}
