/** One page for paper: a day's figures beside those of its period. */
import { ArrowLeftOutlined, PrinterOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import styles from "./Figures.module.css";
import { type Figures, figureKeys, figuresApi } from "./figures-api.ts";
import { lateSteps } from "./late-steps.ts";
import { useFigureWords } from "./use-figure-words.ts";

interface FigureReportProps {
  figures: Figures;
  period: string;
  day: string;
  onDay: (day: string) => void;
  onLeave: () => void;
}

export function FigureReport({ figures: { items, days, at }, period, day, onDay, onLeave }: FigureReportProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFigureWords();
  const workspace = useWorkspace();
  const [first, last] = [days[0] ?? day, days.at(-1) ?? day];
  return (
    <>
      <div className={styles.bar}>
        <Button icon={<ArrowLeftOutlined aria-hidden />} onClick={onLeave}>
          {t("figures.back")}
        </Button>
        <Select
          aria-label={t("figures.report.day")}
          value={day}
          options={days.toReversed().map((one) => ({ value: one, label: one }))}
          onChange={onDay}
        />
        <Button type="primary" icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
          {t("figures.report.print")}
        </Button>
      </div>
      <article className={styles.report} data-testid="figure-report">
        <h2>{t("figures.report.heading", { day })}</h2>
        <p>{workspace?.name}</p>
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t("figures.column.figure")}</th>
              <th data-number>{day}</th>
              <th data-number>{t("figures.column.counts")}</th>
              <th data-number>{t("figures.column.unjudged")}</th>
              <th data-number>{t("figures.report.span", { first, last })}</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ id, name, unit, value, is_good: isGood, days: each, problems }) => {
              const own = each.find((one) => one.day === day);
              const counts =
                own === undefined || own.of === 0
                  ? t("state.none")
                  : unit === "percent"
                    ? t("figures.share", { yes: format.number(own.yes), of: format.number(own.of) })
                    : format.number(own.of);
              return (
                <tr key={id}>
                  <td>{format.text(name)}</td>
                  <td data-number>
                    <b>{problems.length > 0 ? t("state.none") : words.value(own?.value ?? null, unit)}</b>
                  </td>
                  <td data-number>{counts}</td>
                  <td data-number>
                    {own === undefined || own.unjudged === 0 ? t("state.none") : format.number(own.unjudged)}
                  </td>
                  <td data-number>
                    {problems.length > 0 ? t("state.none") : words.value(value, unit)}{" "}
                    {isGood === false ? t("figures.report.bad") : ""}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        <LateSteps period={period} day={day} />
        <p>{t("figures.report.foot", { at: format.exact(at) })}</p>
      </article>
    </>
  );
}

/** Where the orders that came late that day had stayed longest. */
function LateSteps({ period, day }: { period: string; day: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFigureWords();
  const query = { period, by: "step", day };
  const { data, isError } = useQuery({
    queryKey: figureKeys.parts(query),
    queryFn: ({ signal }) => figuresApi.parts(query, signal),
    staleTime: 20_000,
  });
  if (isError) return <p role="alert">{t("figures.report.lateFailed")}</p>;
  const steps = data === undefined ? null : lateSteps(data);
  if (steps === null) return null;
  return (
    <section data-testid="late-steps">
      <h3>{t("figures.report.late")}</h3>
      {steps.length === 0 ? <p>{t("figures.report.noneLate")}</p> : null}
      <ol>
        {steps.map(({ name, late }) => (
          <li key={name === null ? "" : name.zh}>
            {t("figures.report.lateAt", {
              step: name === null ? words.noPart("step") : format.text(name),
              n: format.number(late),
            })}
          </li>
        ))}
      </ol>
    </section>
  );
}
