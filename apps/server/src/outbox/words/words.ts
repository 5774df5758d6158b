/** The words of what goes out, in the workspace's language. */
import type { Language, Text, WorkspaceSettings } from "@switchyard/orders";
import { en } from "./en.ts";
import { zhCN } from "./zh-CN.ts";

type Said<T> = T extends string
  ? string
  : T extends (...values: infer V) => string
    ? (...values: V) => string
    : { readonly [K in keyof T]: Said<T[K]> };
export type OutgoingWords = Said<Omit<typeof zhCN, "language" | "text">> & {
  language: Language;
  /** What is kept in both languages. */
  text(text: Text): string;
};
export type LabelCode = keyof OutgoingWords["labels"];

const WORDS: Readonly<Record<Language, OutgoingWords>> = { "zh-CN": zhCN, en };

export const wordsOf = ({ language = "zh-CN" }: Pick<WorkspaceSettings, "language">): OutgoingWords => WORDS[language];

/** A label as it stands in any language. */
export const labelsOf = (code: string): string[] =>
  Object.values(WORDS).flatMap(({ labels }) => (Object.hasOwn(labels, code) ? [labels[code as LabelCode]] : []));
