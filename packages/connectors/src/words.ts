/** What channels and digests say around a message, in the message's own language: never a setting, which may be newer than the message. */
import type { Language } from "@switchyard/orders";
import type { Message } from "./channel/channel.ts";

interface Words {
  /** Before the title of what is important or urgent. */
  mark: Readonly<Record<Message["level"], string>>;
  /** Over a link. */
  open: string;
  everybody: string;
  /** Title and last line of many messages as one. */
  many(count: number, kinds: readonly string[]): string;
  others: string;
  countOfOthers(count: number): string;
  /** Between the titles of notices about one order. */
  between: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  "zh-CN": {
    mark: { 1: "", 2: "", 3: "【重要】", 4: "【紧急】" },
    open: "查看",
    everybody: "所有人",
    many: (count, kinds) => `${count} 条告警：${kinds.join("、")}`,
    others: "其余",
    countOfOthers: (count) => `${count} 条`,
    between: "；",
  },
  en: {
    mark: { 1: "", 2: "", 3: "[Important] ", 4: "[Urgent] " },
    open: "Open",
    everybody: "Everyone",
    many: (count, kinds) => `${count} alerts: ${kinds.join(", ")}`,
    others: "Others",
    countOfOthers: String,
    between: "; ",
  },
};

/** A message that says no language was made before messages had one. */
export const languageOf = ({ language = "zh-CN" }: Pick<Message, "language">): Language => language;
export const wordsOf = (message: Pick<Message, "language">): Words => WORDS[languageOf(message)];
