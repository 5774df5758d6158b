/** Three states first, when it will be there, where it is; the rest opens. */
import { CheckCircleFilled, PrinterOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { countdown } from "../boards/countdown.ts";
import { ParcelFacts } from "../map/ParcelFacts.tsx";
import type { Format } from "../words/format.ts";
import { ContactForm } from "./ContactForm.tsx";
import { MovedDate } from "./MovedDate.tsx";
import styles from "./Tracking.module.css";
import type { Tracked, TrackedOrder } from "./tracking-api.ts";

interface ShownOrderProps {
  token: string;
  order: TrackedOrder;
  tracked: Tracked;
  now: number;
  isOld: boolean;
  format: Format;
  /** The link is for this order alone. */
  isAlone: boolean;
}

export function ShownOrder({ token, order, now, isOld, format, isAlone }: ShownOrderProps) {
  const { t } = useTranslation();
  const heading = isAlone ? "h2" : "h3";
  return (
    <>
      <p className={styles.now}>{format.text(order.state_label) || t("tracking.received")}</p>
      <Eta order={order} now={now} isOld={isOld} format={format} />
      <ol className={styles.keys} data-testid="key-states">
        {order.key_states.map(({ state, label, at, is_passed }) => (
          <li key={state} data-done={is_passed}>
            <CheckCircleFilled aria-hidden />
            <b>{format.text(label)}</b>
            <small>{at === null ? t(is_passed ? "tracking.done" : "tracking.notYet") : format.dateTime(at)}</small>
          </li>
        ))}
      </ol>
      {order.move === null ? null : (
        <MovedDate token={token} order={order.external_id} move={order.move} format={format} heading={heading} />
      )}
      {order.asks_contact ? <ContactForm token={token} order={order.external_id} heading={heading} /> : null}
      <ParcelFacts delivery={order} format={format} />
      <details className={styles.all}>
        <summary>{t("tracking.allStates")}</summary>
        <ol className={styles.states}>
          <li>
            <span>{t("tracking.received")}</span>
            <span>{format.dateTime(order.received_at)}</span>
          </li>
          {order.states.map(({ state, label, at }) => (
            <li key={`${state} ${at}`}>
              <span>{format.text(label)}</span>
              <span>{format.dateTime(at)}</span>
            </li>
          ))}
        </ol>
      </details>
      {isAlone ? (
        <Link to="/track/$token/promise" params={{ token }} className={styles.print ?? ""}>
          <PrinterOutlined aria-hidden /> {t("tracking.promise.title")}
        </Link>
      ) : null}
    </>
  );
}

function Eta({ order, now, isOld, format }: Pick<ShownOrderProps, "order" | "now" | "isOld" | "format">) {
  const { t } = useTranslation();
  const { eta, arrived_at: arrived } = order;
  if (arrived !== null) return <p className={styles.eta}>{t("tracking.arrived", { at: format.dateTime(arrived) })}</p>;
  if (order.is_over) return null;
  if (eta === null) return <p className={styles.eta}>{t("tracking.noEta")}</p>;
  const left = eta.at - now;
  return (
    <div className={styles.eta} data-state={left < 0 ? "late" : "open"} data-testid="eta">
      <span>{t(`tracking.eta.${eta.by}`, { at: format.dateTime(eta.at) })}</span>
      {/* A count by what is old would be believed. */}
      {isOld ? null : (
        <strong>
          {t(left < 0 ? "tracking.lateBy" : "tracking.left")} <span role="timer">{countdown(left, t)}</span>
        </strong>
      )}
    </div>
  );
}
