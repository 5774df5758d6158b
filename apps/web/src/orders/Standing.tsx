/** What is in force on an order besides its fields: holds, freezes, locks, deadlines, approvals, what waits. */
import { holdReason } from "@switchyard/flow";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Instant } from "../shell/Instant.tsx";
import { keys } from "../shell/query.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import { useEntryWord, useLockName } from "./entry-text.ts";
import styles from "./Orders.module.css";
import { ordersApi } from "./orders-api.ts";

export const standingQuery = (id: string) =>
  queryOptions({ queryKey: keys.standing(id), queryFn: ({ signal }) => ordersApi.standing(id, signal) });

/** Nothing at all where nothing is in force. */
export function Standing({ orderId }: { orderId: string }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const format = useFormat();
  const word = useEntryWord();
  const lockName = useLockName();
  const { data } = useQuery(standingQuery(orderId));
  if (data === undefined) return null;
  const person = (id: string) => workspace?.people.find((one) => one.id === id)?.name ?? id;
  const rows: (readonly [string, ReactNode[]])[] = [
    [
      t("orders.holds"),
      data.holds.map(({ reason, flow_name }) =>
        [flow_name, format.text(holdReason(reason))].filter(Boolean).join(" · "),
      ),
    ],
    [
      t("orders.twin"),
      data.twin === null
        ? []
        : [
            <Link key={data.twin} to="/orders/$orderId" params={{ orderId: data.twin }}>
              {t("orders.openTwin")}
            </Link>,
          ],
    ],
    [t("orders.frozen"), data.frozen.map((name) => frozenText(t, name))],
    [t("orders.locks"), data.locks.map(({ name, by }) => `${lockName(name)} · ${person(by)}`)],
    [
      t("orders.watches"),
      data.watches.map(({ flow_name, status, deadline, node }) => (
        <span key={node}>
          {flow_name} · {t(status === "open" ? "orders.deadline" : "orders.breached")} <Instant at={deadline} />
        </span>
      )),
    ],
    [
      t("orders.approvals"),
      data.approvals.map(({ flow_name, level, levels }) => `${flow_name} · ${t("orders.level", { level, levels })}`),
    ],
    [t("orders.waiting"), data.waiting.map(({ type, by }) => [word(type), by].filter(Boolean).join(" · "))],
  ];
  const shown = rows.filter(([, values]) => values.length > 0);
  if (shown.length === 0) return null;
  return (
    <section className={styles.card} aria-label={t("orders.standing")} data-testid="standing">
      <h2>{t("orders.standing")}</h2>
      <dl className={styles.facts}>
        {shown.map(([label, values]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {values.map((value, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a list that is only shown
                <div key={place}>{value}</div>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const SCOPES = ["order", "brand", "batch", "customer"] as const;
/** `<scope>/<name>`; of the order itself the scope alone. */
function frozenText(t: TFunction, frozen: string): string {
  const at = frozen.indexOf("/");
  const scope = SCOPES.find((one) => one === frozen.slice(0, at));
  if (scope === undefined) return frozen;
  return scope === "order"
    ? t("orders.frozenScope.order")
    : `${t(`orders.frozenScope.${scope}`)} ${frozen.slice(at + 1)}`;
}
