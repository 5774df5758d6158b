import type { QuietSettings, WorkingCalendar } from "@switchyard/orders";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { QuietHoursCard } from "./QuietHoursCard.tsx";
import styles from "./Settings.module.css";
import { SettingsPage } from "./SettingsPage.tsx";
import { settingsOf, type WorkspaceChange } from "./settings-api.ts";
import { WeekHours } from "./WeekHours.tsx";
import { YearView } from "./YearView.tsx";

interface Draft {
  zone: string;
  currency: string;
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
        const { zone, currency, calendar, quietHours } = settingsOf(workspace);
        return { zone, currency, calendar, ...(quietHours === undefined ? {} : { quietHours }) };
      }}
      write={({ quietHours, ...draft }): WorkspaceChange => ({
        ...draft,
        ...(quietHours === undefined ? {} : { quiet_hours: quietHours }),
      })}
    >
      {({ zone, currency, calendar, ...rest }, change, error) => (
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
                    value={zone}
                    options={[...new Set([zone, "UTC", ...zones])].map((value) => ({ value, label: value }))}
                    onChange={(next) => change({ ...rest, zone: next, currency, calendar })}
                  />
                </div>
                <div>
                  <label htmlFor="currency">{t("setup.currency")}</label>
                  <Select
                    id="currency"
                    showSearch
                    value={currency}
                    options={[...new Set([currency, ...CURRENCIES])].map((value) => ({ value, label: value }))}
                    onChange={(next) => change({ ...rest, zone, currency: next, calendar })}
                  />
                </div>
              </div>
            </section>
            <WeekHours
              week={calendar.week}
              error={error}
              onChange={(week) => change({ ...rest, zone, currency, calendar: { ...calendar, week } })}
            />
            <QuietHoursCard
              value={rest.quietHours}
              error={error}
              onChange={(quietHours) => change({ zone, currency, calendar, quietHours })}
            />
          </div>
          <YearView calendar={calendar} onChange={(next) => change({ ...rest, zone, currency, calendar: next })} />
        </div>
      )}
    </SettingsPage>
  );
}
