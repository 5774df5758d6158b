/** Where an order's parcel goes and where it is, when it is expected, and how its carrier is called. */
import { useTranslation } from "react-i18next";
import { Fact, ParcelFacts } from "../map/ParcelFacts.tsx";
import { Instant } from "../shell/Instant.tsx";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Orders.module.css";
import type { OrderDetail } from "./orders-api.ts";

/** Nothing at all of an order that goes nowhere known and has no parcel. */
export function OrderDelivery({ delivery }: { delivery: OrderDetail["delivery"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { eta, arrived_at: arrived, parcel, to_province: to } = delivery;
  if (parcel === null && to === null) return null;
  return (
    <section className={styles.card} aria-label={t("map.title")} data-testid="delivery-of-order">
      <h2>{t("map.title")}</h2>
      <ParcelFacts delivery={delivery} format={format}>
        {arrived !== null ? (
          <Fact name={t("map.arrived")}>
            <Instant at={arrived} />
          </Fact>
        ) : eta === null ? null : (
          <Fact name={t("map.eta")}>
            <Instant at={eta.at} />
            <small>{t(`map.etaBy.${eta.by}`)}</small>
          </Fact>
        )}
      </ParcelFacts>
    </section>
  );
}
