/** What is known of a parcel: where it is, who has it, and a number that is called at a press. */
import { PhoneOutlined } from "@ant-design/icons";
import { type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { part } from "../shell/part.ts";
import type { Format } from "../words/format.ts";
import { withWords } from "../words/load-words.ts";
import styles from "./Map.module.css";

const RouteMap = part(withWords(["map"], () => import("./RouteMap.tsx")));

interface Said {
  zh: string;
  en: string;
}
/** As the server tells it of an order, to customers and to the house alike. */
export interface Delivery {
  to_province: string | null;
  arrived_at: number | null;
  parcel: {
    tracking_no: string | null;
    courier: Said | null;
    phone: string | null;
    place: Said | null;
    province: string | null;
    at: number | null;
  } | null;
}

interface ParcelFactsProps {
  delivery: Delivery;
  format: Format;
  /** Rows that stand before those of the parcel. */
  children?: ReactNode;
}

export function ParcelFacts({ delivery, format, children = null }: ParcelFactsProps) {
  const { t } = useTranslation();
  const { to_province: to, arrived_at: arrived, parcel } = delivery;
  return (
    <>
      <dl className={styles.parcel} data-testid="parcel">
        {children}
        {parcel?.place == null ? null : (
          <Fact name={t("map.place")}>
            {format.text(parcel.place)}
            {parcel.at === null ? null : <small>{format.dateTime(parcel.at)}</small>}
          </Fact>
        )}
        {parcel === null || (parcel.courier === null && parcel.tracking_no === null) ? null : (
          <Fact name={t("map.courier")}>
            {[parcel.courier && format.text(parcel.courier), parcel.tracking_no]
              .filter((one) => one !== null)
              .join(" ")}
          </Fact>
        )}
        {parcel?.phone == null ? null : (
          <Fact name={t("map.phone")}>
            <a href={`tel:${parcel.phone.replaceAll(/[^+\d]/g, "")}`}>
              <PhoneOutlined aria-hidden /> {parcel.phone}
            </a>
          </Fact>
        )}
      </dl>
      {parcel === null && to === null ? null : (
        <Suspense fallback={null}>
          <RouteMap to={to} at={parcel?.province ?? null} hasArrived={arrived !== null} format={format} />
        </Suspense>
      )}
    </>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
