import { useTranslation } from "react-i18next";
import type { OrderRow } from "../shell/wire.ts";
import styles from "./Orders.module.css";

export function OutcomeMark({ outcome }: { outcome: OrderRow["outcome"] | null }) {
  const { t } = useTranslation();
  if (outcome === null) return <span className="quiet">{t("state.none")}</span>;
  return (
    <span className={styles.outcome} data-outcome={outcome}>
      {t(`outcome.${outcome}`)}
    </span>
  );
}
