/** The promised date moved: from when to when, why, what there is to choose from, and what is made good. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useFailureText } from "../shell/states.tsx";
import type { Format } from "../words/format.ts";
import styles from "./Tracking.module.css";
import type { TrackedOrder } from "./tracking-api.ts";
import { useAnswer } from "./use-answer.ts";

interface MovedDateProps {
  token: string;
  order: string;
  move: NonNullable<TrackedOrder["move"]>;
  format: Format;
  /** Below the page's title, or below the order's. */
  heading: "h2" | "h3";
}

export function MovedDate({ token, order, move, format, heading: Heading }: MovedDateProps) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const answer = useAnswer(token);
  const day = ({ due_date, due_at }: (typeof move)["from"]) =>
    due_date ?? (due_at === null ? t("tracking.noDate") : format.dateTime(due_at));
  return (
    <section className={styles.move} data-testid="move" aria-label={t("tracking.moved")}>
      <Heading>{t("tracking.moved")}</Heading>
      <p>
        <s>{day(move.from)}</s> → <b>{day(move.to)}</b> <small>{format.dateTime(move.at)}</small>
      </p>
      {move.explanation === "" ? null : <p>{move.explanation}</p>}
      {move.compensation === "" ? null : <p>{t("tracking.compensation", { what: move.compensation })}</p>}
      {move.choice === null ? null : <p role="status">{t("tracking.chosen", { what: move.choice })}</p>}
      {move.options.length === 0 || move.choice !== null ? null : (
        <>
          <p>{t("tracking.choose")}</p>
          <div className={styles.options}>
            {move.options.map((choice) => (
              <Button key={choice} disabled={answer.isPending} onClick={() => answer.mutate({ order, choice })}>
                {choice}
              </Button>
            ))}
          </div>
        </>
      )}
      {answer.isError ? <p role="alert">{failureText(answer.error).title}</p> : null}
    </section>
  );
}
