import { useTranslation } from "react-i18next";
import { Instant } from "../shell/Instant.tsx";
import { useEntryText } from "./entry-text.ts";
import styles from "./Orders.module.css";
import type { OrderDetail } from "./orders-api.ts";

export function Timeline({ detail: { timeline: entries, mentioned } }: { detail: OrderDetail }) {
  const { t } = useTranslation();
  const entryText = useEntryText(mentioned);
  return (
    <section className={styles.card} aria-label={t("orders.timeline")} data-testid="timeline">
      <h2>{t("orders.timeline")}</h2>
      {entries.length === 0 ? <p className="quiet">{t("orders.noTimeline")}</p> : null}
      <ol className={styles.timeline}>
        {entries.map((entry) => {
          const { title, detail } = entryText(entry);
          return (
            <li key={entry.seq}>
              <Instant at={entry.at} />
              <span>{title}</span>
              {detail ? <small>{detail}</small> : null}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
