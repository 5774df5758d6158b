import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import styles from "./Channels.module.css";

const PARTS = [
  { to: "/settings/destinations", word: "setup.destinations" },
  { to: "/settings/brands", word: "setup.brands" },
  { to: "/settings/people", word: "setup.people" },
  { to: "/settings/calendar", word: "setup.calendar" },
  { to: "/settings/fields", word: "setup.fields" },
  { to: "/settings/channels", word: "settings.channels" },
  { to: "/settings/contacts", word: "settings.contacts" },
  { to: "/settings/outbox", word: "settings.outbox" },
  { to: "/settings/members", word: "people.members" },
  { to: "/settings/group", word: "group.title" },
  { to: "/settings/keys", word: "apiKeys.title" },
  { to: "/settings/journal", word: "journal.title" },
] as const;

export function SettingsTabs() {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("settings.sections")} className={styles.tabs}>
      {PARTS.map(({ to, word }) => (
        <Link key={to} to={to} className={styles.tab ?? ""} activeProps={{ className: styles.tabOn ?? "" }}>
          {t(word)}
        </Link>
      ))}
    </nav>
  );
}
