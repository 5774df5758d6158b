/** The orders behind a figure: those it asks for, the others, and those that could not be judged with what they lack. */
import type { JudgedIs } from "@switchyard/flow";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/Dialog.tsx";
import { Failure, Loading } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Figures.module.css";
import { type FigureView, figureKeys, figuresApi } from "./figures-api.ts";
import { useFigureWords } from "./use-figure-words.ts";

const HOUR = 3_600_000;

interface FigureOrdersProps {
  figure: FigureView;
  period: string;
  /** Which are shown first. */
  is?: "missing" | undefined;
  onClose: () => void;
}

export function FigureOrders({ figure, period, is: first, onClose }: FigureOrdersProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { yes, of, unjudged, unit } = figure;
  const [is, setIs] = useState<JudgedIs>(first ?? (yes > 0 ? "yes" : of > 0 ? "no" : "missing"));
  const query = { period, is };
  const orders = useQuery({
    queryKey: figureKeys.orders(figure.id, query),
    queryFn: ({ signal }) => figuresApi.orders(figure.id, query, signal),
  });
  const choice = (value: JudgedIs, count: number) => ({
    value,
    label: t(`figures.is.${value}`, { count: format.number(count) }),
  });
  return (
    <Dialog open footer={null} width={720} title={format.text(figure.name)} onCancel={onClose}>
      <Segmented
        aria-label={t("figures.is.label")}
        value={is}
        options={[
          unit === "percent"
            ? choice("yes", yes)
            : { value: "yes" as const, label: t("figures.is.timed", { count: format.number(yes) }) },
          ...(unit === "percent" ? [choice("no", of - yes)] : []),
          choice("missing", unjudged),
        ]}
        onChange={setIs}
      />
      <div className={styles.behind}>
        {orders.isPending ? (
          <Loading />
        ) : orders.isError ? (
          <Failure of={orders} />
        ) : (
          <OrderList {...orders.data} is={is} />
        )}
      </div>
    </Dialog>
  );
}

type Behind = Awaited<ReturnType<typeof figuresApi.orders>>;

function OrderList({ total, items, is }: Behind & { is: JudgedIs }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFigureWords();
  if (total === 0) return <p className={styles.quiet}>{t("figures.noneSuch")}</p>;
  const isTimed = items.some(({ ms }) => ms !== null);
  return (
    <>
      {total > items.length ? (
        <p className={styles.quiet}>
          {t("figures.newest", { shown: format.number(items.length), total: format.number(total) })}
        </p>
      ) : null}
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t("figures.column.order")}</th>
            <th>{t("figures.column.brand")}</th>
            <th>{t("figures.column.at")}</th>
            {isTimed ? <th data-number>{t("figures.column.took")}</th> : null}
            {is === "missing" ? <th>{t("figures.column.missing")}</th> : null}
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, external_id, brand, at, ms, missing }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: something may have happened to an order several times
            <tr key={`${id} ${place}`}>
              <td>
                <Link to="/orders/$orderId" params={{ orderId: id }}>
                  {external_id}
                </Link>
              </td>
              <td>{brand ?? t("state.none")}</td>
              <td>{format.dateTime(at)}</td>
              {isTimed ? <td data-number>{ms === null ? t("state.none") : words.value(ms / HOUR, "hour")}</td> : null}
              {is === "missing" ? (
                <td>
                  {missing.length === 0 ? t("figures.backwards") : missing.map(words.fact).join(t("state.comma"))}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
