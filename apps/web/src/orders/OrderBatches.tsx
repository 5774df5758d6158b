/** With which orders one goes out, and until when others may join. */
import { batchEnd } from "@switchyard/flow";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Instant } from "../shell/Instant.tsx";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Orders.module.css";
import type { OrderBatch } from "./orders-api.ts";
import { standingQuery } from "./Standing.tsx";

/** Nothing at all where it was merged with none. */
export function OrderBatches({ orderId }: { orderId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(standingQuery(orderId));
  if (data === undefined || data.batches.length === 0) return null;
  return (
    <section className={styles.card} aria-label={t("orders.batches")} data-testid="batches">
      <h2>{t("orders.batches")}</h2>
      {data.batches.map((batch) => (
        <Together key={`${batch.flow}/${batch.node} ${batch.closed?.at}`} batch={batch} />
      ))}
    </section>
  );
}

const NAMED = 12;

function Together({ batch: { flow_name, orders, count, closes_at, closed } }: { batch: OrderBatch }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isWhole, showWhole] = useState(false);
  const shown = isWhole ? orders : orders.slice(0, NAMED);
  const more = count - 1 - shown.length;
  return (
    <>
      <p>
        {flow_name} · {count === 1 ? t("orders.aloneInBatch") : t("orders.together", { n: count })}
      </p>
      <p className={styles.together}>
        {shown.map(({ id, external_id }) => (
          <Link key={id} to="/orders/$orderId" params={{ orderId: id }}>
            {external_id}
          </Link>
        ))}
        {more > 0 && shown.length < orders.length ? (
          <Button type="link" size="small" onClick={() => showWhole(true)}>
            {t("orders.moreOfBatch", { n: more })}
          </Button>
        ) : null}
        {more > 0 && shown.length === orders.length ? <span>{t("orders.moreOfBatch", { n: more })}</span> : null}
      </p>
      <p className="quiet">
        {closes_at === null ? null : (
          <>
            {t("orders.batchCloses")} <Instant at={closes_at} />
          </>
        )}
        {closed === null ? null : (
          <>
            {t("orders.batchClosed")} <Instant at={closed.at} /> · {format.text(batchEnd(closed.reason))}
          </>
        )}
      </p>
    </>
  );
}
