import { useTranslation } from "react-i18next";
import type { ReplaySummary } from "../shell/wire.ts";

/** Which versions a replay ran, in words: `草稿 r3 对比 线上`. */
export function useVersionsText(): (run: Pick<ReplaySummary, "version" | "revision" | "against">) => string {
  const { t } = useTranslation();
  const name = (version: string, revision: number | null = null) => {
    if (version === "live") return t("runs.live");
    if (version !== "draft") return `v${version}`;
    return revision === null ? t("runs.draft") : t("runs.draftAt", { revision });
  };
  return ({ version, revision, against }) => {
    const tried = name(version, revision);
    return against === null ? tried : t("runs.beside", { tried, against: name(against) });
  };
}
