/** What a customer sees of one order, or of the orders of one PO. */
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { RequestFailure } from "../shell/request.ts";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import { EntryCard } from "./EntryCard.tsx";
import styles from "./People.module.css";
import { peopleApi, peopleKeys, type Tracked } from "./people-api.ts";

export function TrackingPage() {
  const { t } = useTranslation();
  const { token } = useParams({ strict: false }) as { token: string };
  const tracked = useQuery({
    queryKey: peopleKeys.tracked(token),
    queryFn: ({ signal }) => peopleApi.tracked(token, signal),
    retry: false,
  });
  if (tracked.isPending) return <Loading />;
  if (tracked.isError) {
    // One that was cut off on its way is refused before it is looked up.
    const isGone = tracked.error instanceof RequestFailure && [400, 404].includes(tracked.error.status);
    if (isGone) return <Empty title={t("people.trackGone")} hint={t("people.trackGoneHint")} />;
    return <Failure error={tracked.error} onRetry={() => void tracked.refetch()} />;
  }
  const { po_no: po, orders } = tracked.data;
  const [first] = orders;
  const title = po === null ? t("people.track", { number: first?.external_id ?? "" }) : t("people.trackPo", { po });
  return (
    <EntryCard title={title}>
      {orders.map((order) => (
        <section key={order.external_id} className={styles.tracked}>
          {po === null ? null : <h2>{t("people.track", { number: order.external_id })}</h2>}
          <TrackedOrder order={order} />
        </section>
      ))}
    </EntryCard>
  );
}

function TrackedOrder({ order }: { order: Tracked["orders"][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <p className={styles.now}>{format.text(order.state_label) || t("people.trackReceived")}</p>
      {order.due_at !== null ? <p>{t("people.trackDue", { at: format.dateTime(order.due_at) })}</p> : null}
      {order.due_at === null && order.due_date !== null ? <p>{t("people.trackDue", { at: order.due_date })}</p> : null}
      <ol className={styles.states}>
        <li>
          <span>{t("people.trackReceived")}</span>
          <span>{format.dateTime(order.received_at)}</span>
        </li>
        {order.states.map(({ state, label, at }) => (
          <li key={`${state} ${at}`}>
            <span>{format.text(label)}</span>
            <span>{format.dateTime(at)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
