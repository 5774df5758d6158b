import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { May } from "../people/May.tsx";
import { SETTINGS } from "../shell/screens.ts";
import styles from "./Channels.module.css";

export function SettingsTabs() {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("settings.sections")} className={styles.tabs}>
      {SETTINGS.map(({ to, word, needs }) => (
        <May key={to} permission={needs}>
          <Link to={to} className={styles.tab ?? ""} activeProps={{ className: styles.tabOn ?? "" }}>
            {t(word)}
          </Link>
        </May>
      ))}
    </nav>
  );
}
