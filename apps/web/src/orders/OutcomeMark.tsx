import { useTranslation } from "react-i18next";
import styles from "./Orders.module.css";
import type { OrderRow } from "./orders-api.ts";

export function OutcomeMark({ outcome }: { outcome: OrderRow["outcome"] | null }) {
  const { t } = useTranslation();
  if (outcome === null) return <span className="quiet">{t("state.none")}</span>;
  return (
    <span className={styles.outcome} data-outcome={outcome}>
      {t(`outcome.${outcome}`)}
    </span>
  );
}
