/** A year of days: a click turns a worked day into a holiday and a day off into a make-up day, and back. */
import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { calendarDate, type WorkingCalendar } from "@switchyard/orders";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat, useZone } from "../shell/workspace.ts";
import { type Day, monthDays, named, toggled } from "./calendar-days.ts";
import styles from "./Settings.module.css";

interface YearViewProps {
  calendar: WorkingCalendar;
  onChange: (calendar: WorkingCalendar) => void;
}
const MONTHS = Array.from({ length: 12 }, (_, month) => month);
const LEGEND = ["off", "holiday", "workday"] as const;

export function YearView({ calendar, onChange }: YearViewProps) {
  const { t } = useTranslation();
  const today = calendarDate(Date.now(), useZone());
  const [year, setYear] = useState(() => Number(today.slice(0, 4)));
  /** The date that was turned last: it can be given a name. */
  const [last, setLast] = useState<string | null>(null);
  const days = MONTHS.map((month) => monthDays(calendar, year, month));
  const chosen = days.flat().find((day) => day?.date === last && (day.kind === "holiday" || day.kind === "workday"));
  function turn(day: Day) {
    setLast(day.date);
    onChange(toggled(calendar, day));
  }
  return (
    <section className={styles.card}>
      <div className={styles.yearHead}>
        <Button
          type="text"
          icon={<LeftOutlined aria-hidden />}
          aria-label={t("setup.yearBefore")}
          onClick={() => setYear(year - 1)}
        />
        <h2>{year}</h2>
        <Button
          type="text"
          icon={<RightOutlined aria-hidden />}
          aria-label={t("setup.yearAfter")}
          onClick={() => setYear(year + 1)}
        />
        <span className={styles.legend}>
          {LEGEND.map((kind) => (
            <span key={kind}>
              <i data-kind={kind} aria-hidden />
              {t(`setup.dayKind.${kind}`)}
            </span>
          ))}
        </span>
      </div>
      <p>{t("setup.yearHint")}</p>
      {chosen ? (
        <Input
          className={styles.add ?? ""}
          style={{ marginBottom: 12, maxWidth: 420 }}
          prefix={<span className="quiet">{`${chosen.date} ${t(`setup.dayKind.${chosen.kind}`)}`}</span>}
          placeholder={t("setup.dayName")}
          aria-label={t("setup.dayName")}
          maxLength={60}
          value={chosen.name}
          onChange={(event) => onChange(named(calendar, chosen.date, event.target.value))}
        />
      ) : null}
      <div className={styles.months} data-testid="year">
        {MONTHS.map((month) => (
          <Month key={month} year={year} month={month} days={days[month] ?? []} today={today} onTurn={turn} />
        ))}
      </div>
    </section>
  );
}

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

interface MonthProps {
  year: number;
  month: number;
  days: readonly (Day | null)[];
  /** In the workspace's zone. */
  today: string;
  onTurn: (day: Day) => void;
}
function Month({ year, month, days, today, onTurn }: MonthProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const name = new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" }).format(Date.UTC(year, month, 1));
  return (
    <div className={styles.month}>
      <h3>{name}</h3>
      <div className={styles.days}>
        {WEEKDAYS.map((day) => (
          <span key={day}>{t(`setup.dayShort.${day}`)}</span>
        ))}
        {days.map((day, place) =>
          day === null ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: an empty place before the first of the month
            <span key={`empty ${place}`} />
          ) : (
            <button
              key={day.date}
              type="button"
              className={styles.day}
              data-kind={day.kind}
              data-date={day.date}
              title={[day.name, t(`setup.dayKind.${day.kind}`)].filter(Boolean).join(" · ")}
              aria-label={`${Number(day.date.slice(8))} \u00b7 ${day.date} ${day.name} ${t(`setup.dayKind.${day.kind}`)}`}
              aria-current={day.date === today ? "date" : undefined}
              aria-pressed={day.kind === "holiday" || day.kind === "workday"}
              onClick={() => onTurn(day)}
            >
              {Number(day.date.slice(8))}
            </button>
          ),
        )}
      </div>
    </div>
  );
}
