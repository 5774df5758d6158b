import { useTranslation } from "react-i18next";
import { type Run, useVersionName } from "./use-versions-text.ts";

/** The two sides as headings: `对照：线上`, `回放：草稿`. */
export function useSideNames(): (run: Run) => Record<"tried" | "against" | "before" | "after", string> {
  const { t } = useTranslation();
  const name = useVersionName();
  return (run) => {
    const tried = name(run.version);
    const against = run.against === null ? "" : name(run.against);
    const [before, after] = [t("differences.before", { version: against }), t("differences.after", { version: tried })];
    return { tried, against, before, after };
  };
}
