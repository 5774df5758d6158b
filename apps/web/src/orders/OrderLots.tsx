/** The lots that went into an order, and the way to its report. Nothing where none did. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import styles from "./Orders.module.css";
import { ordersApi, traceKey } from "./orders-api.ts";

export function OrderLots({ orderId }: { orderId: string }) {
  const { t } = useTranslation();
  const of = { order: orderId };
  const { data } = useQuery({ queryKey: traceKey(of), queryFn: ({ signal }) => ordersApi.trace(of, signal) });
  const lots = data?.lots ?? [];
  if (lots.length === 0) return null;
  const levels = [...new Set(lots.map(({ level }) => level))];
  return (
    <section className={styles.card} aria-label={t("lots.chain")}>
      <h2>{t("lots.chain")}</h2>
      <p>
        {levels.map((level) => (
          <span key={level}>
            {lots
              .filter((lot) => lot.level === level)
              .map(({ name }, place) => (
                <span key={name}>
                  {place === 0 ? null : t("state.comma")}
                  <Link to="/lots/$lot" params={{ lot: name }}>
                    {name}
                  </Link>
                </span>
              ))}
            {" → "}
          </span>
        ))}
        {data?.orders[0]?.external_id}
      </p>
      <Link to="/orders/$orderId/trace" params={{ orderId }}>
        {t("lots.report")}
      </Link>
    </section>
  );
}
