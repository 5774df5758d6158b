/** What a customer sees of one order, or of the orders of one PO. */
import { useTranslation } from "react-i18next";
import { useNow } from "../boards/use-now.ts";
import { EntryCard } from "../people/EntryCard.tsx";
import { RequestFailure } from "../shell/request.ts";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { ShownOrder } from "./ShownOrder.tsx";
import styles from "./Tracking.module.css";
import { OLD_MS, type Tracked, useTracked, useTrackedFormat } from "./tracking-api.ts";

export function TrackingPage() {
  const { token, tracked } = useTracked();
  if (tracked.isPending) return <Loading />;
  if (tracked.data === undefined) return <NotOpened error={tracked.error} onRetry={() => void tracked.refetch()} />;
  return <Shown token={token} tracked={tracked.data} answeredAt={tracked.dataUpdatedAt} />;
}

/** One that was cut off on its way is refused before it is looked up. */
export function NotOpened({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  const isGone = error instanceof RequestFailure && [400, 404].includes(error.status);
  if (isGone) return <Empty isPage title={t("tracking.gone")} hint={t("tracking.goneHint")} />;
  return <Failure isPage error={error} onRetry={onRetry} />;
}

function Shown({ token, tracked, answeredAt }: { token: string; tracked: Tracked; answeredAt: number }) {
  const { t } = useTranslation();
  const format = useTrackedFormat(tracked);
  const now = useNow(tracked.at, answeredAt);
  const { po_no: po, orders } = tracked;
  const [first] = orders;
  const isOld = now - tracked.at > OLD_MS;
  const title = po === null ? t("tracking.order", { number: first?.external_id ?? "" }) : t("tracking.po", { po });
  return (
    <EntryCard title={title} hint={tracked.seller}>
      {orders.map((order) => (
        <section key={order.external_id} className={styles.tracked}>
          {po === null ? null : <h2>{t("tracking.order", { number: order.external_id })}</h2>}
          <ShownOrder {...{ token, order, tracked, now, isOld, format }} isAlone={po === null} />
        </section>
      ))}
      <p className={styles.asOf} role={isOld ? "alert" : undefined}>
        {t(isOld ? "tracking.old" : "tracking.asOf", { at: format.exact(tracked.at) })}
      </p>
    </EntryCard>
  );
}
