import type { FactLookup, FactSource, Names } from "@switchyard/flow";
import type { CustomField, FactSpec, StateMachine, Text } from "@switchyard/orders";
import type { WordIndex } from "../source/word-index.ts";

/** Something of the workspace that people call by a name. `id` is what a document keeps. */
export interface Named {
  id: string;
  name: string | Text;
  synonyms?: readonly string[];
}

/** Everything that the grammar may know of a workspace. What is left out is not known, and will be underlined. */
export interface WorkspaceWords {
  zone?: string;
  /** The day on the workspace's calendar, `YYYY-MM-DD`: without it 12月5日 and 下周三 are not read. */
  today?: string;
  currency?: string;
  states?: StateMachine;
  customFields?: readonly CustomField[];
  /** Facts of lookups and reference tables. */
  facts?: readonly FactSpec[];
  destinations?: readonly Named[];
  /** A role's word (主管, foreman) means everybody who has it. */
  people?: readonly (Named & { role?: string })[];
  flows?: readonly Named[];
  brands?: readonly Named[];
  channels?: readonly Named[];
  tags?: readonly string[];
  /** Known values of other facts, by fact: `{ origin: [{ id: "原厂件", … }] }`. */
  values?: Readonly<Record<string, readonly Named[]>>;
  /** Events and measures that the workspace's systems send, beside those that the product knows. */
  events?: readonly Named[];
  /** Where pushes may go: boards, systems. */
  endpoints?: readonly Named[];
}

/** A known value of a fact. */
export interface KnownValue {
  fact: string;
  value: string;
}

/** A workspace's words, ready to be looked up. Built once a workspace, used for every text. */
export interface Lexicon {
  zone: string;
  today: string | null;
  currency: string;
  /** What the generator is given, so that sentences and grammar use the same names. */
  names: Names;
  source: FactSource;
  lookup: FactLookup;
  facts: Record<"zh" | "en", FactWords>;
  lines: Record<"zh" | "en", FactWords>;
  destinations: WordIndex<string>;
  people: WordIndex<string>;
  roles: WordIndex<string>;
  flows: WordIndex<string>;
  states: WordIndex<string>;
  /** States of the chain that every order goes along, in order. */
  chain: readonly string[];
  events: WordIndex<string>;
  /** Events of the workspace's own, which may carry a value. */
  measures: ReadonlySet<string>;
  endpoints: WordIndex<string>;
  tags: WordIndex<string>;
  values: WordIndex<KnownValue>;
  /** Facts whose values are ids of things with names: states, courier nodes, after-sale news. */
  named: ReadonlyMap<string, WordIndex<string>>;
  /** Provinces that are named together: 江浙沪. */
  provinces: WordIndex<readonly string[]>;
  /** Names in both languages, for suggestions. */
  shown: readonly { text: Text; of: Shown }[];
}

export type Shown = "fact" | "destination" | "person" | "state" | "event" | "tag" | "value" | "flow" | "phrase";

/** Facts by what they are called; `labels`: by their own label only. */
export interface FactWords {
  all: WordIndex<string>;
  labels: WordIndex<string>;
  /** What follows 是否 in the label of a yes/no fact: 工作日 of 是否工作日. */
  yes: WordIndex<string>;
}
