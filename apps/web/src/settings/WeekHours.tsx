/** The weekly pattern: hours of each weekday; none is a day off. */
import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import type { WorkingHours } from "@switchyard/orders";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { problemAt } from "../shell/request.ts";
import { TimeField } from "../shell/TimeField.tsx";
import { useFormat } from "../shell/workspace.ts";
import { replaced, without } from "./rows.ts";
import styles from "./Settings.module.css";

interface WeekHoursProps {
  week: WorkingHours[][];
  error: unknown;
  /** Where the week stands in what is sent. */
  pointer?: string;
  onChange: (week: WorkingHours[][]) => void;
}
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
/** A second span begins after the first, as a lunch break makes it. */
const nextSpan = (spans: readonly WorkingHours[]): WorkingHours => {
  const last = spans.at(-1);
  return last === undefined ? { start: "09:00", end: "18:00" } : { start: last.end, end: "24:00" };
};

export function WeekHours({ week, error, pointer = "/calendar/week", onChange }: WeekHoursProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section className={styles.card}>
      <h2>{t("setup.week")}</h2>
      <p>{t("setup.weekHint")}</p>
      <table className={styles.table} data-testid="week">
        <tbody>
          {WEEKDAYS.map((name, day) => {
            const spans = week[day] ?? [];
            const set = (next: WorkingHours[]) => onChange(replaced(week, day, next));
            const problem = problemAt(error, `${pointer}/${day}`);
            return (
              <tr key={name}>
                <td className={styles.weekday}>{t(`setup.day.${name}`)}</td>
                <td>
                  <div className={styles.hours}>
                    {spans.length === 0 ? <span className="quiet">{t("setup.dayOff")}</span> : null}
                    {spans.map(({ start, end }, place) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: spans have no name but their place
                      <span key={place} className={styles.hours}>
                        <TimeField
                          label={t("setup.from", { day: t(`setup.day.${name}`) })}
                          value={start}
                          onChange={(value) => set(replaced(spans, place, { start: value, end }))}
                        />
                        –
                        <TimeField
                          label={t("setup.to", { day: t(`setup.day.${name}`) })}
                          value={end}
                          onChange={(value) => set(replaced(spans, place, { start, end: value }))}
                        />
                        <Button
                          type="text"
                          size="small"
                          icon={<CloseOutlined aria-hidden />}
                          aria-label={t("setup.removeSpan", { day: t(`setup.day.${name}`) })}
                          onClick={() => set(without(spans, place))}
                        />
                      </span>
                    ))}
                    <Button
                      type="text"
                      size="small"
                      icon={<PlusOutlined aria-hidden />}
                      aria-label={t("setup.addSpan", { day: t(`setup.day.${name}`) })}
                      disabled={spans.length >= 6 || spans.at(-1)?.end === "24:00"}
                      onClick={() => set([...spans, nextSpan(spans)])}
                    />
                  </div>
                  {problem ? <p className={styles.wrong}>{format.text(problem)}</p> : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
