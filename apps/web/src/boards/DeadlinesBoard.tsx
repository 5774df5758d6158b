import { useTranslation } from "react-i18next";
import { Empty } from "../shell/states.tsx";

/** Deadlines that run, the nearest first. */
export function DeadlinesBoard() {
  const { t } = useTranslation();
  return <Empty title={t("boards.tab.deadlines")} />;
}
