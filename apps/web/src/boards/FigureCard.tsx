import { CheckCircleOutlined, EditOutlined, ExclamationCircleOutlined } from "@ant-design/icons";
import { isHappened } from "@switchyard/flow";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { May } from "../shell/May.tsx";
import { useFormat } from "../shell/workspace.ts";
import { DayLine } from "./DayLine.tsx";
import styles from "./Figures.module.css";
import { definitionOf, type FigureView } from "./figures-api.ts";
import { useFigureWords } from "./use-figure-words.ts";

interface FigureCardProps {
  figure: FigureView;
  /** Absent: the orders behind it are not to be opened here. */
  onOrders?: ((is?: "missing") => void) | undefined;
  /** Null: whoever looks may not know how it is defined. */
  onEdit?: (() => void) | null;
}

export function FigureCard({ figure, onOrders, onEdit = null }: FigureCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = format.text(figure.name);
  return (
    <li className={styles.card} data-testid={`figure-${figure.id}`}>
      <h2>
        {name}
        {onEdit === null ? null : (
          <May permission="flows.publish">
            <Button
              type="text"
              size="small"
              icon={<EditOutlined aria-hidden />}
              aria-label={t("figures.edit", { name })}
              title={t("figures.edit", { name })}
              onClick={onEdit}
            />
          </May>
        )}
      </h2>
      {figure.problems.length > 0 ? (
        <p className={styles.wrong} role="alert">
          {t("figures.cannot")}
          {figure.problems.map(({ message }) => format.text(message)).join(t("state.and"))}
        </p>
      ) : (
        <Told figure={figure} onOrders={onOrders} />
      )}
    </li>
  );
}

function Told({ figure, onOrders }: Pick<FigureCardProps, "figure" | "onOrders">) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFigureWords();
  const definition = definitionOf(figure);
  const { value, unit, of, unjudged, missing, is_good: isGood } = figure;
  const counts = words.counts(figure, definition !== null && isHappened(definition));
  return (
    <>
      <p className={styles.value} data-empty={value === null || undefined} data-good={isGood ?? undefined}>
        {value === null && unjudged > 0 ? t("figures.noneJudged") : words.value(value, unit)}
        {isGood === null ? null : isGood ? (
          <CheckCircleOutlined role="img" aria-label={t("figures.good")} title={t("figures.good")} />
        ) : (
          <ExclamationCircleOutlined role="img" aria-label={t("figures.bad")} title={t("figures.bad")} />
        )}
      </p>
      <DayLine figure={figure} />
      <p className={styles.counts}>
        {of + unjudged === 0 ? (
          <span>{t("figures.quiet")}</span>
        ) : (
          <Orders onOpen={onOrders && (() => onOrders())}>{counts}</Orders>
        )}
        <Bound figure={figure} />
      </p>
      {unjudged === 0 ? null : (
        <p className={styles.unjudged}>
          <Orders onOpen={onOrders && (() => onOrders("missing"))}>
            {t("figures.unjudged", { count: format.number(unjudged) })}
          </Orders>
          {missing.length === 0
            ? t("figures.backwards")
            : t("figures.lacks", {
                facts: missing
                  .slice(0, 3)
                  .map(({ fact }) => words.fact(fact))
                  .join(t("state.comma")),
              })}
        </p>
      )}
    </>
  );
}

function Orders({ onOpen, children }: { onOpen: (() => void) | undefined; children: ReactNode }) {
  if (onOpen === undefined) return <span>{children}</span>;
  return (
    <button type="button" className={styles.link} onClick={onOpen}>
      {children}
    </button>
  );
}

function Bound({ figure }: { figure: FigureView }) {
  const { t } = useTranslation();
  const words = useFigureWords();
  const good = definitionOf(figure)?.good;
  if (good === undefined) return null;
  return <span>{t(`figures.bound.${good.at}`, { value: words.value(good.value, figure.unit) })}</span>;
}
