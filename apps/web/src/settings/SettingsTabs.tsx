import { Link, useRouterState } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { May } from "../shell/May.tsx";
import { needOf } from "../shell/screens.ts";
import { useOpenEntry } from "../shell/use-open-entry.ts";
import styles from "./Settings.module.css";

const PARTS = [
  { to: "/settings/destinations", word: "settings.destinations" },
  { to: "/settings/brands", word: "settings.brands" },
  { to: "/settings/people", word: "settings.people" },
  { to: "/settings/calendar", word: "settings.calendar" },
  { to: "/settings/fields", word: "settings.fields" },
  { to: "/settings/customer-page", word: "settings.customerPage" },
  { to: "/settings/channels", word: "settings.channels" },
  { to: "/settings/contacts", word: "settings.contacts" },
  { to: "/settings/outbox", word: "settings.outbox" },
  { to: "/settings/members", word: "settings.members" },
  { to: "/settings/group", word: "settings.group" },
  { to: "/settings/keys", word: "settings.keys" },
  { to: "/settings/journal", word: "settings.journal" },
  { to: "/settings/backups", word: "settings.backups" },
] as const;

export function SettingsTabs() {
  const { t } = useTranslation();
  const menu = useOpenEntry(useRouterState({ select: ({ location }) => location.pathname }));
  return (
    <nav ref={menu} aria-label={t("settings.sections")} className={styles.tabs}>
      {PARTS.map(({ to, word }) => (
        <May key={to} permission={needOf(to)}>
          <Link to={to} className={styles.tab ?? ""} activeProps={{ className: styles.tabOn ?? "" }}>
            {t(word)}
          </Link>
        </May>
      ))}
    </nav>
  );
}
