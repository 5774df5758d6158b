import { useTranslation } from "react-i18next";
import type { ReplaySummary } from "../replays/replays-api.ts";

export type Run = Pick<ReplaySummary, "version" | "revision" | "against">;

export function useVersionName(): (version: string, revision?: number | null) => string {
  const { t } = useTranslation();
  return (version, revision = null) => {
    if (version === "live") return t("runs.live");
    if (version !== "draft") return `v${version}`;
    return revision === null ? t("runs.draft") : t("runs.draftAt", { revision });
  };
}

/** Which versions a replay ran, in words: `草稿（第 3 次保存） 对比 线上`. */
export function useVersionsText(): (run: Run) => string {
  const { t } = useTranslation();
  const name = useVersionName();
  return ({ version, revision, against }) => {
    const tried = name(version, revision);
    return against === null ? tried : t("runs.beside", { tried, against: name(against) });
  };
}
