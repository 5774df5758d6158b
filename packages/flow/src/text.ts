import { assertNever, type Text } from "@switchyard/orders";

export { assertNever, type Text };

export const text = (zh: string, en: string): Text => ({ zh, en });

/** Joins texts language by language. */
export function joinTexts(texts: readonly Text[], zh: string, en: string): Text {
  return { zh: texts.map((part) => part.zh).join(zh), en: texts.map((part) => part.en).join(en) };
}
