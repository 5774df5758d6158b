/** 追溯报告: the whole chain of a lot or of an order, both ways. For the screen and for paper. */
import { ArrowLeftOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ordersApi, traceKey } from "../orders/orders-api.ts";
import { useStateName } from "../orders/use-state-name.ts";
import { May } from "../shell/May.tsx";
import paper from "../shell/Paper.module.css";
import { Paper } from "../shell/Paper.tsx";
import { Failure, Loading } from "../shell/states.tsx";
import { useSourceName } from "../shell/use-source-name.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import { FreezeLot } from "./FreezeLot.tsx";
import styles from "./Lots.module.css";
import type { Trace, TracedLot, TracedOrder } from "./lots-api.ts";

export function LotTracePage() {
  const { lot } = useParams({ from: "/lots/$lot" });
  return <TraceOf of={{ lot }} />;
}

export function OrderTracePage() {
  const { orderId } = useParams({ from: "/orders/$orderId/trace" });
  return <TraceOf of={{ order: orderId }} />;
}

function TraceOf({ of }: { of: { lot: string } | { order: string } }) {
  const found = useQuery({ queryKey: traceKey(of), queryFn: ({ signal }) => ordersApi.trace(of, signal) });
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failure of={found} list="/orders" />;
  return <Report trace={found.data} />;
}

function Report({ trace }: { trace: Trace }) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const { lot, order, lots, orders, at, more } = trace;
  const own = lots.find(({ level }) => level === 0);
  const [first] = orders;
  const number = order === null ? "" : (first?.external_id ?? order);
  const [above, below] = [lots.filter(({ level }) => level < 0), lots.filter(({ level }) => level > 0)];
  const isBare = order === null ? lots.length === 1 && orders.length === 0 : lots.length === 0;
  const stopped = orders.filter(({ frozen }) => frozen.length > 0).length;
  const address = `${window.location.origin}${lot === null ? `/orders/${order}/trace` : `/lots/${encodeURIComponent(lot)}`}`;
  return (
    <Paper
      testId="trace"
      back={
        order === null ? (
          <Link to="/lots">
            <ArrowLeftOutlined aria-hidden /> {t("lots.title")}
          </Link>
        ) : (
          <Link to="/orders/$orderId" params={{ orderId: order }}>
            <ArrowLeftOutlined aria-hidden /> {t("lots.isOrder", { number })}
          </Link>
        )
      }
      actions={own === undefined ? null : <FreezeLot lot={own} orders={orders.length} />}
      title={t("lots.report")}
      of={
        <>
          {lot === null ? t("lots.isOrder", { number }) : t("lots.isLot", { lot })} · {workspace?.name}
        </>
      }
      code={{ address, says: t("lots.code") }}
      foot={
        <>
          <span>{t("lots.signed")}</span>
          <span>{t("lots.made", { at: format.exact(at) })}</span>
        </>
      }
    >
      {isBare ? <NoScans order={order === null ? null : number} /> : null}
      <dl>
        {own === undefined ? null : (
          <div>
            <dt>{t("lots.state")}</dt>
            <dd>{own.frozen.length === 0 ? t("lots.free") : <Frozen lot={own} />}</dd>
          </div>
        )}
        {isBare ? null : (
          <div>
            <dt>{t("lots.counts")}</dt>
            <dd>
              {t(lot === null ? "lots.countsOfOrder" : "lots.countsOfLot", {
                above: format.number(above.length),
                below: format.number(below.length),
                orders: format.number(orders.length),
              })}
              {stopped === 0 || lot === null ? null : (
                <span className={styles.frozen}> {t("lots.stopped", { n: format.number(stopped) })}</span>
              )}
            </dd>
          </div>
        )}
        {more ? (
          <div>
            <dt>{t("lots.more")}</dt>
            <dd>{t("lots.moreHint")}</dd>
          </div>
        ) : null}
      </dl>
      {own !== undefined && own.up.length > 0 ? <Lots title={t("lots.self")} lots={[own]} /> : null}
      {above.length > 0 ? <Lots title={t("lots.above")} lots={above} /> : null}
      {below.length > 0 ? <Lots title={t("lots.below")} lots={below} /> : null}
      {orders.length > 0 && !isBare ? (
        <Orders title={t(lot === null ? "lots.thisOrder" : "lots.orders")} orders={orders} />
      ) : null}
    </Paper>
  );
}

/** What is to be done so that there is something to tell. `order`: its number; null: the report is a lot's. */
function NoScans({ order }: { order: string | null }) {
  const { t } = useTranslation();
  return (
    <section className={styles.bare} data-testid="no-scans">
      <p>{order === null ? t("lots.bareLot") : t("lots.bareOrder", { number: order })}</p>
      <May permission="orders.act">
        <Link to="/lots" search={order === null ? {} : { to: order }}>
          {t("lots.goScan")}
        </Link>
      </May>
    </section>
  );
}

function Lots({ title, lots }: { title: string; lots: readonly TracedLot[] }) {
  const { t } = useTranslation();
  return (
    <section className={paper.wide} aria-label={title}>
      <h2>{title}</h2>
      <table>
        <thead>
          <tr>
            <th>{t("lots.lot")}</th>
            <th>{t("lots.madeOf")}</th>
            <th>{t("lots.scanned")}</th>
            <th>{t("lots.state")}</th>
          </tr>
        </thead>
        <tbody>
          {lots.map((lot) => (
            <tr key={lot.name}>
              <td>
                <Link to="/lots/$lot" params={{ lot: lot.name }}>
                  {lot.name}
                </Link>
              </td>
              <td>
                {lot.up.map((link) => (
                  <div key={`${link.lot} ${link.step}`}>{link.lot}</div>
                ))}
              </td>
              <td>
                {lot.up.map((link) => (
                  <div key={`${link.lot} ${link.step}`}>
                    <ScannedBy {...link} />
                  </div>
                ))}
              </td>
              <td>{lot.frozen.length === 0 ? t("lots.free") : <Frozen lot={lot} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Orders({ title, orders }: { title: string; orders: readonly TracedOrder[] }) {
  const { t } = useTranslation();
  const stateName = useStateName();
  const sourceName = useSourceName();
  return (
    <section className={paper.wide} aria-label={title}>
      <h2>{title}</h2>
      <table data-testid="traced-orders">
        <thead>
          <tr>
            <th>{t("lots.order")}</th>
            <th>{t("lots.lot")}</th>
            <th>{t("lots.scanned")}</th>
            <th>{t("lots.state")}</th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <tr key={order.id}>
              <td>
                <Link to="/orders/$orderId" params={{ orderId: order.id }}>
                  {order.external_id}
                </Link>
                <small>{[sourceName(order.source), order.brand, order.style_code].filter(Boolean).join(" · ")}</small>
              </td>
              <td>
                {order.lots.map((link) => (
                  <div key={`${link.lot} ${link.step}`}>{link.lot}</div>
                ))}
              </td>
              <td>
                {order.lots.map((link) => (
                  <div key={`${link.lot} ${link.step}`}>
                    <ScannedBy {...link} />
                  </div>
                ))}
              </td>
              <td>
                {stateName(order.status)}
                {order.frozen.length === 0 ? null : (
                  <small className={styles.frozen}>
                    {t("lots.frozenBy", { lots: order.frozen.join(t("state.comma")) })}
                  </small>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Who, when, where, how much, and what proves it. */
function ScannedBy({ at, by, step, qty, ref }: TracedOrder["lots"][number]): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const people = useWorkspace()?.people ?? [];
  if (at === null) return t("lots.named");
  const who = people.find(({ id }) => id === by)?.name ?? (by === "local" ? t("orders.byLocal") : by);
  return [
    ...[step, who, format.dateTime(at)],
    qty === undefined ? null : t("lots.pieces", { n: format.number(qty) }),
    ref,
  ]
    .filter(Boolean)
    .join(" · ");
}

function Frozen({ lot: { frozen } }: { lot: TracedLot }) {
  const { t } = useTranslation();
  return (
    <span className={styles.frozen}>
      {t("lots.frozen")}
      {frozen.map(({ by, reason }) => (
        <small key={by}>
          {by.startsWith("batch/") ? t("lots.frozenWith", { lot: by.slice("batch/".length) }) : null} {reason}
        </small>
      ))}
    </span>
  );
}
