/** The open orders of one place of the map, those that are due first. */
import { CloseOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { placeName } from "../map/tiles.ts";
import { ordersApi } from "../orders/orders-api.ts";
import { useStateName } from "../orders/use-state-name.ts";
import { IconButton } from "../shell/IconButton.tsx";
import { Instant } from "../shell/Instant.tsx";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Boards.module.css";
import { type MapOf, useBoard } from "./boards-api.ts";
import { whatIs } from "./NothingOpen.tsx";

const SHOWN = 20;

interface PlaceOrdersProps {
  of: MapOf;
  place: string;
  /** How many are open there. */
  open: number;
  onClose: () => void;
}

export function PlaceOrders({ of, place, open, onClose }: PlaceOrdersProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const stateName = useStateName();
  const query = { [of]: place, open: true, sort: "due_at", direction: "ascending", limit: SHOWN };
  const orders = useBoard(["map", of, "orders", place], (signal) => ordersApi.orders(query, signal));
  return (
    <>
      <h2 className={styles.head}>
        {t("boards.map.ordersOf", { place: format.text(placeName(place)) })}
        <IconButton size="small" label={t("boards.map.close")} icon={<CloseOutlined aria-hidden />} onClick={onClose} />
      </h2>
      {whatIs(orders, ({ items }) =>
        items.length === 0 ? (
          <p className={styles.calm}>{t("boards.map.emptyPlace")}</p>
        ) : (
          <ul className={styles.urgent}>
            {items.map((order) => (
              <li key={order.id}>
                <Link to="/orders/$orderId" params={{ orderId: order.id }}>
                  {order.external_id}
                </Link>
                <span className={styles.age}>
                  {order.due_date ??
                    (order.due_at === null ? t("orders.dueIs.none") : <Instant at={order.due_at} dateOnly />)}
                </span>
                <small>
                  {[order.brand, order.status && stateName(order.status), order.destination?.name]
                    .filter((one) => one)
                    .join(" · ")}
                </small>
              </li>
            ))}
          </ul>
        ),
      )}
      {open === 0 ? null : (
        <p className={styles.more}>
          <Link to="/orders" search={{ [of]: place, open: true }}>
            {t("boards.map.all", { n: format.number(open) })}
          </Link>
        </p>
      )}
    </>
  );
}
