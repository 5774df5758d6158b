/** 交付承诺书: one page for paper. Its QR code opens the page of this order and of no other. */
import { ArrowLeftOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Paper } from "../shell/Paper.tsx";
import { Loading } from "../shell/states.tsx";
import styles from "./Tracking.module.css";
import { NotOpened } from "./TrackingPage.tsx";
import { type Tracked, useTracked, useTrackedFormat } from "./tracking-api.ts";

export function PromisePage() {
  const { token, tracked } = useTracked();
  if (tracked.isPending) return <Loading />;
  if (tracked.data === undefined) return <NotOpened error={tracked.error} onRetry={() => void tracked.refetch()} />;
  return <Promised token={token} tracked={tracked.data} />;
}

function Promised({ token, tracked }: { token: string; tracked: Tracked }) {
  const { t } = useTranslation();
  const format = useTrackedFormat(tracked);
  const [order] = tracked.orders;
  if (order === undefined || tracked.po_no !== null) return <NotOpened error={null} onRetry={() => undefined} />;
  const { ship_by, transit_days, arrive_by, invoice_days, invoice_by } = order.promise;
  const day = (at: number | null) => (at === null ? t("tracking.promise.agreed") : format.date(at));
  const days = (n: number | null) => (n === null ? t("tracking.promise.agreed") : t("tracking.promise.days", { n }));
  const rows = [
    ["order", order.external_id],
    ["received", format.dateTime(order.received_at)],
    ["ship", day(ship_by)],
    ["transit", days(transit_days)],
    ["arrive", day(arrive_by)],
    [
      "invoice",
      invoice_days === null
        ? t("tracking.promise.agreed")
        : t("tracking.promise.invoiceIn", { n: invoice_days, day: day(invoice_by) }),
    ],
  ] as const;
  return (
    <main className={styles.promise}>
      <Paper
        testId="promise"
        back={
          <Link to="/track/$token" params={{ token }}>
            <ArrowLeftOutlined aria-hidden /> {t("tracking.promise.back")}
          </Link>
        }
        title={t("tracking.promise.title")}
        of={tracked.seller}
        code={{ address: `${window.location.origin}/track/${token}`, says: t("tracking.promise.scan") }}
        foot={
          <>
            <span>{t("tracking.promise.signed")}</span>
            <span>{t("tracking.promise.made", { at: format.exact(tracked.at) })}</span>
          </>
        }
      >
        <dl>
          {rows.map(([name, value]) => (
            <div key={name}>
              <dt>{t(`tracking.promise.${name}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Paper>
    </main>
  );
}
