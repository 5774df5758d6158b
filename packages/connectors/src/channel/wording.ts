/** Text for chat windows: cut by bytes, customers' words defused, mentions only where we put them. */
import { wordsOf } from "../words.ts";
import type { Message } from "./channel.ts";

const utf8 = new TextEncoder();
export const byteLength = (value: string): number => utf8.encode(value).byteLength;

/** At most `max` bytes of UTF-8, cut between characters (never inside an emoji or a combining pair) and ended with "…". */
export function cutBytes(value: string, max: number): string {
  if (byteLength(value) <= max) return value;
  const room = max - 3;
  let used = 0;
  let kept = "";
  for (const { segment } of new Intl.Segmenter("und", { granularity: "grapheme" }).segment(value.slice(0, max))) {
    used += byteLength(segment);
    if (used > room) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** One line without control characters, bidirectional marks or line separators. */
export function oneLine(value: string): string {
  return value
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "")
    .trim();
}

/** In plain text mentions are dangerous, `@all` and `<at …>`, and links act by themselves: readable, and dead. */
export const plain = (value: string): string =>
  unlinked(oneLine(value).replace(/[@<>]|\](?=\()/g, (sign) => FULL_WIDTH[sign] ?? sign));

const unlinked = (value: string): string => value.replace(/:\/\//g, "：//").replace(/\b(www)\.(?=\S)/gi, "$1．");

/** A mobile number of mainland China standing alone: a group may see that there is one, not which. */
const maskPhones = (value: string): string =>
  value.replace(/(?<![\dA-Za-z-])(1[3-9]\d)\d{4}(\d{4})(?![\dA-Za-z-])/g, "$1****$2");

const FULL_WIDTH: Record<string, string> = {
  "<": "＜", ">": "＞", "[": "［", "]": "］", "(": "（", ")": "）", "*": "＊", "_": "＿", "`": "｀", "~": "～",
  "|": "｜", "\\": "＼", "@": "＠", "&": "＆",
}; // biome-ignore format: a table

/**
 * For markdown. The robots know no common escape (WeCom shows a backslash), so the active characters become their full-width
 * twins; a scheme loses its colon's power and list or heading signs at the start cannot act.
 */
function inMarkdown(value: string): string {
  const active = /[<>[\]()*`~|\\@&]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;
  return unlinked(oneLine(value))
    .replace(active, (sign) => FULL_WIDTH[sign] ?? sign)
    .replace(/^([-+#>=]+|\d+[.)])(?=\s)/, "·");
}

export interface Wording {
  title: string;
  lines: string[];
  link: string | null;
}

export function plainWording(message: Message): Wording {
  const lines = message.lines.map(({ label, value }) => `${plain(maskPhones(label))}:${plain(maskPhones(value))}`);
  return {
    title: wordsOf(message).mark[message.level] + plain(maskPhones(message.title)),
    lines,
    link: safeLink(message.link),
  };
}

export function markdownWording(message: Message): Wording {
  const lines = message.lines.map(
    ({ label, value }) => `> ${inMarkdown(maskPhones(label))}:${inMarkdown(maskPhones(value))}`,
  );
  return {
    title: wordsOf(message).mark[message.level] + inMarkdown(maskPhones(message.title)),
    lines,
    link: safeLink(message.link),
  };
}

/** Joins what fits into `max` bytes: the title, the tail (mentions, link), then as many lines as there is room for. */
export function fit(
  { title, lines, link }: Wording,
  { max, tail = "", linkText }: { max: number; tail?: string; linkText: (url: string) => string },
): string {
  const end = [link === null ? "" : linkText(link), tail]
    .filter((part) => part !== "")
    .map((part) => `\n${part}`)
    .join("");
  const room = max - byteLength(end);
  const kept: string[] = [cutBytes(title, Math.min(600, room))];
  let used = byteLength(kept[0] ?? "");
  for (const [index, line] of lines.entries()) {
    const rest = `\n…(${lines.length - index})`;
    const size = byteLength(line) + 1;
    const last = index === lines.length - 1;
    if (used + size + (last ? 0 : byteLength(rest)) > room) {
      const open = room - used - byteLength(rest) - 1;
      kept.push(open > 40 ? cutBytes(line, open) : "", rest.slice(1));
      break;
    }
    kept.push(line);
    used += size;
  }
  return kept.filter((line) => line !== "").join("\n") + end;
}

/** Our own link, or none: an address that could break out of the markdown is left away. */
export function safeLink(link: string | undefined): string | null {
  if (link === undefined || !URL.canParse(link)) return null;
  const { protocol, href } = new URL(link);
  return (protocol === "https:" || protocol === "http:") && !/[\s<>()[\]"'`\\|]/.test(href) && href.length <= 500
    ? href
    : null;
}

/** The message's number, so that a person sees when something came twice. */
export const footer = (message: Message): string => `№ ${message.id}`;
