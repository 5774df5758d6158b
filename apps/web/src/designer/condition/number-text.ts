/** A number as it is typed with a Chinese input method: ３, 三, 十五 and 二十 are numbers too, read as in sentences. */
import { chineseNumber } from "@switchyard/phrases";

/** In plain digits, where that is what it says; else the text as it was typed. */
export function plainNumber(typed: string): string {
  const text = typed.normalize("NFKC").trim();
  return text === "" ? text : String(chineseNumber(text) ?? text);
}

/** For antd's number fields: they read the text themselves, though their type asks for a number. */
export const parseNumber = (typed: string | undefined): number => plainNumber(typed ?? "") as unknown as number;
