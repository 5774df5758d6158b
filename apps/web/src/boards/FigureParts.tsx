/** The figures of a period part by part, for the screen and for paper: who or what is behind a value that is off its target. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Figures.module.css";
import { figureKeys, figuresApi } from "./figures-api.ts";
import { PartsTable } from "./PartsTable.tsx";
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
  if (parts.data === undefined) return <Loading label={t("figures.counting")} slow={t("figures.countsLong")} />;
  if (parts.data.rows.length === 0) return <Empty title={t("figures.quiet")} hint={t("figures.parts.quietHint")} />;
  return (
    <article className={styles.report} data-wide aria-busy={parts.isPlaceholderData}>
      <PartsTable
        parts={{ ...parts.data, by }}
        caption={t("figures.parts.caption", { by: words.partInside(by), at: format.dateTime(parts.data.at) })}
      />
    </article>
  );
}
