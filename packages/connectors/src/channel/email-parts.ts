/** Subject, plain text and HTML of an alert mail. Everything from outside is escaped; nothing is ever a path or a URL to load. */
import { languageOf, wordsOf } from "../words.ts";
import type { Message } from "./channel.ts";
import { cutBytes, oneLine, safeLink } from "./wording.ts";

const HTML: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (value: string): string => value.replace(/[&<>"']/g, (sign) => HTML[sign] ?? sign);

export function emailParts(message: Message): { subject: string; text: string; html: string } {
  const words = wordsOf(message);
  const title = oneLine(message.title);
  const lines = message.lines.map(({ label, value }) => [oneLine(label), cutBytes(oneLine(value), 2000)] as const);
  const link = safeLink(message.link);
  const text = [
    title,
    "",
    ...lines.map(([label, value]) => `${label}: ${value}`),
    ...(link === null ? [] : ["", link]),
    "",
    `# ${message.id}`,
  ];
  const rows = lines
    .map(
      ([label, value]) =>
        `<tr><td style="padding:2px 12px 2px 0;color:#666">${escapeHtml(label)}</td><td>${escapeHtml(value)}</td></tr>`,
    )
    .join("");
  const button = link === null ? "" : `<p><a href="${escapeHtml(link)}">${words.open}</a></p>`;
  const html = `<!doctype html><html lang="${languageOf(message)}"><body style="font-family:sans-serif"><h3>${escapeHtml(title)}</h3><table>${rows}</table>${button}<p style="color:#999"># ${escapeHtml(message.id)}</p></body></html>`;
  return { subject: cutBytes(words.mark[message.level] + title, 200), text: text.join("\n"), html };
}
