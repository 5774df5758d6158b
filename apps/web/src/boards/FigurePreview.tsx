/** What a figure would be over the last seven days: asked for by a button, so that no half-written condition is counted. */
import { type Figure, isHappened } from "@switchyard/flow";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure, Loading } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import { DayLine } from "./DayLine.tsx";
import styles from "./Figures.module.css";
import { figureKeys, figuresApi } from "./figures-api.ts";
import { useFigureWords } from "./use-figure-words.ts";

export function FigurePreview({ figure }: { figure: Figure }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFigureWords();
  const [asked, setAsked] = useState<Figure | null>(null);
  const named = { ...figure, name: { zh: figure.name.zh || figure.id, en: figure.name.en || figure.id } };
  const preview = useQuery({
    queryKey: figureKeys.preview(asked ?? named),
    queryFn: ({ signal }) => figuresApi.preview(asked ?? named, signal),
    enabled: asked !== null,
    retry: false,
  });
  const isOld = asked !== null && JSON.stringify(asked) !== JSON.stringify(named);
  return (
    <section className={styles.panel} aria-label={t("figures.preview")} aria-live="polite">
      <h2>{t("figures.preview")}</h2>
      <Button onClick={() => setAsked(named)} disabled={asked !== null && !isOld && preview.isSuccess}>
        {t("figures.try")}
      </Button>
      {asked === null ? (
        <p className={styles.quiet}>{t("figures.tryHint")}</p>
      ) : preview.isPending ? (
        <Loading label={t("figures.counting")} slow={t("figures.countsLong")} />
      ) : preview.isError ? (
        <Failure error={preview.error} />
      ) : (
        <>
          <p
            className={styles.value}
            data-empty={preview.data.value === null || undefined}
            data-good={preview.data.is_good ?? undefined}
            data-testid="figure-preview"
          >
            {words.value(preview.data.value, preview.data.unit)}
          </p>
          <DayLine figure={preview.data} />
          <p className={styles.quiet}>
            {words.counts(preview.data, isHappened(figure))}{" "}
            {preview.data.unjudged > 0 ? t("figures.unjudged", { count: format.number(preview.data.unjudged) }) : ""}
          </p>
          {isOld ? <p className={styles.unjudged}>{t("figures.isOld")}</p> : null}
        </>
      )}
    </section>
  );
}
