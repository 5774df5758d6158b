/** A journal entry in words. What has no words yet is shown by its type, never hidden. */
import { useTranslation } from "react-i18next";
import type { TimelineEntry } from "../shell/wire.ts";

const text = (data: unknown, name: string): string => {
  if (typeof data !== "object" || data === null) return "";
  const value: unknown = (data as Record<string, unknown>)[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

export function useEntryText(): (entry: TimelineEntry) => { title: string; detail: string } {
  const { t, i18n } = useTranslation();
  return ({ type, data, actor }) => {
    const key = `entry.${type.replaceAll(".", "_")}`;
    const title = i18n.exists(key) ? i18n.t(key as "entry.other", { type }) : t("entry.other", { type });
    const detail = ["destination_name", "destination", "tag", "text", "reason", "flow_name"]
      .map((name) => text(data, name))
      .filter(Boolean)
      .join(" · ");
    return { title, detail: [detail, actor ?? ""].filter(Boolean).join(" · ") };
  };
}
