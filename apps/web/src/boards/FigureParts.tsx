/** The figures of a period part by part, for the screen and for paper: who or what is behind a value that is off its target. */
import { ExclamationCircleOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Figures.module.css";
import { type FigureView, figureKeys, figuresApi } from "./figures-api.ts";
import { useFigureWords } from "./use-figure-words.ts";

export function FigureParts({ period, by }: { period: string; by: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFigureWords();
  const query = { period, by };
  const parts = useQuery({
    queryKey: figureKeys.parts(query),
    queryFn: ({ signal }) => figuresApi.parts(query, signal),
    placeholderData: keepPreviousData,
    staleTime: 20_000,
  });
  if (parts.isError && parts.data === undefined)
    return <Failure error={parts.error} onRetry={() => void parts.refetch()} />;
  if (parts.data === undefined) return <Loading label={t("figures.counting")} />;
  const { figures, rows, others } = parts.data;
  if (rows.length === 0) return <Empty title={t("figures.quiet")} hint={t("figures.parts.quietHint")} />;
  return (
    <article className={styles.report} data-wide aria-busy={parts.isPlaceholderData}>
      <div className={styles.parts}>
        <table className={styles.table} data-testid="figure-parts">
          <caption>
            {t("figures.parts.caption", { by: words.partInside(by), at: format.dateTime(parts.data.at) })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{words.part(by)}</th>
              <th scope="col" data-number>
                {t("figures.column.counts")}
              </th>
              {figures.map(({ id, name }) => (
                <th key={id} scope="col" data-number>
                  {format.text(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id ?? ""}>
                <th scope="row">{row.name === null ? words.noPart(by) : format.text(row.name)}</th>
                <td data-number>{format.number(row.orders)}</td>
                {row.values.map((value, place) => (
                  <Cell key={figures[place]?.id} value={value} unit={figures[place]?.unit ?? "percent"} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {others.rows === 0 ? null : (
        <p className={styles.quiet}>
          {t("figures.parts.others", { rows: format.number(others.rows), orders: format.number(others.orders) })}
        </p>
      )}
    </article>
  );
}

type Parts = Awaited<ReturnType<typeof figuresApi.parts>>;
type Value = Parts["rows"][number]["values"][number];

function Cell({ value: { value, is_good: isGood, yes, of }, unit }: { value: Value; unit: FigureView["unit"] }) {
  const { t } = useTranslation();
  const words = useFigureWords();
  if (value === null) return <td data-number>{t("state.none")}</td>;
  const counts = words.counts({ unit, yes, of });
  return (
    <td data-number data-good={isGood ?? undefined} title={counts}>
      {isGood === false ? (
        <>
          <ExclamationCircleOutlined role="img" aria-label={t("figures.bad")} />{" "}
        </>
      ) : null}
      {words.value(value, unit)}
    </td>
  );
}
