/** The frame of the boards: their tabs, and below them the board whose address is open. */
import { Link, Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Screen } from "../shell/Screen.tsx";
import styles from "./Boards.module.css";
import { BOARDS } from "./boards.ts";

export function BoardsPage() {
  const { t } = useTranslation();
  return (
    <Screen
      bare
      title={t("boards.title")}
      hint={t("boards.hint")}
      filters={
        <nav aria-label={t("boards.tabs")} className={styles.tabs}>
          {BOARDS.map(({ to, word }) => (
            <Link
              key={to}
              to={to}
              className={styles.tab ?? ""}
              activeOptions={{ exact: true, includeSearch: false }}
              activeProps={{ className: styles.tabOn ?? "" }}
            >
              {t(word)}
            </Link>
          ))}
        </nav>
      }
    >
      <Outlet />
    </Screen>
  );
}
