import { LeftOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { May } from "../shell/May.tsx";
import { keys } from "../shell/query.ts";
import { Screen } from "../shell/Screen.tsx";
import { useMay, useSession } from "../shell/session.ts";
import { Failure, Loading } from "../shell/states.tsx";
import { useSourceName } from "../shell/use-source-name.ts";
import { useFormat } from "../shell/workspace.ts";
import { WhyPath } from "../why/WhyPath.tsx";
import { OrderActions } from "./OrderActions.tsx";
import { OrderBatches } from "./OrderBatches.tsx";
import { OrderDelivery } from "./OrderDelivery.tsx";
import { OrderFacts } from "./OrderFacts.tsx";
import { OrderLines } from "./OrderLines.tsx";
import { OrderLots } from "./OrderLots.tsx";
import styles from "./Orders.module.css";
import { OutcomeMark } from "./OutcomeMark.tsx";
import { lastList } from "./order-search.ts";
import type { OrderDetail } from "./orders-api.ts";
import { ordersApi } from "./orders-api.ts";
import { Standing } from "./Standing.tsx";
import { Timeline } from "./Timeline.tsx";
import { TrackingLinks } from "./TrackingLinks.tsx";

export function OrderPage() {
  const { orderId } = useParams({ from: "/orders/$orderId" });
  const order = useQuery({ queryKey: keys.order(orderId), queryFn: ({ signal }) => ordersApi.order(orderId, signal) });
  if (order.isPending) return <Loading />;
  if (order.isError) return <Failure of={order} list="/orders" />;
  return <Shown detail={order.data} />;
}

function Shown({ detail }: { detail: OrderDetail }) {
  const { t } = useTranslation();
  const sourceName = useSourceName();
  const { order, decision, delivery } = detail;
  // A chain tells of other brands' lots.
  const isLimited = useSession().data?.role === "brand_guest";
  return (
    <Screen
      bare
      actions={
        <>
          {isLimited ? null : (
            <Link to="/orders/$orderId/versions" params={{ orderId: order.id }}>
              <Button>{t("changes.title")}</Button>
            </Link>
          )}
          <TrackingLinks order={order.id} po={order.customer_id === undefined ? null : (order.po_no ?? null)} />
          <May permission="orders.act">
            <OrderActions order={order} />
          </May>
        </>
      }
      title={
        <span className={styles.title}>
          <Link to="/orders" search={lastList()} aria-label={t("orders.back")}>
            <LeftOutlined aria-hidden />
          </Link>
          {order.external_id}
          <small>{sourceName(order.source)}</small>
          <OutcomeMark outcome={decision?.outcome ?? null} />
          {decision?.destination ? <small data-testid="order-destination">{decision.destination.name}</small> : null}
        </span>
      }
    >
      <div className={styles.order}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys, whether anything in it can be pressed or not */}
        <div className={styles.column} tabIndex={0}>
          <OrderFacts order={order} />
          <OrderDelivery delivery={delivery} />
          <OrderLines order={order} />
          {isLimited ? null : <OrderLots orderId={order.id} />}
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: as above */}
        <div className={styles.column} tabIndex={0}>
          <Standing orderId={order.id} />
          <Why orderId={order.id} decision={decision} />
          <OrderBatches orderId={order.id} />
          <Timeline detail={detail} />
        </div>
      </div>
    </Screen>
  );
}

function Why({ orderId, decision }: { orderId: string; decision: OrderDetail["decision"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayOpen = useMay("flows.read");
  const explanation = useQuery({
    queryKey: keys.explanation(orderId),
    queryFn: ({ signal }) => ordersApi.explanation(orderId, signal),
    enabled: decision !== null,
  });
  return (
    <section className={styles.card} aria-label={t("orders.why")} data-testid="why">
      <h2>{t("orders.why")}</h2>
      {decision === null ? <p className="quiet">{t("orders.notDecided")}</p> : null}
      {decision && decision.flow_version.length > 0 ? (
        <p className="quiet">
          {decision.flow_version.map(({ flow, name, version }) => {
            const said = t("orders.byVersion", { name, version });
            return mayOpen ? (
              <Link key={flow} to="/flows/$flowId" params={{ flowId: flow }}>
                {said}
              </Link>
            ) : (
              <span key={flow}>{said}</span>
            );
          })}
        </p>
      ) : null}
      {explanation.isError ? <Failure of={explanation} /> : null}
      {decision && decision.outcome !== "decided" && explanation.data ? (
        <p>{format.text(explanation.data.summary)}</p>
      ) : null}
      {explanation.data ? <WhyPath steps={explanation.data.steps} /> : null}
    </section>
  );
}
