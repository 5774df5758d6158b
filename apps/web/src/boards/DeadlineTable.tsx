import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Instant } from "../shell/Instant.tsx";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Boards.module.css";
import type { Deadline } from "./boards-api.ts";
import { countdown } from "./countdown.ts";
import { useWall } from "./wall.ts";
import { LATE_MS } from "./waves.ts";

/** Less than this is soon. */
const SOON_MS = 30 * 60_000;

interface DeadlineTableProps {
  title: string;
  rows: readonly Deadline[];
  now: number;
}

export function DeadlineTable({ title, rows, now }: DeadlineTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const isWall = useWall();
  const heading = useId();
  return (
    <section className={styles.deadlines} aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      <div className={styles.scroll}>
        <table className={styles.table} aria-labelledby={heading}>
          <thead className={isWall ? "visually-hidden" : ""}>
            <tr>
              <th scope="col">{t("boards.left")}</th>
              <th scope="col">{t("boards.order")}</th>
              <th scope="col">{t("boards.deadline")}</th>
              <th scope="col">{t("boards.level")}</th>
              {isWall ? null : <th scope="col">{t("boards.flow")}</th>}
              <th scope="col">{t("orders.destination")}</th>
              {isWall ? null : <th scope="col">{t("boards.until")}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ order, flow, node, flow_name, title: what, level, deadline }) => {
              const left = deadline - now;
              const isFar = left <= -LATE_MS;
              const state = left < 0 ? "late" : left < SOON_MS ? "soon" : "open";
              return (
                <tr key={`${order.id} ${flow} ${node}`} data-state={state} data-far={isFar}>
                  <td className={styles.clock}>
                    {state === "late" ? <span className={styles.word}>{t("boards.over_by")}</span> : null}
                    <span role="timer">{countdown(left, t)}</span>
                  </td>
                  <th scope="row">
                    <Link to="/orders/$orderId" params={{ orderId: order.id }}>
                      {order.external_id}
                    </Link>
                    {order.brand === null ? null : <small className={styles.brand}>{order.brand}</small>}
                  </th>
                  <td className={styles.what}>{format.text(what)}</td>
                  <td>
                    {level === null ? (
                      <span className="quiet">{t("state.none")}</span>
                    ) : (
                      <span className={styles.level} data-level={level}>
                        {t("inbox.level", { n: level })}
                      </span>
                    )}
                  </td>
                  {isWall ? null : <td>{flow_name}</td>}
                  <td>{order.destination?.name ?? t("state.none")}</td>
                  {isWall ? null : (
                    <td>
                      <Instant at={deadline} />
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
