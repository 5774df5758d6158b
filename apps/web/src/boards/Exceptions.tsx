import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { linesOf, titleOf } from "../channels/inbox-text.ts";
import { Failure, Loading } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import type { TodoPart } from "../todo/parts.ts";
import styles from "./Boards.module.css";
import { boardsApi, type Exceptions as Found, useBoard } from "./boards-api.ts";
import { useNow } from "./use-now.ts";
import { useWall } from "./wall.ts";

/** Where what waits is decided. */
const PARTS = { approval: "approvals", pool: "pooled", hold: "held", freeze: "frozen" } as const satisfies Record<
  keyof Found["waiting"],
  TodoPart
>;
const KINDS = Object.keys(PARTS) as (keyof typeof PARTS)[];

/** The five things that need somebody most, each with the way to where something is done about it. */
export function Exceptions() {
  const { t } = useTranslation();
  const isWall = useWall();
  const found = useBoard(["exceptions"], (signal) => boardsApi.exceptions(signal));
  const now = useNow(found.data?.at, found.dataUpdatedAt);
  if (found.data === undefined)
    return (
      <aside className={styles.aside} aria-label={t("boards.urgent")}>
        {found.isError ? <Failure of={found} /> : <Loading />}
      </aside>
    );
  const { alerts, alerts_open: open, orders, waiting } = found.data;
  const more = open - alerts.length;
  const some = KINDS.filter((kind) => waiting[kind] > 0);
  return (
    <aside className={styles.aside} aria-label={t("boards.urgent")}>
      <h2>{t("boards.urgent")}</h2>
      {alerts.length + orders.length === 0 ? <p className={styles.calm}>{t("boards.nothingUrgent")}</p> : null}
      <ol className={styles.urgent}>
        {alerts.map((alert) => (
          <Alert key={alert.id} alert={alert} now={now} />
        ))}
        {orders.map(({ kind, id, external_id, since }) => (
          <li key={`${kind} ${id}`}>
            <strong>
              <span className={styles.kind}>{t(`todo.part.${PARTS[kind]}`)}</span> {external_id}
            </strong>
            <Age at={since} now={now} />
            {isWall ? null : (
              <Link to="/todo" search={{ part: PARTS[kind], q: external_id }}>
                {t("boards.decide")}
              </Link>
            )}
          </li>
        ))}
      </ol>
      {more > 0 ? <p className={styles.more}>{t("boards.moreAlerts", { n: more })}</p> : null}
      {some.length > 0 ? (
        <p className={styles.more}>
          {t("boards.waits")}
          {some.map((kind) => (
            <Link key={kind} to="/todo" search={{ part: PARTS[kind] }}>
              {t(`todo.part.${PARTS[kind]}`)} {waiting[kind]}
            </Link>
          ))}
        </p>
      ) : null}
    </aside>
  );
}

function Alert({ alert, now }: { alert: Found["alerts"][number]; now: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isWall = useWall();
  const { order, flow, level } = alert;
  return (
    <li>
      <strong>
        <span className={styles.level} data-level={level}>
          {t("inbox.level", { n: level })}
        </span>{" "}
        {titleOf(alert, { t, format })}
      </strong>
      <small>
        {linesOf(alert, { t, format })
          .slice(0, isWall ? 1 : 2)
          .join(t("state.comma"))}
      </small>
      <Age at={alert.at} now={now} />
      {isWall || (order === null && flow === null) ? null : order === null ? (
        <Link to="/flows/$flowId" params={{ flowId: flow ?? "" }}>
          {t("inbox.openFlow")}
        </Link>
      ) : (
        <Link to="/orders/$orderId" params={{ orderId: order }}>
          {t("inbox.openOrder")}
        </Link>
      )}
    </li>
  );
}

function Age({ at, now }: { at: number; now: number }) {
  const format = useFormat();
  return (
    <time className={styles.age} dateTime={new Date(at).toISOString()} title={format.exact(at)}>
      {format.ago(at, now)}
    </time>
  );
}
