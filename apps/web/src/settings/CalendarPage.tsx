import { LANGUAGES, type Language, type QuietSettings, type WorkingCalendar } from "@switchyard/orders";
import { Link } from "@tanstack/react-router";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../shell/workspace.ts";
import { QuietHoursCard } from "./QuietHoursCard.tsx";
import styles from "./Settings.module.css";
import { SettingsPage } from "./SettingsPage.tsx";
import { settingsOf, type WorkspaceChange } from "./settings-api.ts";
import { WeekHours } from "./WeekHours.tsx";
import { YearView } from "./YearView.tsx";

interface Draft {
  zone: string;
  currency: string;
  language: Language;
  calendar: WorkingCalendar;
  quietHours?: QuietSettings;
}
const CURRENCIES = [
  "CNY",
  "USD",
  "EUR",
  "GBP",
  "JPY",
  "HKD",
  "TWD",
  "KRW",
  "SGD",
  "MYR",
  "THB",
  "VND",
  "IDR",
  "PHP",
  "AUD",
  "CAD",
  "BRL",
  "MXN",
];

export function CalendarPage() {
  const { t } = useTranslation();
  const zones = Intl.supportedValuesOf("timeZone");
  return (
    <SettingsPage<Draft>
      title={t("settings.calendar")}
      hint={t("setup.calendarHint")}
      read={(workspace) => {
        const { zone, currency, language = "zh-CN", calendar, quietHours } = settingsOf(workspace);
        return { zone, currency, language, calendar, ...(quietHours === undefined ? {} : { quietHours }) };
      }}
      write={({ quietHours, ...draft }): WorkspaceChange => ({
        ...draft,
        ...(quietHours === undefined ? {} : { quiet_hours: quietHours }),
      })}
    >
      {(draft, change, error) => (
        <div className={styles.two}>
          <div className={styles.page}>
            <section className={styles.card}>
              <h2>{t("setup.clock")}</h2>
              <p>{t("setup.clockHint")}</p>
              <div className={styles.fields}>
                <div>
                  <label htmlFor="zone">{t("setup.zone")}</label>
                  <Select
                    id="zone"
                    showSearch
                    value={draft.zone}
                    options={[...new Set([draft.zone, "UTC", ...zones])].map((value) => ({ value, label: value }))}
                    onChange={(zone) => change({ ...draft, zone })}
                  />
                </div>
                <div>
                  <label htmlFor="currency">{t("setup.currency")}</label>
                  <Select
                    id="currency"
                    showSearch
                    value={draft.currency}
                    options={[...new Set([draft.currency, ...CURRENCIES])].map((value) => ({ value, label: value }))}
                    onChange={(currency) => change({ ...draft, currency })}
                  />
                </div>
              </div>
            </section>
            <OutgoingLanguage value={draft.language} onChange={(language) => change({ ...draft, language })} />
            <WeekHours
              week={draft.calendar.week}
              error={error}
              onChange={(week) => change({ ...draft, calendar: { ...draft.calendar, week } })}
            />
            <QuietHoursCard
              value={draft.quietHours}
              error={error}
              onChange={(quietHours) => change({ ...draft, quietHours })}
            />
          </div>
          <YearView calendar={draft.calendar} onChange={(calendar) => change({ ...draft, calendar })} />
        </div>
      )}
    </SettingsPage>
  );
}

/** Of what goes out. Whoever changes it is told of what cannot follow: the texts of SMS templates stand with the vendor. */
function OutgoingLanguage({ value, onChange }: { value: Language; onChange: (language: Language) => void }) {
  const { t } = useTranslation();
  const known = useWorkspace();
  const saved = known === undefined ? value : (settingsOf(known).language ?? "zh-CN");
  return (
    <section className={styles.card}>
      <h2>{t("setup.outgoing.title")}</h2>
      <p>{t("setup.outgoing.hint")}</p>
      <Select
        className={styles.outgoing ?? ""}
        aria-label={t("setup.outgoing.title")}
        data-testid="outgoing-language"
        value={value}
        options={LANGUAGES.map((one) => ({ value: one, label: t(`setup.outgoing.${one}`) }))}
        onChange={onChange}
      />
      {value === saved ? null : (
        <p role="status" className={styles.last}>
          {t("setup.outgoing.sms")} <Link to="/settings/channels">{t("setup.outgoing.channels")}</Link>
        </p>
      )}
    </section>
  );
}
