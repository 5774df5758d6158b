/** What the inbox says, in the reader's own words; what people wrote stands as they wrote it. */
import type { TFunction } from "i18next";
import type { Format } from "../words/format.ts";
import type { InboxView } from "./channels-api.ts";

interface Words {
  t: TFunction;
  format: Pick<Format, "text">;
}

/** A code that this page does not know has its plain title. */
export function titleOf({ title, said }: Pick<InboxView, "title" | "said">, { t, format }: Words): string {
  if (said === null) return title;
  const { text = "", zh = text, en = zh } = said.values;
  return t(`inbox.said.${said.code}`, { ...said.values, what: format.text({ zh, en }), defaultValue: title });
}
export function linesOf({ lines }: Pick<InboxView, "lines">, { t }: Words): string[] {
  return lines.map(({ label, value, code }) => {
    const said = code === undefined ? label : t(`inbox.line.${code}`, { defaultValue: label });
    return [said, value].filter(Boolean).join(" ");
  });
}
