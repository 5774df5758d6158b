/** 面单: what goes on the parcel, where customers see it: no notes. Its code is the order's number, as the desk reads it; an order that must not leave has none. */
import { ArrowLeftOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Paper } from "../shell/Paper.tsx";
import { keys } from "../shell/query.ts";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import styles from "./Desk.module.css";
import { stoppedBy } from "./desk.ts";
import { type OrderDetail, ordersApi } from "./orders-api.ts";
import { standingQuery } from "./Standing.tsx";

export function LabelPage() {
  const { orderId } = useParams({ from: "/orders/$orderId/label" });
  const { t } = useTranslation();
  // Held a moment ago counts: what was kept from an earlier look prints nothing.
  const found = useQuery({
    queryKey: keys.order(orderId),
    queryFn: ({ signal }) => ordersApi.order(orderId, signal),
    refetchOnMount: "always",
  });
  const standing = useQuery({ ...standingQuery(orderId), refetchOnMount: "always" });
  if (found.isPending || standing.isPending || !found.isFetchedAfterMount || !standing.isFetchedAfterMount)
    return <Loading />;
  if (found.isError) return <Failure of={found} list="/orders" />;
  if (standing.isError) return <Failure of={standing} list="/orders" />;
  const stop = stoppedBy(standing.data);
  if (stop !== null)
    return (
      <Empty isPage title={t("desk.noLabel", { order: found.data.order.external_id })} hint={t(`desk.stopped.${stop}`)}>
        <Link to="/desk">{t("desk.back")}</Link>
      </Empty>
    );
  return <Label detail={found.data} />;
}

function Label({ detail: { order, decision } }: { detail: OrderDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const { print } = useSearch({ from: "/orders/$orderId/label" });
  useEffect(() => {
    if (print) window.print();
  }, [print]);
  const pieces = order.lines.reduce((sum, { qty }) => sum + qty, 0);
  const rows = [
    [t("desk.customer"), order.buyer_name ?? order.customer_id],
    [t("desk.place"), [order.province, order.city].filter(Boolean).join(" ")],
    [t("desk.po"), order.po_no],
    [t("desk.from"), decision?.destination?.name ?? order.warehouse],
  ].filter(([, said]) => said);
  return (
    <Paper
      testId="label"
      back={
        <Link to="/desk">
          <ArrowLeftOutlined aria-hidden /> {t("desk.back")}
        </Link>
      }
      title={order.external_id}
      of={workspace?.name}
      code={{ address: order.external_id, says: order.external_id }}
      foot={<span>{t("desk.notCarriers")}</span>}
    >
      <p className={styles.no}>
        {order.tracking_no ? [order.carrier, order.tracking_no].filter(Boolean).join(" ") : t("desk.noTracking")}
      </p>
      <dl>
        {rows.map(([name, said]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{said}</dd>
          </div>
        ))}
        {order.lines.map((line) => (
          <div key={line.line_no}>
            <dt>{line.style_code ?? line.sku ?? t("desk.line", { n: line.line_no })}</dt>
            <dd>
              {[line.name, line.color, line.size].filter(Boolean).join(" ")} × {format.number(line.qty)}
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.pieces}>{t("desk.pieces", { n: format.number(pieces) })}</p>
    </Paper>
  );
}
