/** A report as it was made, for the screen and for paper: later news change nothing of it. */
import { ArrowLeftOutlined, PrinterOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Failure, Loading } from "../shell/states.tsx";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import figureStyles from "./Figures.module.css";
import { KeptParts } from "./KeptParts.tsx";
import { type KeptReportView, reportKeys, reportsApi } from "./reports-api.ts";
import { SentText } from "./SentText.tsx";
import { useFigureWords } from "./use-figure-words.ts";

export function KeptReport({ id, onLeave }: { id: string; onLeave: () => void }) {
  const { t } = useTranslation();
  const report = useQuery({ queryKey: reportKeys.one(id), queryFn: ({ signal }) => reportsApi.get(id, signal) });
  return (
    <>
      <div className={figureStyles.bar}>
        <Button icon={<ArrowLeftOutlined aria-hidden />} onClick={onLeave}>
          {t("reports.back")}
        </Button>
        {report.data === undefined ? null : <SentText sent={report.data.sent} />}
        <span className={figureStyles.spring} />
        <Button type="primary" icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
          {t("figures.report.print")}
        </Button>
      </div>
      {report.isPending ? <Loading /> : null}
      {report.isError ? <Failure of={report} /> : null}
      {report.data === undefined ? null : <Page report={report.data} />}
    </>
  );
}

function Page({ report: { name, at, body } }: { report: KeptReportView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const goods = new Map(body.figures.flatMap(({ id, good }) => (good === null ? [] : [[id, good.value] as const])));
  const days = body.from === body.to ? body.to : t("figures.report.span", { first: body.from, last: body.to });
  return (
    <article className={figureStyles.report} data-testid="kept-report">
      <h2>
        {name} {days}
      </h2>
      <p>{workspace?.name}</p>
      <FigureRows figures={body.figures} />
      <Late late={body.late} />
      {body.parts === null ? null : <KeptParts parts={body.parts} goods={goods} />}
      <p>{t("reports.foot", { at: format.exact(at) })}</p>
    </article>
  );
}

function FigureRows({ figures }: Pick<KeptReportView["body"], "figures">) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFigureWords();
  return (
    <div className={figureStyles.parts}>
      <table className={figureStyles.table}>
        <thead>
          <tr>
            <th>{t("figures.column.figure")}</th>
            <th data-number>{t("reports.value")}</th>
            <th data-number>{t("figures.column.counts")}</th>
            <th data-number>{t("figures.column.unjudged")}</th>
            <th data-number>{t("reports.target")}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map(({ id, name, unit, value, is_good: isGood, yes, of, unjudged, good }) => (
            <tr key={id}>
              <td>{format.text(name)}</td>
              <td data-number data-good={isGood ?? undefined}>
                <b>{words.value(value, unit)}</b> {isGood === false ? t("figures.bad") : ""}
              </td>
              <td data-number>
                {of === 0
                  ? t("state.none")
                  : unit === "percent"
                    ? t("figures.share", { yes: format.number(yes), of: format.number(of) })
                    : format.number(of)}
              </td>
              <td data-number>{unjudged === 0 ? t("state.none") : format.number(unjudged)}</td>
              <td data-number>
                {good === null
                  ? t("state.none")
                  : t(`reports.bound.${good.at}`, { value: t(`figures.value.${unit}`, { value: String(good.value) }) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Late({ late }: Pick<KeptReportView["body"], "late">) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFigureWords();
  if (late === null) return null;
  return (
    <section>
      <h3>{t("reports.late")}</h3>
      {late.length === 0 ? <p>{t("reports.noneLate")}</p> : null}
      <ol>
        {late.map(({ step, orders }) => (
          <li key={step?.zh ?? ""}>
            {t("figures.report.lateAt", {
              step: step === null ? words.noPart("step") : format.text(step),
              n: format.number(orders),
            })}
          </li>
        ))}
      </ol>
    </section>
  );
}
